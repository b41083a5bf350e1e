import { z } from 'zod';

/**
 * GET /api/events/stream?campaign=…, GET /api/desk/events/stream — server-sent events. `changed`: {campaign, seq, kind}, ids only; `look-again`:
 * anything may have happened; `ended`: the session has. A browser sends `Last-Event-ID` when it comes back and hears what it missed.
 */
export const streamQuery = z.object({ campaign: z.string().min(1).max(200) });

/** The data of `changed`. */
const changedSchema = z.object({ campaign: z.string().nullable(), seq: z.number().int(), kind: z.string() });

export type Changed = z.infer<typeof changedSchema>;
