import { z } from 'zod';
import { factorField, LONGEST_PASSWORD_SENT, loginField } from '../../fields.js';
import { bureauSessionSchema } from '../session/schema.js';

/** An app that is being bound: to be scanned as the path of an SVG of `size` × `size`, or typed. */
export const enrolmentSchema = z.object({
  /** Comes back with the first code. */
  token: z.string(),
  secret: z.string(),
  uri: z.string(),
  qr: z.object({ size: z.number().int(), path: z.string() }),
});

/** What a page sends back of an enrolment. */
export const proofField = z.object({
  token: z.string().min(1).max(1000),
  code: z.string().trim().min(1, '请输入动态码').max(20),
});
export const newPasswordField = z.string().min(1, '请输入口令').max(LONGEST_PASSWORD_SENT);
const codeField = z.string().trim().min(1, '请输入账户码').max(100);

/** POST /api/setup/begin — whose code it is and what is still to be set; uses nothing up. */
export const beginSetupSchema = z.object({ code: codeField });
export const accountSetupSchema = z.object({
  login: z.string(),
  title: z.string(),
  kind: z.enum(['bureau', 'admin', 'office']),
  /** `bound`: a code of the app that is bound already is asked for. */
  factor: z.enum(['required', 'optional', 'bound']),
  enrolment: enrolmentSchema.nullable(),
});

/** POST /api/setup — sets the password, and binds an app; opens no session. */
export const setupSchema = z.object({
  code: codeField,
  password: newPasswordField,
  proof: proofField.nullable(),
  factor: factorField,
});
/** Shown once; null where no app was bound. */
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()).nullable() });

/** POST /api/setup/administrator/begin — the key is a code of the terminal, or the trial session of the caller where it is null. */
export const beginAdministratorSchema = z.object({
  code: z.string().trim().min(1, '请输入登录码').max(100).nullable(),
  login: loginField,
});
/** POST /api/setup/administrator — makes the first system administrator, ends the trial and opens a session. */
export const administratorSchema = beginAdministratorSchema.extend({
  title: z.string().trim().min(1, '请输入岗位').max(100),
  password: newPasswordField,
  proof: proofField,
});
export const administratorMadeSchema = z.object({
  session: bureauSessionSchema,
  recoveryCodes: z.array(z.string()),
});

export type AccountSetup = z.infer<typeof accountSetupSchema>;
export type Enrolment = z.infer<typeof enrolmentSchema>;
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>;
