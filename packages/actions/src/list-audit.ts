import type { Instant } from '@duban/base';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';
import { eventLabels } from './views/event-labels.js';

export interface AuditFilter {
  readonly campaign?: string | undefined;
  readonly kind?: string | undefined;
  /** Whose function, exactly: `兖州区`. */
  readonly by?: string | undefined;
  readonly account?: string | undefined;
  readonly subject?: string | undefined;
  /** Of campaign time, both ends included. */
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  /** The number of the last line of the page before. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** One line of the log. What was written, said or promised is not in it: the event's data may be personal. */
export interface AuditLine {
  readonly seq: number;
  readonly at: Instant;
  readonly kind: string;
  readonly label: string;
  readonly actor: string;
  readonly account: string | null;
  readonly campaign: string | null;
  readonly subject: string;
  /** Its place in the chain; null until it is sealed. */
  readonly n: number | null;
  readonly sealedAt: Instant | null;
}

/** The whole installation's log, newest first. Throws `not-allowed`. */
export async function listAudit(
  ctx: Pick<Context, 'ledger'>,
  { actor, ...filter }: AuditFilter & { readonly actor: Actor },
): Promise<AuditLine[]> {
  requireRight(actor, 'audit.read', '查看审计记录');
  const { campaign, kind, by, account, subject, from, to, before } = filter;
  let query = ctx.ledger.db
    .selectFrom('event as e')
    .leftJoin('event_seal as s', 's.event', 'e.seq')
    .select([
      'e.seq',
      'e.at',
      'e.kind',
      'e.actor',
      'e.account',
      'e.campaign',
      'e.subject',
      's.n',
      's.sealed_at as sealedAt',
    ])
    .orderBy('e.seq', 'desc')
    .limit(filter.limit);
  if (campaign !== undefined) query = query.where('e.campaign', '=', campaign);
  if (kind !== undefined) query = query.where('e.kind', '=', kind);
  if (by !== undefined) query = query.where('e.actor', '=', by);
  if (account !== undefined) query = query.where('e.account', '=', account);
  if (subject !== undefined) query = query.where('e.subject', '=', subject);
  if (from !== undefined) query = query.where('e.at', '>=', from);
  if (to !== undefined) query = query.where('e.at', '<=', to);
  if (before !== undefined) query = query.where('e.seq', '<', before);
  return (await query.execute()).map((line) => ({ ...line, label: eventLabels[line.kind] ?? line.kind }));
}
