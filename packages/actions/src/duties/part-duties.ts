import type { LocalDate } from '@duban/base';
import { at, chineseDate } from '@duban/base/time';
import { addWorkdays, onOrBefore, type WorkCalendar } from '@duban/calendar';
import { type CampaignDefinition, expand } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import { requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { dueText } from '../facts/days.js';
import { type Duty, dutyId } from './duty.js';
import type { Settled } from './upward-duties.js';

/** Of its own departments a bureau writes itself. */
const OWN = 'own';

/** One horizontal report and its last day. */
interface Collected {
  readonly requirement: string;
  readonly period: string;
  readonly periodLabel: string;
  readonly due: LocalDate;
}

/**
 * The departments whose parts make one report (WH24-O3: 横向收集本级有关部门情况): each of them is asked for its own part, by telephone
 * and with courtesy, because they are peers: T−5 it stands on the list, T−3 and T−1 the officer is reminded, T the section chief. A part
 * that came is ticked off, and nobody asks that department again.
 */
export async function partDuties(db: Db, { definition, answers, calendar }: Settled): Promise<Duty[]> {
  const collecting = definition.requirements.filter(({ collects }) => collects.some(({ id }) => id !== OWN));
  if (collecting.length === 0) return [];
  const ids = collecting.map(({ id }) => id);
  const rounds = await db
    .selectFrom('round')
    .select(['requirement', 'period', 'period_label as periodLabel', 'due'])
    .where('campaign', '=', definition.id)
    .where('requirement', 'in', ids)
    .where('merged_at', 'is', null)
    .orderBy('id')
    .execute();
  const upward = expand(definition, answers, calendar).upward.flatMap((u): Collected[] =>
    u.due !== null && ids.includes(u.requirement) ? [{ ...u, due: u.due }] : [],
  );
  return [...rounds, ...upward].flatMap((round) => partsOf(definition, round, calendar));
}

function partsOf(definition: CampaignDefinition, round: Collected, calendar: WorkCalendar): Duty[] {
  const requirement = requirementOf(definition, round.requirement);
  const last = onOrBefore(calendar, round.due);
  const before = (days: number): LocalDate => addWorkdays(calendar, last, -days);
  const what = whatIsOwed(requirement, round.periodLabel);
  return requirement.collects
    .filter(({ id }) => id !== OWN)
    .map(({ id, department }): Duty => {
      const ask = `请致电${department}，商请提供所负责的部分；收到后办结。`;
      return {
        id: dutyId(definition.id, `part/${round.requirement}/${round.period}/${id}`),
        heading: '部门材料',
        what: `${what}：${department}部分`,
        due: at(round.due, definition.hours.close),
        dueText: dueText(round.due),
        toWhom: requirement.to,
        missing: [department],
        task: {
          title: `收齐部门材料：${department}，${what}（${chineseDate(round.due)}到期）。${ask}`,
          ...{ by: 'operator', script: 'part', office: null, from: at(before(5), '09:00') },
        },
        steps: [
          { at: at(before(3), '09:00'), to: 'operator', standing: ask },
          { at: at(before(1), '15:00'), to: 'operator', standing: `明天到期，还没有收到。${ask}` },
          { at: at(last, '10:00'), to: 'chief', standing: `今天到期，还没有收到${department}的部分：请协调。` },
        ],
      };
    });
}
