import { z } from 'zod';
import { accountRoleField, factorField, instantField, LONGEST_PASSWORD_SENT } from '../../fields.js';
import { newPasswordField, proofField } from '../setup/schema.js';

const presentPassword = z.string().min(1, '请输入当前口令').max(LONGEST_PASSWORD_SENT);

/** GET /api/account, GET /api/desk/account — of the session's account; 401 for a trial session and a mailed link. Server time. */
export const ownAccountSchema = z.object({
  login: z.string(),
  title: z.string(),
  kind: z.enum(['bureau', 'admin', 'office']),
  secondFactor: z.boolean(),
  recoveryCodesLeft: z.number().int(),
  passwordAt: instantField.nullable(),
  /** Of a clerk: where it may work. */
  places: z.array(z.object({ campaign: z.string(), contact: z.string(), title: z.string() })),
});

/** POST …/password — every other session of the account ends, this one gets another token. */
export const changePasswordSchema = z.object({ current: presentPassword, password: newPasswordField });

/** POST …/factor — after POST …/factor/begin: password, a code of the present app (or a recovery code), and the first of the new one. */
export const setFactorSchema = z.object({ password: presentPassword, factor: factorField, proof: proofField });
export const newRecoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });

/** GET …/sessions — where the account is signed in. */
export const sessionsSchema = z.array(
  z.object({
    id: z.string(),
    own: z.boolean(),
    role: accountRoleField.nullable(),
    campaign: z.string().nullable(),
    createdAt: instantField,
    seenAt: instantField,
    endsAt: instantField,
  }),
);

/** POST …/sessions/end — one by its id, or all but this one where it is null. */
export const endSessionsSchema = z.object({ session: z.string().min(1).max(64).nullable(), password: presentPassword });
export const endedSchema = z.object({ ended: z.number().int() });

export type OwnAccount = z.infer<typeof ownAccountSchema>;
export type SessionListed = z.infer<typeof sessionsSchema>[number];
