import { z } from 'zod';
import { instantField } from '../../fields.js';

/** GET /api/health — no sign-in; what the supervisor asks: is the process alive. */
export const healthSchema = z.object({ ok: z.literal(true), pid: z.number().int() });

/** GET /api/health/ready — no sign-in; 503 while the database is away. */
export const readySchema = z.object({
  ok: z.literal(true),
  /** Whether what was written to be done is being picked up: false means that no worker, or no Temporal, is there. */
  worker: z.boolean(),
});

/** GET /api/time — no sign-in: a page counts from here, never from its own clock. */
export const timeSchema = z.object({
  /** Of this machine. */
  server: instantField,
  /** In which the campaigns run; the same but for rehearsals and demonstrations. */
  campaign: instantField,
  zone: z.literal('Asia/Shanghai'),
});

/** GET /api/about — no sign-in: what every page shows. `now` is campaign time. */
export const aboutSchema = z.object({
  now: instantField,
  /** Temporal's own pages; null when there are none. */
  temporalUi: z.string().nullable(),
  /** Mail goes to the local inbox and leaves the machine for nobody. */
  localMailbox: z.boolean(),
  /** Time may be jumped (tests, demonstrations). */
  accelerated: z.boolean(),
  /** Nobody of the bureau has an account yet: a code of the terminal opens the board. */
  trial: z.boolean(),
});

export type About = z.infer<typeof aboutSchema>;
export type ServerTime = z.infer<typeof timeSchema>;
