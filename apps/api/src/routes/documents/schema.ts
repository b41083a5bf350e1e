import { z } from 'zod';
import { instantField } from '../../fields.js';

/** POST /api/tasks/return — 退回: one stage back, a draft to its drafter. 204. */
export const returnSchema = z.object({ task: z.string().min(1), reason: z.string().trim().max(2000) });

/** POST /api/tasks/discard — 不予通报: a circular is given up for good, at whatever stage it waits. 204. */
export const discardSchema = z.object({ task: z.string().min(1), reason: z.string().trim().max(2000) });

// POST /api/tasks/redraft?task=… — multipart, one part `file`: the corrected draft takes the place of the one that was sent back. 204.
export const redraftQuery = z.object({ task: z.string().min(1) });

/** GET /api/documents/steps?document=… — who drafted, approved and returned it, oldest first; for a letter, the id of its first task; for a circular, its tasks' ids up to the quarter. */
export const stepsQuery = z.object({ document: z.string().min(1) });
export const stepsSchema = z.array(
  z.object({
    action: z.enum(['drafted', 'approved', 'returned', 'discarded']),
    from: z.string().nullable(),
    to: z.string(),
    by: z.string(),
    at: instantField,
    reason: z.string(),
  }),
);

export type DocumentStep = z.infer<typeof stepsSchema>[number];
