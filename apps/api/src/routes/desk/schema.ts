import { z } from 'zod';
import { dayField, findingField, instantField } from '../../fields.js';
import { cellSchema } from '../campaigns/schema.js';
import { extensionSchema, nilReportSchema } from '../obligations/around-schema.js';
import { decisionSchema, submissionSchema } from '../obligations/schema.js';

/** GET /api/desk — what this person's offices owe. */
export const deskSchema = z.object({
  campaign: z.string(),
  title: z.string(),
  number: z.string(),
  bureau: z.object({ name: z.string(), section: z.string(), phone: z.string() }),
  now: instantField,
  /** The campaign was ended: nothing is taken any more. */
  closed: z.boolean(),
  offices: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      items: z.array(
        z.object({
          obligation: z.string(),
          what: z.string(),
          form: z.enum(['table', 'report']),
          asOf: dayField.nullable(),
          cell: cellSchema,
          /** What an edit rests on. */
          revision: z.number().int(),
          /** A file may be handed in now. */
          open: z.boolean(),
          /** A nil report, a request for more time, a word on the progress may be given now. */
          owed: z.boolean(),
          /** The last request for more time. */
          extension: extensionSchema.nullable(),
          /** The last nil report. */
          nil: nilReportSchema.nullable(),
          /** The latest version with its findings; null when nothing was handed in. */
          latest: submissionSchema.nullable(),
          /** The bureau's last word on it. */
          decision: decisionSchema.nullable(),
        }),
      ),
    }),
  ),
});

/**
 * POST /api/desk/check?obligation=… — multipart, one part `file`: 先查后报, nothing is filed.
 * The same refusals as a hand-in come back as problems.
 */
export const checkedSchema = z.object({
  sha256: z.string(),
  /** False: at least one E finding. */
  fit: z.boolean(),
  findings: z.array(findingField),
});

/** POST /api/desk/hand-in?obligation=… — multipart, one part `file`. */
export const receiptSchema = z.object({
  submission: z.string(),
  receiptNo: z.string(),
  sha256: z.string(),
  receivedAt: instantField,
  findings: z.array(findingField),
  outcome: z.enum(['checked', 'returned']),
  /** The same bytes had come before: this is the receipt of then. */
  repeated: z.boolean(),
});

// GET /api/desk/template?obligation=… — .xlsx for a table, .docx for a report.
// GET /api/desk/marked?decision=… — the returned workbook with its marks.
// GET /api/desk/file?submission=… — what was handed in.

export const obligationQuery = z.object({ obligation: z.string().min(1) });

export type Desk = z.infer<typeof deskSchema>;
export type DeskItem = Desk['offices'][number]['items'][number];
export type Checked = z.infer<typeof checkedSchema>;
export type ReceiptView = z.infer<typeof receiptSchema>;
