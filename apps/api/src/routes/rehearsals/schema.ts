import { z } from 'zod';

const YEARS = '年份要在 2004 至 2099 之间';

/** POST /api/rehearsals — starts `duban rehearse` as a process of its own; one at a time (409). */
export const startRehearsalSchema = z.object({
  seed: z.string(),
  /** Seed of what is drawn. */
  number: z.int().optional(),
  /** How the offices behave. */
  profile: z.enum(['usual', 'smooth', 'hard']).optional(),
  /** The notice's day in another year. */
  year: z.int().min(2004, YEARS).max(2099, YEARS).optional(),
});

/** GET /api/rehearsals/current — poll it; 404 when none was started since the API began. */
export const rehearsalSchema = z.object({
  id: z.string(),
  seed: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  /** Progress lines so far, oldest first, at most the last 200. */
  progress: z.array(z.string()),
  /** The outcome as `duban rehearse --json` prints it; null until done. */
  outcome: z.unknown().nullable(),
  /** Files of the result, relative; each at /api/rehearsals/:id/files/<path>; index.html is the story. */
  files: z.array(z.string()),
  error: z.string().nullable(),
});

export const rehearsalFileParams = z.object({ id: z.string(), '*': z.string() });

export type Rehearsal = z.infer<typeof rehearsalSchema>;
export type StartRehearsal = z.infer<typeof startRehearsalSchema>;
