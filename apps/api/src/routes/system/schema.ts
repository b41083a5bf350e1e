import { z } from 'zod';
import { instantField } from '../../fields.js';

/** GET /api/health — no sign-in; what the supervisor asks. */
export const healthSchema = z.object({ ok: z.literal(true), pid: z.number().int() });

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
