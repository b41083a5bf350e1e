import { z } from 'zod';

/** GET /api/mailbox — the local inbox, newest first; `?to=` filters by address, `?limit=` (200). Bureau session only. */
export const mailboxQuery = z.object({
  to: z.string().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
export const mailboxSchema = z.object({
  total: z.number().int(),
  addresses: z.array(z.object({ address: z.string(), mails: z.number().int() })),
  mails: z.array(
    z.object({
      sequence: z.number().int(),
      to: z.array(z.string()),
      subject: z.string(),
      /** ISO 8601 with offset, the Date header. */
      date: z.string().nullable(),
      attachments: z.number().int(),
    }),
  ),
});

/** GET /api/mailbox/:sequence; attachments at /api/mailbox/:sequence/attachments/:index */
export const mailSchema = z.object({
  sequence: z.number().int(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  date: z.string().nullable(),
  messageId: z.string().nullable(),
  text: z.string(),
  attachments: z.array(
    z.object({ index: z.number().int(), name: z.string(), type: z.string(), size: z.number().int() }),
  ),
});

export const mailParams = z.object({ sequence: z.coerce.number().int().min(1) });
export const attachmentParams = mailParams.extend({ index: z.coerce.number().int().min(0) });

export type Mailbox = z.infer<typeof mailboxSchema>;
export type Mail = z.infer<typeof mailSchema>;
