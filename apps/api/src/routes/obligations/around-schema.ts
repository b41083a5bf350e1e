import { z } from 'zod';
import { dayField, instantField } from '../../fields.js';

/** 填报中 / 待审签 / 待用印 */
export const progressField = z.enum(['filling', 'approving', 'sealing']);
/** OA / 工作群 / 机要或保密邮件 / 纸质 / 其他 */
export const wayField = z.enum(['oa', 'group-chat', 'confidential', 'paper', 'other']);

/** Figures that rest on a sheet which was taken back; null: they hold. */
export const staleField = z.object({ since: instantField, reason: z.string() }).nullable();

export const registrationSchema = z.object({
  id: z.string(),
  revision: z.number().int(),
  state: z.enum(['pending', 'confirmed', 'rejected']),
  label: z.string(),
  way: wayField,
  wayLabel: z.string(),
  arrivedAt: instantField,
  note: z.string(),
  /** GET /api/registrations/evidence?registration=… */
  evidenceName: z.string().nullable(),
  registeredBy: z.string(),
  registeredAt: instantField,
  decidedBy: z.string().nullable(),
  decidedAt: instantField.nullable(),
  reason: z.string().nullable(),
});

export const extensionSchema = z.object({
  id: z.string(),
  revision: z.number().int(),
  state: z.enum(['asked', 'granted', 'refused', 'lapsed', 'withdrawn']),
  label: z.string(),
  until: dayField,
  reason: z.string(),
  askedBy: z.string(),
  askedAt: instantField,
  lapsesAt: instantField,
  grantedDue: dayField.nullable(),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: instantField.nullable(),
});

export const nilReportSchema = z.object({
  id: z.string(),
  state: z.enum(['standing', 'returned']),
  reason: z.string(),
  signedAs: z.string(),
  signerTitle: z.string(),
  scanName: z.string().nullable(),
  /** By the bureau for the office; then `wayLabel` and `note` say how it came. */
  registered: z.boolean(),
  wayLabel: z.string().nullable(),
  note: z.string(),
  declaredBy: z.string(),
  arrivedAt: instantField,
  returnReason: z.string().nullable(),
});

export const provisionalFigureSchema = z.object({
  measure: z.string(),
  label: z.string(),
  value: z.number().int(),
  /** As it is printed, with its unit. */
  display: z.string(),
  note: z.string(),
  at: instantField,
  by: z.string(),
});

export type RegistrationView = z.infer<typeof registrationSchema>;
export type ExtensionView = z.infer<typeof extensionSchema>;
export type NilReportView = z.infer<typeof nilReportSchema>;
