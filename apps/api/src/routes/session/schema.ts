import { z } from 'zod';
import { accountRoleField, roleField } from '../../fields.js';

/** POST /api/session/code — a one-time code from the terminal (or from a colleague's board) opens a bureau session and answers it. */
export const signInSchema = z.object({ code: z.string().trim().min(1, '请输入登录码'), role: roleField });

/** POST /api/session/link — what stands behind # in a mailed link opens a desk session for that contact and answers it. */
export const openLinkSchema = z.object({ token: z.string().min(1).max(500) });

/** PATCH /api/session — a bureau session acts as another officer (one person at a demonstration). */
export const changeRoleSchema = z.object({ role: accountRoleField });

/** GET /api/session — 401 without one; DELETE /api/session signs out (204). `title`: 基金监管科经办人. */
export const bureauSessionSchema = z.object({
  kind: z.literal('bureau'),
  role: accountRoleField,
  /** Null for a trial session, opened by a code of the terminal. */
  account: z.string().nullable(),
  title: z.string(),
});

/** GET /api/desk/session; DELETE /api/desk/session signs out (204). */
export const deskSessionSchema = z.object({
  kind: z.literal('office'),
  campaign: z.string(),
  contact: z.string(),
  title: z.string(),
  offices: z.array(z.object({ id: z.string(), name: z.string() })),
});

/** POST /api/session/codes — another one-time code, for a colleague's browser; shown once. */
export const newCodeSchema = z.object({ code: z.string(), expiresAt: z.number().int() });

export type BureauSession = z.infer<typeof bureauSessionSchema>;
export type DeskSession = z.infer<typeof deskSessionSchema>;
export type NewCode = z.infer<typeof newCodeSchema>;
