import type { Instant, LocalDate } from '@duban/base';
import { addDays, at, chineseDate, dateOf } from '@duban/base/time';
import { addWorkdays, onOrAfter, type WorkCalendar } from '@duban/calendar';
import type { CampaignDefinition } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import { dueText } from '../facts/days.js';
import { type Duty, dutyId } from './duty.js';

/** Working days from receipt within which whether to file a case has to be decided (practice.md, ladder: the time limit for 立案). */
const CLUE_WORKDAYS = 15;
/** Of a complex clue that a higher level handed down. */
const COMPLEX_WORKDAYS = 30;
/** Working days before that on which it is put on the list. */
const AHEAD_WORKDAYS = 3;

/** The last day on which a clue may be decided. */
export function clueDue(
  calendar: WorkCalendar,
  { received_on, complex }: { readonly received_on: LocalDate; readonly complex: boolean },
): LocalDate {
  return addWorkdays(calendar, received_on, workdaysFor(complex));
}

function workdaysFor(complex: boolean): number {
  return complex ? COMPLEX_WORKDAYS : CLUE_WORKDAYS;
}

/** The clues that wait for a decision. */
export function selectWaitingClues(db: Db, campaign: string) {
  return db
    .selectFrom('clue')
    .select(['number', 'source', 'received_on', 'complex', 'office', 'registered_at'])
    .where('campaign', '=', campaign)
    .where('state', 'in', ['registered', 'verifying'])
    .orderBy('number');
}

export type WaitingClue = Awaited<ReturnType<ReturnType<typeof selectWaitingClues>['execute']>>[number];

/** Each of them with its clock: a task three working days before it runs out, the section chief once it has. */
export function clueDuties(
  clues: readonly WaitingClue[],
  definition: CampaignDefinition,
  calendar: WorkCalendar,
): Duty[] {
  return clues.map(({ number, source, office, registered_at, ...clue }): Duty => {
    const due = clueDue(calendar, clue);
    const name = definition.offices.find(({ id }) => id === office)?.shortName;
    const what = `线索第${number}号（${source}${name ? `，${name}核查` : ''}）是否立案的决定`;
    const remind = at(addWorkdays(calendar, due, -AHEAD_WORKDAYS), '09:00');
    const expired = at(onOrAfter(calendar, addDays(due, 1)), '09:00');
    // What was entered late is told the morning after, all of it at once: not a volley of moments that had passed.
    const known = at(onOrAfter(calendar, addDays(dateOf(registered_at), 1)), '09:00');
    const notBefore = (moment: Instant): Instant => (moment < registered_at ? known : moment);
    return {
      id: dutyId(definition.id, `clue/${number}`),
      heading: '线索到期',
      ...{ what, due: at(due, definition.hours.close), dueText: dueText(due), toWhom: null, missing: [] },
      task: {
        title: `线索到期：${what}，须在${chineseDate(due)}前作出（收到后${workdaysFor(clue.complex)}个工作日）`,
        // The clue's own decision ends it, nothing else does (ANSWERED_ELSEWHERE).
        ...{ by: 'operator', script: 'clue-clock', office, from: remind },
      },
      steps: [
        {
          ...{ at: notBefore(remind), to: 'operator', standing: '还没有作出：请催办核查，到期前登记结果。' },
          over: '已经超过时限，还没有作出：请催办核查，尽快登记结果。',
        },
        { at: notBefore(expired), to: 'chief', standing: '还没有作出：请过问。' },
      ],
    };
  });
}
