import { z } from 'zod';
import { dayField, instantField } from '../../fields.js';
import { receiptSchema } from '../desk/schema.js';
import { progressField, wayField } from '../obligations/around-schema.js';

const reason = z.string().trim().max(2000);
const note = reason.default('');
const obligation = z.string().min(1);

/** POST /api/registrations — multipart: `data`, the sheet as `file`, a proof as `evidence`. */
export const registerSchema = z.object({ obligation, arrivedAt: instantField, way: wayField, note });
export const registeredSchema = z.object({ registration: z.string(), receipt: receiptSchema });

/** POST /api/registrations/confirm, …/reject — If-Match: the registration's revision. */
export const verdictSchema = z.object({ registration: z.string().min(1), reason: note });

// GET /api/registrations/evidence?registration=…
export const registrationQuery = z.object({ registration: z.string().min(1) });

/** POST /api/extensions, POST /api/desk/extensions — If-Match: the obligation's. */
export const askExtensionSchema = z.object({ obligation, until: dayField, reason });
export const askedSchema = z.object({ request: z.string() });
/** POST /api/desk/extensions/withdraw */
export const withdrawSchema = z.object({ request: z.string().min(1) });
/** POST /api/extensions/answer — `due` null: the day asked for. If-Match: the request's. */
export const answerExtensionSchema = z.object({
  request: z.string().min(1),
  grant: z.boolean(),
  due: dayField.nullable().default(null),
  reason: note,
});

/** POST /api/desk/nil — multipart: `data`, the sealed declaration as `scan`. If-Match: the obligation's. */
export const nilSchema = z.object({
  obligation,
  reason,
  signedAs: z.string().trim().max(50),
  signerTitle: z.string().trim().max(100),
});
/** POST /api/nil — the same as the bureau registers it. */
export const registerNilSchema = nilSchema.extend({ arrivedAt: instantField, way: wayField, note });
export const declaredSchema = z.object({ declaration: z.string() });
/** POST /api/nil/return — If-Match: the obligation's. */
export const returnNilSchema = z.object({ obligation, reason });
// GET /api/nil/scan?declaration=…, GET /api/desk/nil/scan?declaration=…
export const declarationQuery = z.object({ declaration: z.string().min(1) });

/** POST /api/papers — If-Match: the obligation's. */
export const paperSchema = z.object({ obligation, arrivedAt: instantField });
/** POST /api/papers/undo — If-Match: the obligation's. */
export const unmarkPaperSchema = z.object({ obligation, reason });

/** POST /api/progress, POST /api/desk/progress — If-Match: the obligation's. */
export const progressSchema = z.object({ obligation, progress: progressField.nullable() });

/** POST /api/provisional — 分 for money, else a count in the measure's unit. */
export const provisionalSchema = z.object({
  obligation,
  figures: z.array(z.object({ measure: z.string().min(1).max(100), value: z.number().int() })).max(300),
  note,
});

export type RegisterBody = z.input<typeof registerSchema>;
export type Registered = z.infer<typeof registeredSchema>;
export type VerdictBody = z.input<typeof verdictSchema>;
export type AskExtensionBody = z.input<typeof askExtensionSchema>;
export type AnswerExtensionBody = z.input<typeof answerExtensionSchema>;
export type NilBody = z.input<typeof nilSchema>;
export type RegisterNilBody = z.input<typeof registerNilSchema>;
export type ProgressBody = z.input<typeof progressSchema>;
export type ProvisionalBody = z.input<typeof provisionalSchema>;
