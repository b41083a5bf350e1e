import { z } from 'zod';
import { dayField, findingField, instantField, stateField } from '../../fields.js';
import { cellSchema } from '../campaigns/schema.js';
import {
  extensionSchema,
  nilReportSchema,
  provisionalFigureSchema,
  registrationSchema,
  staleField,
} from './around-schema.js';

export const submissionSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  fileName: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  channel: z.enum(['web', 'mail', 'registered']),
  receivedAt: instantField,
  receivedBy: z.string(),
  receiptNo: z.string(),
  findings: z.array(findingField),
  /** Who attests when and how it came; null where the office handed it in itself. */
  registration: registrationSchema.nullable(),
  /** Its registration was rejected: evidence, and nothing that counts. */
  voided: z.boolean(),
});

export const decisionSchema = z.object({
  id: z.string(),
  submission: z.string().nullable(),
  kind: z.enum(['accept', 'return', 'exempt', 'extend', 'reopen']),
  label: z.string(),
  reason: z.string(),
  due: dayField.nullable(),
  by: z.string(),
  at: instantField,
  /** A marked workbook went back with it: GET /api/decisions/marked?decision=… */
  hasMarked: z.boolean(),
});

/** GET /api/obligations/<id>, whose slashes stay as they are. */
export const obligationSchema = z.object({
  id: z.string(),
  /** What an edit rests on. */
  revision: z.number().int(),
  campaign: z.string(),
  office: z.string(),
  officeName: z.string(),
  what: z.string(),
  form: z.enum(['table', 'report']),
  cell: cellSchema,
  cutOff: dayField,
  roundMerged: z.boolean(),
  acceptedSubmission: z.string().nullable(),
  /** What the bureau may do now. */
  open: z.array(z.enum(['accept', 'return', 'exempt', 'extend', 'reopen'])),
  submissions: z.array(submissionSchema),
  decisions: z.array(decisionSchema),
  extensions: z.array(extensionSchema),
  nils: z.array(nilReportSchema),
  /** 快报数, the last of each measure. */
  provisional: z.array(provisionalFigureSchema),
  /** What may be told as 快报数; `unit` is the one in which it is printed, amounts are sent in 分. */
  tellable: z.array(z.object({ measure: z.string(), label: z.string(), unit: z.string(), money: z.boolean() })),
  progressBy: z.object({ by: z.string(), at: instantField }).nullable(),
  paperBy: z.string().nullable(),
  /** The figures of its round rest on a sheet that was taken back. */
  stale: staleField,
  /** Ladder steps carried out so far, oldest first. */
  chases: z.array(z.object({ at: instantField, what: z.string(), state: z.string() })),
  next: z.object({ at: instantField, step: z.string() }).nullable(),
});

/** POST /api/decisions */
export const decideSchema = z.object({
  obligation: z.string(),
  submission: z.string().nullable(),
  kind: z.enum(['accept', 'return', 'exempt', 'extend', 'reopen']),
  reason: z.string().trim().max(2000).default(''),
  due: dayField.nullable().default(null),
});
export const decidedSchema = z.object({ obligation: z.string(), state: stateField });

/** POST /api/submissions/reveal — the one answer that shows identity numbers in full: one cell, for a reason, on record. */
export const revealSchema = z.object({
  submission: z.string().min(1).max(300),
  sheet: z.string().min(1).max(100),
  cell: z.string().regex(/^[A-Z]{1,3}[1-9]\d{0,6}$/, '应为 E7 这样的格子'),
  reason: z.string().trim().min(5).max(500),
});
export const revealedSchema = z.object({ text: z.string() });

// GET /api/submissions/file?submission=… — what was handed in.
// GET /api/decisions/marked?decision=… — the workbook that went back, with its marks.
export const submissionQuery = z.object({ submission: z.string().min(1) });
export const decisionQuery = z.object({ decision: z.string().min(1) });

export type ObligationView = z.infer<typeof obligationSchema>;
export type SubmissionView = z.infer<typeof submissionSchema>;
export type DecisionView = z.infer<typeof decisionSchema>;
export type RevealBody = z.infer<typeof revealSchema>;
export type DecideBody = z.infer<typeof decideSchema>;
