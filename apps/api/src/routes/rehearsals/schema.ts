import { z } from 'zod';

/** POST /api/rehearsals — starts `duban rehearse` as a process of its own; one at a time (409). */
export const startRehearsalSchema = z.object({ seed: z.string(), number: z.int().optional() });

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
