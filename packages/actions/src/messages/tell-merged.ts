import type { Instant } from '@duban/base';
import { chineseDate, dateOf, endOfDay } from '@duban/base/time';
import { planMessage, type Tx } from '@duban/ledger';
import type { Context } from '../context.js';
import { requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import type { RoundFacts, RoundRow } from '../rounds/round-facts.js';
import { isExpected, isMissing, standingInRound } from '../rounds/round-standing.js';
import { XLSX } from './enclosure-types.js';
import { messageIdOf } from './message-ids.js';

/** Tells the officer that a round was merged, and who is not in it. */
export async function tellMerged(
  tx: Tx,
  about: { ctx: Context; facts: RoundFacts; takenIn: readonly string[]; blob: string | null; id: string },
  now: Instant,
): Promise<void> {
  const { definition, round, rows } = about.facts;
  const operator = definition.bureau.officers.find((o) => o.role === 'operator');
  if (!operator) return;
  const what = whatIsOwed(requirementOf(definition, round.requirement), round.period_label);
  const named = (label: string, which: (row: RoundRow) => boolean = () => true): string[] =>
    rows.filter((row) => standingInRound(row) === label && which(row)).map((row) => row.shortName);
  // Somebody who filed and is not in the figures is named with the reason: the officer may still act on it.
  const left = rows.filter((row) => isMissing(row) && !['未报', '补报'].includes(standingInRound(row)));
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
        missing: [...named('未报'), ...left.map((row) => `${row.shortName}（${standingInRound(row)}）`)],
        late: named('迟报'),
        afterCutOff: named('补报', isMissing),
        takenIn: about.takenIn,
      },
      attachments: about.blob ? [{ kind: 'blob', sha256: about.blob, name: `${what}汇总.xlsx`, type: XLSX }] : [],
      messageId: messageIdOf(about.ctx, id),
    },
    now,
  );
}
