import type { Instant, LocalDate, LocalTime } from '@duban/base';
import { endOfDay } from '@duban/base/time';
import { isSettled, lateFrom } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import type { OwedLabels } from '../views/owed-labels.js';
import type { Ahead } from './step-ahead.js';

export interface RoundAhead {
  readonly id: string;
  readonly requirement: string;
  readonly period: string;
  readonly period_label: string;
  readonly due: LocalDate;
  readonly due_time: LocalTime | null;
  readonly cut_off: LocalDate;
  readonly frozen_at: Instant | null;
  readonly merged_at: Instant | null;
  /** Obligations that are not settled. */
  readonly open: number;
}

/** The rounds of a campaign, the first due first, with what is open in each. */
export async function roundsAhead(db: Db, campaign: string): Promise<RoundAhead[]> {
  const rounds = await db
    .selectFrom('round')
    .select(['id', 'requirement', 'period', 'period_label', 'due', 'due_time', 'cut_off', 'frozen_at', 'merged_at'])
    .where('campaign', '=', campaign)
    .orderBy('due')
    .orderBy('id')
    .execute();
  const states = await db
    .selectFrom('obligation')
    .select((eb) => ['round', 'state', eb.fn.countAll<number>().as('n')])
    .where('campaign', '=', campaign)
    .groupBy(['round', 'state'])
    .execute();
  return rounds.map((round) => {
    const open = states.filter((s) => s.round === round.id && !isSettled(s.state));
    return { ...round, open: open.reduce((sum, s) => sum + s.n, 0) };
  });
}

/** Due and cut-off of every round that is not merged: the moments that `roundTick` waits for. */
export function nextRoundSteps(rounds: readonly RoundAhead[], labels: OwedLabels, now: Instant): Ahead[] {
  return rounds
    .filter((round) => round.merged_at === null)
    .flatMap((round) => {
      const due = lateFrom(round.due, round.due_time);
      const what = labels.get(`${round.requirement}/${round.period}`) ?? round.id;
      const ahead = (at: Instant, step: string, endsDay: boolean): Ahead => ({
        at,
        endsDay,
        words: () => ({ office: null, what, step }),
      });
      const complete = round.open === 0;
      return [
        ...(now < due || round.frozen_at === null || complete
          ? [ahead(due, complete ? '期次汇总' : '报送截止', round.due_time === null)]
          : []),
        ...(complete ? [] : [ahead(endOfDay(round.cut_off), '最迟汇总', true)]),
      ];
    });
}
