import { DubanError } from '@duban/base';
import type { Db } from '@duban/ledger';
import { requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { type RoundFacts, roundFacts } from '../rounds/round-facts.js';

/** The rounds a report rests on, the first due first. Throws `rounds-open` while one is not merged. */
export async function mergedRounds(db: Db, campaign: string): Promise<RoundFacts[]> {
  const rows = await db
    .selectFrom('round')
    .select(['id', 'merged_at'])
    .where('campaign', '=', campaign)
    // A round that a later document withdrew has nothing to report.
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('obligation as o')
          .select('o.id')
          .whereRef('o.round', '=', 'round.id')
          .where('o.state', '!=', 'withdrawn'),
      ),
    )
    .orderBy('due')
    .orderBy('id')
    .execute();
  const open = rows.filter((row) => row.merged_at === null).length;
  if (open > 0) throw new DubanError('rounds-open', { count: open });
  return Promise.all(rows.map((row) => roundFacts(db, row.id)));
}

/** The round whose cumulative figures the report speaks of; without a form, the last that was due. */
export function latestTableRound(rounds: readonly RoundFacts[]): RoundFacts {
  const latest =
    rounds.filter((r) => r.table !== null).sort((a, b) => (a.round.period < b.round.period ? 1 : -1))[0] ??
    rounds.at(-1);
  if (!latest) throw new RangeError('a report needs at least one round');
  return latest;
}

/** Labels inside the report carry no digits of their own: `2023年第三季度` → `第三季度`, `2022年11月` → `十一月`. */
export function plainLabel(label: string): string {
  return label.replace(/^\d{4}年/, '').replace(/\d+/g, inWords);
}

const DIGITS = '〇一二三四五六七八九';

/** `11` → 十一, `20` → 二十; a longer number digit by digit. */
function inWords(digits: string): string {
  const number = Number(digits);
  if (digits.length > 2 || number === 0) return [...digits].map((digit) => DIGITS.charAt(Number(digit))).join('');
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const head = tens === 0 ? '' : `${tens > 1 ? DIGITS.charAt(tens) : ''}十`;
  return `${head}${ones === 0 ? '' : DIGITS.charAt(ones)}`;
}

/** What a round collects, in words without digits. */
export function whatOf(round: RoundFacts): string {
  return whatIsOwed(requirementOf(round.definition, round.round.requirement), plainLabel(round.round.period_label));
}
