import { z } from 'zod';
import { accountRoleField, factorField, LONGEST_PASSWORD_SENT, loginField, roleField } from '../../fields.js';

/** POST /api/session/code — a one-time code from the terminal (or from a colleague's board) opens a trial session and answers it. */
export const signInSchema = z.object({ code: z.string().trim().min(1, '请输入登录码'), role: roleField });

/** POST /api/session/link — what stands behind # in a mailed link opens a desk session for that contact and answers it. */
export const openLinkSchema = z.object({ token: z.string().min(1).max(500) });

/** PATCH /api/session — a bureau session acts as another officer (one person at a demonstration). */
export const changeRoleSchema = z.object({ role: accountRoleField });

/**
 * POST /api/session/password, POST /api/desk/session/password — a session of an account. 401 `second-factor-needed` when all that is
 * missing is `factor`: a code of the app, or a recovery code.
 */
export const passwordSignInSchema = z.object({
  login: loginField,
  password: z.string().min(1, '请输入口令').max(LONGEST_PASSWORD_SENT),
  factor: factorField,
});

/** GET /api/session — 401 without one; DELETE /api/session signs out (204). `title`: 基金监管科经办人. */
export const bureauSessionSchema = z.object({
  kind: z.literal('bureau'),
  role: accountRoleField,
  /** Null for a trial session, opened by a code of the terminal. */
  account: z.string().nullable(),
  login: z.string().nullable(),
  title: z.string(),
  /** What it may act as, one at a time. */
  roles: z.array(accountRoleField),
  /** What it may do as that (rights.ts). */
  rights: z.array(z.string()),
});

/** GET /api/desk/session; DELETE /api/desk/session signs out (204). */
export const deskSessionSchema = z.object({
  kind: z.literal('office'),
  campaign: z.string(),
  contact: z.string(),
  /** Null for a mailed link. */
  account: z.string().nullable(),
  title: z.string(),
  offices: z.array(z.object({ id: z.string(), name: z.string() })),
});

/** PATCH /api/desk/session — a clerk's account goes over to another of its campaigns. */
export const chooseDeskSchema = z.object({ campaign: z.string().min(1).max(200), contact: z.string().min(1).max(200) });

/** POST /api/session/codes — another one-time code, for a colleague's browser; shown once. */
export const newCodeSchema = z.object({ code: z.string(), expiresAt: z.number().int() });

export type BureauSession = z.infer<typeof bureauSessionSchema>;
export type DeskSession = z.infer<typeof deskSessionSchema>;
export type NewCode = z.infer<typeof newCodeSchema>;
