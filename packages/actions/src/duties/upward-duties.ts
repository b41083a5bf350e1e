import type { LocalDate } from '@duban/base';
import { addDays, at, chineseDate } from '@duban/base/time';
import { addWorkdays, onOrAfter, onOrBefore, type WorkCalendar } from '@duban/calendar';
import { type Answer, type CampaignDefinition, expand, type UpwardPlan, upwardPlans } from '@duban/campaign';
import { requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { dueText } from '../facts/days.js';
import { type Duty, type DutyStep, dutyId } from './duty.js';

/** How long before an upward due its draft is put on the officer's list where the definition plans nothing backwards. */
const DRAFT_WORKDAYS = 5;

export interface Settled {
  readonly definition: CampaignDefinition;
  readonly answers: readonly Answer[];
  readonly calendar: WorkCalendar;
}

/**
 * What the bureau owes its superior, with the officer chased first and then whoever leads: a task from the day the draft has to be ready,
 * T−2 and T−1 to the officer, T to the section chief, T+1 to the leader. A due that was past when the notice came is nobody's fault.
 */
export function upwardDuties({ definition, answers, calendar }: Settled): Duty[] {
  if (!definition.requirements.some(({ direction }) => direction === 'upward')) return [];
  const { upward, rounds } = expand(definition, answers, calendar);
  const issued = definition.notice.date;
  return upwardPlans(definition, { upward, rounds }, calendar).flatMap((plan) =>
    plan.due === null || (issued !== null && plan.due < issued)
      ? []
      : [upwardDuty(definition, { ...plan, due: plan.due }, calendar)],
  );
}

function upwardDuty(
  definition: CampaignDefinition,
  plan: UpwardPlan & { readonly due: LocalDate },
  calendar: WorkCalendar,
): Duty {
  const { due, draft, to } = plan;
  const last = onOrBefore(calendar, due);
  const before = (days: number): LocalDate => addWorkdays(calendar, last, -days);
  const begin = draft !== null && draft < last ? draft : before(DRAFT_WORKDAYS);
  const what = whatIsOwed(requirementOf(definition, plan.requirement), plan.periodLabel);
  const whom = to === null ? '' : `报${to}，`;
  const after = onOrAfter(calendar, addDays(due, 1));
  const steps: DutyStep[] = [
    { at: at(before(2), '09:00'), to: 'operator', standing: '还没有办结：请定稿送签，留出审签时间。' },
    { at: at(before(1), '15:00'), to: 'operator', standing: '还没有办结：请抓紧送签上报。' },
    { at: at(last, '10:00'), to: 'chief', standing: '经办人还没有办结：请督促上报。' },
    { at: at(after, '09:00'), to: 'leader', standing: '还没有办结：请过问。' },
  ];
  return {
    id: dutyId(definition.id, `upward/${plan.requirement}/${plan.period}`),
    heading: '上报提醒',
    ...{ what, toWhom: to, dueText: dueText(due), due: at(due, definition.hours.close), steps },
    missing: [],
    task: {
      title: `拟稿上报：${what}（${whom}${chineseDate(due)}到期）`,
      ...{ by: 'operator', script: 'upward', office: null, from: at(begin, '09:00') },
    },
  };
}
