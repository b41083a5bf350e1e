import type { Instant } from '@duban/base';
import { chineseDate, dateOf, endOfDay } from '@duban/base/time';
import { planMessage, type Tx } from '@duban/ledger';
import type { Context } from '../context.js';
import { requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import type { RoundFacts } from '../rounds/round-facts.js';
import { isExpected, type Place, placeInRound } from '../rounds/round-standing.js';
import type { TakenIn } from '../rounds/write-merge.js';
import { XLSX } from './enclosure-types.js';
import { messageIdOf } from './message-ids.js';

/** Tells the officer that a round was merged, and who is not in it. */
export async function tellMerged(
  tx: Tx,
  about: { ctx: Context; facts: RoundFacts; takenIn: TakenIn | null; blob: string | null; id: string },
  now: Instant,
): Promise<void> {
  const { definition, round, rows } = about.facts;
  const operator = definition.bureau.officers.find((o) => o.role === 'operator');
  if (!operator) return;
  const what = whatIsOwed(requirementOf(definition, round.requirement), round.period_label);
  const named = (place: Place): string[] =>
    rows.filter((row) => placeInRound(row) === place).map((row) => row.shortName);
  const { id } = about;
  await planMessage(
    tx,
    {
      id,
      campaign: definition.id,
      office: null,
      recipient: operator.role,
      address: operator.email,
      kind: 'round-merged',
      sendAfter: now,
      facts: {
        to: operator.title,
        round: what,
        // Complete before the cut-off: then it closes on the day of the merge.
        cutOff: chineseDate(now >= endOfDay(round.cut_off) ? round.cut_off : dateOf(now), true),
        included: rows.filter((r) => r.counts).length,
        offices: rows.filter(isExpected).length,
        missing: named('missing'),
        pending: named('pending'),
        returned: named('returned'),
        passed: named('passed'),
        late: named('late'),
        afterCutOff: named('afterCutOff'),
        takenIn: about.takenIn?.late ?? [],
        reviewed: about.takenIn?.reviewed ?? [],
      },
      attachments: about.blob ? [{ kind: 'blob', sha256: about.blob, name: `${what}汇总.xlsx`, type: XLSX }] : [],
      messageId: messageIdOf(about.ctx, id),
    },
    now,
  );
}
