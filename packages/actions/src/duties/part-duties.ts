import type { Instant, LocalDate } from '@duban/base';
import { at, chineseDate } from '@duban/base/time';
import { addWorkdays, onOrBefore } from '@duban/calendar';
import { type CampaignDefinition, expand, type Requirement } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import { requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { dueText } from '../facts/days.js';
import { type Duty, dutyId, type KnownTasks } from './duty.js';
import { partLetter } from './part-letter.js';
import type { Settled } from './upward-duties.js';

/** Of its own departments a bureau writes itself. */
const OWN = 'own';

interface Asking extends Settled {
  /** What came, and is asked for no more. */
  readonly known: KnownTasks;
}

/** One department's part of a report, and from when on it is asked for. */
export interface Part {
  readonly definition: CampaignDefinition;
  readonly requirement: Requirement;
  readonly period: string;
  readonly department: { readonly id: string; readonly name: string };
  /** What it is a part of. */
  readonly what: string;
  readonly due: LocalDate;
  readonly from: Instant;
}

/** One horizontal report and its last day. */
interface Collected {
  readonly requirement: string;
  readonly period: string;
  readonly periodLabel: string;
  readonly due: LocalDate;
}

/**
 * The departments whose parts make one report (WH24-O3: 横向收集本级有关部门情况): each of them is asked for its own part, by telephone
 * and with courtesy, because they are peers: T−5 it stands on the list with the draft of a 商请函, T−3 and T−1 the officer is reminded, T the
 * section chief. A part that came is ticked off, and nobody asks that department again.
 */
export async function partDuties(db: Db, { definition, answers, calendar, known }: Asking): Promise<Duty[]> {
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
  return [...rounds, ...upward].flatMap((round) => partsOf({ definition, calendar, known }, round));
}

function partsOf({ definition, calendar, known }: Omit<Asking, 'answers'>, round: Collected): Duty[] {
  const requirement = requirementOf(definition, round.requirement);
  const last = onOrBefore(calendar, round.due);
  const before = (days: number): LocalDate => addWorkdays(calendar, last, -days);
  const what = whatIsOwed(requirement, round.periodLabel);
  return requirement.collects
    .filter(({ id }) => id !== OWN)
    .flatMap(({ id, department }): Duty[] => {
      const ask = `请致电${department}，商请提供所负责的部分；收到后办结。`;
      const from = at(before(5), '09:00');
      const part: Duty = {
        id: dutyId(definition.id, `part/${round.requirement}/${round.period}/${id}`),
        heading: '部门材料',
        what: `${what}：${department}部分`,
        due: at(round.due, definition.hours.close),
        dueText: dueText(round.due),
        toWhom: requirement.to,
        missing: [department],
        task: {
          title: `收齐部门材料：${department}，${what}（${chineseDate(round.due)}到期）。${ask}`,
          ...{ by: 'operator', script: 'part', office: null, from },
        },
        steps: [
          { at: at(before(3), '09:00'), to: 'operator', standing: ask },
          { at: at(before(1), '15:00'), to: 'operator', standing: `还没有收到。${ask}` },
          { at: at(last, '10:00'), to: 'chief', standing: `还没有收到${department}的部分：请协调。` },
        ],
      };
      if (known.get(part.id) === 'done') return [part];
      const { period, due } = round;
      return [
        part,
        partLetter({ definition, requirement, period, department: { id, name: department }, what, due, from }),
      ];
    });
}
