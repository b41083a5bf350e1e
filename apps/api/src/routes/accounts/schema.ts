import { z } from 'zod';
import { accountRoleField, instantField, loginField } from '../../fields.js';

export const accountParams = z.object({ id: z.string().min(1).max(100) });
export const accountRoleParams = accountParams.extend({ role: accountRoleField });

/** GET /api/accounts — for those who make them and those who give functions. `createdAt` is server time. */
export const accountsSchema = z.array(
  z.object({
    id: z.string(),
    kind: z.enum(['bureau', 'admin', 'office']),
    login: z.string(),
    title: z.string(),
    roles: z.array(accountRoleField),
    /** A first password was set. */
    setUp: z.boolean(),
    secondFactor: z.boolean(),
    locked: z.boolean(),
    disabled: z.boolean(),
    createdAt: instantField,
  }),
);

/** POST /api/accounts — an account of the bureau: it works, or it administers. */
export const createAccountSchema = z.object({
  accountKind: z.enum(['bureau', 'admin']),
  login: loginField,
  title: z.string().trim().min(1, '请输入岗位').max(100),
});
export const accountMadeSchema = z.object({ id: z.string() });

/** POST /api/accounts/:id/roles — the account's sessions end. */
export const grantSchema = z.object({ role: accountRoleField });

/** POST /api/accounts/:id/code — sets the password; shown once. Server time. */
export const accountCodeSchema = z.object({ code: z.string(), expiresAt: instantField });

/** POST /api/accounts/:id/sessions/end — signed out everywhere. */
export const sessionsEndedSchema = z.object({ ended: z.number().int() });

export type AccountListed = z.infer<typeof accountsSchema>[number];
export type AccountCode = z.infer<typeof accountCodeSchema>;
