import type { Instant } from '@duban/base';
import { formatMinute } from '@duban/base/time';
import type { CampaignDefinition } from '@duban/campaign';
import type { Tx } from '@duban/ledger';
import { sql } from 'kysely';
import { officeOf, requirementOf, whatIsOwed } from '../facts/campaign-facts.js';

export interface ReceivedLine {
  readonly office: string;
  readonly what: string;
  /** When it really came. */
  readonly at: string;
  readonly note: string | null;
}

/**
 * What came in and is known since a moment (null: since the launch), in the order in which it became known: sheets, what was registered for
 * an office (it may have arrived earlier), and nil reports.
 */
export async function receivedSince(
  tx: Tx,
  definition: CampaignDefinition,
  since: Instant | null,
): Promise<readonly ReceivedLine[]> {
  const after = since ?? (0 as Instant);
  const sheets = tx
    .selectFrom('submission as s')
    .innerJoin('obligation as o', 'o.id', 's.obligation')
    .innerJoin('round as r', 'r.id', 'o.round')
    .leftJoin('registration as g', 'g.submission', 's.id')
    .select(['o.office', 'o.requirement', 'o.state', 'r.period_label', 's.received_at as came_at'])
    .select((eb) => [
      eb.fn.coalesce('g.registered_at', 's.received_at').as('known_at'),
      sql<string>`case when g.id is null then 'sheet' else 'registered' end`.as('way'),
    ])
    .where('o.campaign', '=', definition.id)
    .where('s.voided_at', 'is', null)
    .where((eb) => eb(eb.fn.coalesce('g.registered_at', 's.received_at'), '>', after));
  const nil = tx
    .selectFrom('nil_declaration as n')
    .innerJoin('obligation as o', 'o.id', 'n.obligation')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(['o.office', 'o.requirement', 'o.state', 'r.period_label', 'n.arrived_at as came_at'])
    .select((eb) => [eb.ref('n.declared_at').as('known_at'), sql<string>`'nil'`.as('way')])
    .where('o.campaign', '=', definition.id)
    .where('n.state', '=', 'standing')
    .where('n.declared_at', '>', after);
  const rows = await sheets.unionAll(nil).orderBy('known_at').orderBy('came_at').execute();
  return rows.map((r) => ({
    office: officeOf(definition, r.office).shortName,
    what: whatIsOwed(requirementOf(definition, r.requirement), r.period_label),
    at: formatMinute(r.came_at),
    note:
      [WAYS[r.way] ?? '', r.state === 'returned' ? '退回修改' : ''].filter((text) => text !== '').join('，') || null,
  }));
}

const WAYS: Readonly<Record<string, string>> = { registered: '代收登记', nil: '零报告' };
