import { z } from 'zod';
import { loginField } from '../../fields.js';

export const campaignParams = z.object({ campaign: z.string().min(1).max(200) });
export const accountParams = z.object({ account: z.string().min(1).max(100) });
export const clerkParams = campaignParams.extend(accountParams.shape);
const contactField = z.string().min(1, '请选择联系人').max(200);

/** GET /api/campaigns/:campaign/clerk-accounts — the accounts of clerks and departments in one campaign. */
export const clerkAccountsSchema = z.array(
  z.object({
    id: z.string(),
    login: z.string(),
    title: z.string(),
    contact: z.string(),
    setUp: z.boolean(),
    secondFactor: z.boolean(),
    locked: z.boolean(),
    disabled: z.boolean(),
  }),
);

/** POST /api/campaigns/:campaign/clerk-accounts — a new account for a contact of the campaign. */
export const createClerkSchema = z.object({
  contact: contactField,
  login: loginField,
  title: z.string().trim().min(1, '请输入岗位').max(100),
});

/** POST /api/campaigns/:campaign/clerk-accounts/bind — an account from another campaign, by its login. */
export const bindClerkSchema = z.object({ contact: contactField, login: loginField });

/** DELETE /api/campaigns/:campaign/clerk-accounts/:account?contact=… */
export const unbindQuery = z.object({ contact: contactField });

// POST /api/clerk-accounts/:account/{code,disable,enable}

export type ClerkAccountListed = z.infer<typeof clerkAccountsSchema>[number];
