import { z } from 'zod';
import { dayField, instantField, nextStepsField, stateField } from '../../fields.js';
import { progressField, staleField } from '../obligations/around-schema.js';

/** POST /api/campaigns */
export const launchSchema = z.object({ seed: z.string(), digest: z.string() });
export const launchedSchema = z.object({
  campaign: z.string(),
  rounds: z.number().int(),
  obligations: z.number().int(),
  messages: z.number().int(),
});

/** GET /api/campaigns */
export const campaignsSchema = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    number: z.string(),
    status: z.enum(['running', 'paused', 'closed']),
    launchedAt: instantField,
    obligations: z.number().int(),
    settled: z.number().int(),
    overdue: z.number().int(),
  }),
);

export const cellSchema = z.object({
  obligation: z.string(),
  state: stateField,
  due: dayField,
  /** The hour of that day at which it is due (`17:00`, of an urgent request); null: its end. */
  dueTime: z.string().nullable(),
  /** The notice's due, when an extension moved it. */
  originalDue: dayField,
  /** Calendar days from today to the day that counts now (negative: late); null once nothing is owed. */
  days: z.number().int().nullable(),
  /** Owed, and its moment is over: the hour where it has one, else the day. */
  overdue: z.boolean(),
  /** 迟报 / 未报 / 补报 so far, computed, never stored. */
  punctuality: z.enum(['pending', 'on-time', 'late', 'after-cut-off', 'never', 'none']),
  firstReceivedAt: instantField.nullable(),
  version: z.number().int(),
  /** 填报中 / 待审签 / 待用印, as the office says. */
  progress: progressField.nullable(),
  /** The day an unanswered request asks for. */
  extensionUntil: dayField.nullable(),
  /** An extension was granted; a return moves the day as well and is none. */
  extended: z.boolean(),
  /** 代收登记; pending: 待复核. */
  registered: z.enum(['pending', 'confirmed']).nullable(),
  paperDue: dayField.nullable(),
  paperArrivedAt: instantField.nullable(),
});

const filterField = z.enum(['all', 'missing', 'review', 'overdue']);

/**
 * GET /api/campaigns/:id — the board. `?filter=`: offices with such an obligation; `?find=`: part of a name; of those that match,
 * `?count=` (100 by default, at most 500) from the `?from=`th on.
 */
export const boardQuery = z.object({
  filter: filterField.default('all'),
  find: z.string().max(100).default(''),
  from: z.coerce.number().int().min(0).default(0),
  count: z.coerce.number().int().min(1).max(500).default(100),
});
export const boardSchema = z.object({
  id: z.string(),
  title: z.string(),
  number: z.string(),
  status: z.enum(['running', 'paused', 'closed']),
  revision: z.number().int(),
  now: instantField,
  launchedAt: instantField,
  phases: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      phrase: z.string(),
      start: dayField.nullable(),
      end: dayField,
      standing: z.enum(['ahead', 'running', 'over']),
    }),
  ),
  rounds: z.array(
    z.object({
      id: z.string(),
      what: z.string(),
      asOf: dayField.nullable(),
      due: dayField,
      dueTime: z.string().nullable(),
      cutOff: dayField,
      assumed: z.boolean(),
      frozenAt: instantField.nullable(),
      mergedAt: instantField.nullable(),
      hasWorkbook: z.boolean(),
      /** How often it was merged; 0: not yet. */
      merges: z.number().int(),
      /** 家 accepted since, and not in its figures. */
      left: z.number().int(),
      stale: staleField,
      counts: z.object({
        owed: z.number().int(),
        received: z.number().int(),
        /** 待审核. */
        review: z.number().int(),
        settled: z.number().int(),
        overdue: z.number().int(),
      }),
    }),
  ),
  offices: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      shortName: z.string(),
      standing: z.enum(['subordinate', 'peer', 'superior', 'outside']),
      /** In the order of `rounds`; null where the office owes nothing. */
      cells: z.array(cellSchema.nullable()),
    }),
  ),
  /** How many offices match, on all pages. */
  officeCount: z.number().int(),
  /** Obligations (项) that each filter would show, over all offices. */
  filters: z.record(filterField, z.number().int()),
  /** Sealed originals that have not come, the first due first. */
  papers: z.array(
    z.object({
      obligation: z.string(),
      office: z.string(),
      what: z.string(),
      due: dayField,
      /** Calendar days from today; negative: late. */
      days: z.number().int(),
    }),
  ),
  next: nextStepsField,
  counts: z.object({
    sent: z.number().int(),
    waiting: z.number().int(),
    failed: z.number().int(),
    openCalls: z.number().int(),
    openTasks: z.number().int(),
  }),
  documents: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      title: z.string(),
      stage: z.enum(['draft', 'reviewed', 'countersigned', 'issued']),
      hasWorkbook: z.boolean(),
      createdAt: instantField,
      issuedAt: instantField.nullable(),
      stale: staleField,
    }),
  ),
});

/** GET /api/campaigns/:id/messages — newest first; `?office=`, `?limit=` (100 by default, at most 500). */
export const messagesQuery = z.object({
  office: z.string().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const messagesSchema = z.object({
  total: z.number().int(),
  messages: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      kindLabel: z.string(),
      state: z.enum(['planned', 'deferred', 'unknown', 'sending', 'sent', 'cancelled', 'failed']),
      office: z.string().nullable(),
      recipient: z.string(),
      address: z.string(),
      subject: z.string().nullable(),
      attempts: z.number().int(),
      sendAfter: instantField,
      sentAt: instantField.nullable(),
      response: z.string().nullable(),
    }),
  ),
});

/** GET /api/campaigns/:id/events — newest first, `?limit=` (100 by default, at most 500): who did what. */
export const eventsQuery = z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) });
export const eventsSchema = z.array(
  z.object({
    seq: z.number().int(),
    at: instantField,
    kind: z.string(),
    label: z.string(),
    actor: z.string(),
    subject: z.string(),
  }),
);

/**
 * POST /api/campaigns/:id/jump — accelerated installations only: to `leadMs` before the next due step, or to the moment `until`
 * (steps in between are then late).
 */
export const jumpSchema = z.object({
  leadMs: z.number().int().min(0).max(3_600_000).default(60_000),
  until: instantField.optional(),
});
export const jumpedSchema = z.object({ from: instantField, to: instantField, step: z.string() });

export const campaignParams = z.object({ id: z.string().min(1) });

/** GET /api/messages/text?message=… — what a message says: as it was sent, or as it would read now. */
export const messageQuery = z.object({ message: z.string().min(1) });
export const messageTextSchema = z.object({ subject: z.string(), text: z.string() });

// GET /api/rounds/workbook?round=… — the merged workbook of a round.
// GET /api/documents/file?document=…&part=docx|xlsx
export const roundQuery = z.object({ round: z.string().min(1) });
/** POST /api/rounds/merge-again — 重新汇总: with what was accepted since the round was merged. 204. */
export const mergeAgainSchema = z.object({ round: z.string().min(1), reason: z.string().trim().max(2000) });
export const documentQuery = z.object({ document: z.string().min(1), part: z.enum(['docx', 'xlsx']) });

export type CampaignListed = z.infer<typeof campaignsSchema>[number];
export type Board = z.infer<typeof boardSchema>;
export type BoardCell = z.infer<typeof cellSchema>;
export type Messages = z.infer<typeof messagesSchema>;
export type EventListed = z.infer<typeof eventsSchema>[number];
export type Launched = z.infer<typeof launchedSchema>;
export type Jumped = z.infer<typeof jumpedSchema>;
