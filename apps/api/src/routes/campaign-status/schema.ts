import { z } from 'zod';
import { dayField, instantField, nextStepsField } from '../../fields.js';

const reason = z.string().trim().max(2000);

// All of them take If-Match: the campaign's revision.
/** POST /api/campaigns/:id/pause — 暂停 wants a reason. */
export const pauseSchema = z.object({ reason });
/** POST /api/campaigns/:id/resume */
export const resumeSchema = z.object({ reason: reason.default('') });
/** POST /api/campaigns/:id/close — a reason is wanted while something is open (409 `campaign-open` says what). */
export const closeSchema = z.object({ reason: reason.default('') });

/** Where it stands now. */
export const statusChangedSchema = z.object({
  campaign: z.string(),
  status: z.enum(['running', 'paused', 'closed']),
  revision: z.number().int(),
  next: nextStepsField,
});

/** GET /api/campaigns/:id/amendment?document=…&effective=… — what the document would change; nothing is written. */
export const amendmentQuery = z.object({ document: z.string().min(1).max(100), effective: dayField });

const change = z.object({
  obligation: z.string(),
  office: z.string(),
  requirement: z.string(),
  title: z.string(),
  period: z.string(),
  periodLabel: z.string(),
  before: dayField.nullable(),
  after: dayField.nullable(),
});
export const amendmentSchema = z.object({
  campaign: z.string(),
  title: z.string(),
  revision: z.number().int(),
  added: z.array(change),
  redated: z.array(change),
  withdrawn: z.array(change),
  untouched: z.array(change),
  past: z.array(change),
  /** Offices with something added, re-dated or withdrawn. */
  tell: z.array(z.string()),
  inform: z.array(z.string()),
  names: z.record(z.string(), z.string()),
  /** While one is open the amendment cannot be made. */
  questions: z.array(z.object({ id: z.string(), title: z.string() })),
  next: nextStepsField,
});

// POST /api/campaigns/:id/amendment — makes it: takes what the preview took.
export const amendedSchema = z.object({
  campaign: z.string(),
  added: z.array(z.string()),
  redated: z.array(z.string()),
  withdrawn: z.array(z.string()),
  untouched: z.array(z.string()),
  past: z.array(z.string()),
  tell: z.array(z.string()),
  next: nextStepsField,
});

/** POST /api/campaigns/:id/extra — 加报; `offices` null: all of them. `due` as one says it: 今日17:00前. */
export const extraSchema = z.object({
  only: z.enum(['show', 'do']),
  title: z.string().trim().max(100),
  offices: z.array(z.string().min(1)).max(5000).nullable(),
  due: z.string().trim().max(100),
});
export const extraRequestedSchema = z.object({
  campaign: z.string(),
  /** 家 */
  offices: z.number().int(),
  due: instantField,
  derivation: z.string(),
  steps: z.array(z.object({ at: instantField, kind: z.enum(['message', 'call']), name: z.string() })),
  next: nextStepsField,
});

/** POST /api/campaigns/:id/due — 调整时限 of one round. */
export const moveDueSchema = z.object({
  only: z.enum(['show', 'do']),
  round: z.string().min(1).max(300),
  due: dayField,
  cutOff: dayField,
  reason,
});
/** 项 */
export const dueMovedSchema = z.object({
  campaign: z.string(),
  redated: z.number().int(),
  later: z.number().int(),
  handedIn: z.number().int(),
  untouched: z.number().int(),
  next: nextStepsField,
});

export type ExtraRequested = z.infer<typeof extraRequestedSchema>;
export type ExtraBody = z.infer<typeof extraSchema>;
export type DueMoved = z.infer<typeof dueMovedSchema>;
export type MoveDueBody = z.infer<typeof moveDueSchema>;
export type StatusChanged = z.infer<typeof statusChangedSchema>;
export type AmendmentPreview = z.infer<typeof amendmentSchema>;
export type Amended = z.infer<typeof amendedSchema>;
