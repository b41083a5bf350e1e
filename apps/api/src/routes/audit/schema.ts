import { z } from 'zod';
import { instantField } from '../../fields.js';

const MOST = 500;
const text = z.string().trim().min(1).max(500).optional();
const number = z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER).optional();

/** GET /api/audit — the log of the whole installation, newest first; `before` is the `seq` of the last line of the page before. */
export const auditQuery = z.object({
  campaign: text,
  kind: text,
  by: text,
  account: text,
  subject: text,
  from: number,
  to: number,
  before: number,
  limit: z.coerce.number().int().min(1).max(MOST).default(100),
});

/** Who did what and when; what was written in it is not shown, it may be personal. */
export const auditSchema = z.array(
  z.object({
    seq: z.number().int(),
    at: instantField,
    kind: z.string(),
    label: z.string(),
    actor: z.string(),
    account: z.string().nullable(),
    campaign: z.string().nullable(),
    subject: z.string(),
    /** Its place in the chain; null until it is sealed, a matter of seconds. */
    n: z.number().int().nullable(),
    /** Server time. */
    sealedAt: instantField.nullable(),
  }),
);

const place = z.number().int().nullable();

/** GET /api/audit/verification — the whole chain computed anew; `intact: false` lists what was done to it and where. */
export const verificationSchema = z.object({
  intact: z.boolean(),
  /** 条 */
  verified: z.number().int(),
  /** 条 that were just written and are not sealed yet. */
  waiting: z.number().int(),
  head: z.object({ n: z.number().int(), hash: z.string() }),
  /** Checkpoints and heads that the chain was held against. */
  witnesses: z.number().int(),
  findingCount: z.number().int(),
  findings: z.array(z.object({ damage: z.string(), from: place, to: place, text: z.string() })),
});

export type AuditLine = z.infer<typeof auditSchema>[number];
export type AuditVerification = z.infer<typeof verificationSchema>;
