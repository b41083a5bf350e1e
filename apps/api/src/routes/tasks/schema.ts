import { z } from 'zod';
import { instantField, roleField } from '../../fields.js';

/** GET /api/campaigns/:id/calls — the call list (open ones first, then those made, newest first); one call of each person, officer and slot. */
export const callsSchema = z.array(
  z.object({
    /** The first of its `parts`. */
    task: z.string(),
    office: z.string(),
    person: z.object({ title: z.string(), phone: z.string() }).nullable(),
    what: z.string(),
    due: z.string(),
    script: z.string(),
    /** What the office promised last about it; null: nothing, or the call is over. */
    lastPromise: instantField.nullable(),
    by: z.string(),
    slot: instantField,
    state: z.enum(['open', 'done', 'cancelled']),
    call: z
      .object({
        at: instantField,
        answeredBy: z.string().nullable(),
        promiseUntil: instantField.nullable(),
        /** What became of the promise so far. */
        promise: z.enum(['open', 'kept', 'broken']).nullable(),
        note: z.string(),
      })
      .nullable(),
    /** Task by task, one or more. */
    parts: z.array(
      z.object({
        task: z.string(),
        office: z.string(),
        what: z.string(),
        due: z.string(),
        lastPromise: instantField.nullable(),
      }),
    ),
  }),
);

/** POST /api/calls — 204. */
export const logCallSchema = z.object({
  task: z.string(),
  /** The other tasks of the same call (`parts` of the list); what of it is over meanwhile stays as it is. */
  also: z.array(z.string()).max(100).optional(),
  answeredBy: z.string().trim().max(100).nullable(),
  promiseUntil: instantField.nullable(),
  note: z.string().trim().max(2000),
});

/** GET /api/campaigns/:id/tasks — what people must sign or check; calls are in the call list. */
export const tasksSchema = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    kind: z.string(),
    assignedTo: roleField,
    assignedTitle: z.string(),
    slot: instantField,
    state: z.enum(['open', 'done', 'cancelled']),
    doneAt: instantField.nullable(),
    /** A draft to be read: GET /api/tasks/file?task=… */
    hasFile: z.boolean(),
    /** What may be done about it: /api/tasks/done, /return, /redraft, /discard. */
    acts: z.array(z.enum(['done', 'return', 'redraft', 'discard'])),
  }),
);

/** POST /api/tasks/done — 204. */
export const completeTaskSchema = z.object({ task: z.string() });

/** GET /api/tasks/file?task=… — the draft that waits for a signature. */
export const taskQuery = z.object({ task: z.string().min(1) });

export type Call = z.infer<typeof callsSchema>[number];
export type TaskListed = z.infer<typeof tasksSchema>[number];
export type LogCallBody = z.infer<typeof logCallSchema>;
