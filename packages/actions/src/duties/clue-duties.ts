import type { Instant } from '@duban/base';
import { addDays, at, chineseDate, dateOf } from '@duban/base/time';
import { addWorkdays, onOrAfter, onOrBefore, type WorkCalendar } from '@duban/calendar';
import type { CampaignDefinition } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import { clueBasis, clueDue, WAITING } from '../cases/clue-clock.js';
import { dueText } from '../facts/days.js';
import { type Duty, dutyId } from './duty.js';

/** Working days before its last day on which a clue is put on the list. */
const AHEAD_WORKDAYS = 3;

/** The clues that wait for a decision. */
export function selectWaitingClues(db: Db, campaign: string) {
  return db
    .selectFrom('clue as c')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('clue_extension as e')
          .select(['e.until', 'e.recorded_at'])
          .whereRef('e.clue', '=', 'c.id')
          .orderBy('e.seq', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['c.number', 'c.source', 'c.received_on', 'c.complex', 'c.office', 'c.registered_at'])
    .select(['last.until as extended_until', 'last.recorded_at as extended_at'])
    .where('c.campaign', '=', campaign)
    .where('c.state', 'in', WAITING)
    .orderBy('c.number');
}

export type WaitingClue = Awaited<ReturnType<ReturnType<typeof selectWaitingClues>['execute']>>[number];

/** Each of them with its clock, extended or not: a task three working days before it runs out, the section chief once it has. */
export function clueDuties(
  clues: readonly WaitingClue[],
  definition: CampaignDefinition,
  calendar: WorkCalendar,
): Duty[] {
  return clues.map(({ number, source, office, registered_at, extended_at, ...clue }): Duty => {
    const due = clueDue(calendar, clue);
    const basis = clueBasis(clue);
    const name = definition.offices.find(({ id }) => id === office)?.shortName;
    const what = `线索第${number}号（${source}${name ? `，${name}核查` : ''}）是否立案的决定`;
    const remind = at(addWorkdays(calendar, onOrBefore(calendar, due), -AHEAD_WORKDAYS), '09:00');
    const expired = at(onOrAfter(calendar, addDays(due, 1)), '09:00');
    // What was entered or extended late is told the morning after, all of it at once: not a volley of moments that had passed.
    const since = extended_at ?? registered_at;
    const known = at(onOrAfter(calendar, addDays(dateOf(since), 1)), '09:00');
    const notBefore = (moment: Instant): Instant => (moment < since ? known : moment);
    return {
      id: dutyId(definition.id, `clue/${number}`),
      heading: '线索到期',
      ...{ what, due: at(due, definition.hours.close), dueText: dueText(due), toWhom: null, missing: [] },
      task: {
        title: `线索到期：${what}，须在${chineseDate(due)}前作出（${basis}）`,
        // The clue's own decision ends it, nothing else does (ANSWERED_ELSEWHERE).
        ...{ by: 'operator', script: 'clue-clock', office, from: remind },
      },
      steps: [
        {
          ...{
            at: notBefore(remind),
            to: 'operator',
            standing: `还没有作出（${basis}）：请催办核查，到期前登记结果。`,
          },
          over: `已经超过时限，还没有作出（${basis}）：请催办核查，尽快登记结果。`,
        },
        { at: notBefore(expired), to: 'chief', standing: `还没有作出（${basis}）：请过问。` },
      ],
    };
  });
}
