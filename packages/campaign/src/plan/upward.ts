import type { LocalDate } from '@duban/base';
import { addDays, chineseDate } from '@duban/base/time';
import { addWorkdays, onOrBefore, type WorkCalendar } from '@duban/calendar';
import type { CampaignDefinition, Requirement } from '../definition.js';
import type { RoundPlan } from '../expand.js';

/** The bureau's own duty to its superior, planned backwards (practice.md 14): province 12-10 → own draft 12-06 → county due 12-03. */
export interface UpwardPlan {
  readonly requirement: string;
  readonly title: string;
  readonly to: string | null;
  /** Null while the notice's words leave it open. */
  readonly due: LocalDate | null;
  /** When the bureau's own draft has to be ready, and when the counties have to have filed; both on working days. */
  readonly draft: LocalDate | null;
  readonly countyDue: LocalDate | null;
  readonly derivation: string;
  /** Sentences: the counties' due that is set lies after the one planned backwards. */
  readonly flags: readonly string[];
}

/** Every upward duty of a definition with the dates that follow from it; `rounds` are the counties' as settled. */
export function upwardPlans(
  definition: CampaignDefinition,
  rounds: readonly RoundPlan[],
  calendar: WorkCalendar,
): readonly UpwardPlan[] {
  return definition.requirements
    .filter((requirement) => requirement.direction === 'upward')
    .map((requirement) => planOf(requirement, rounds, calendar));
}

function planOf(requirement: Requirement, rounds: readonly RoundPlan[], calendar: WorkCalendar): UpwardPlan {
  const { id, title, to, due, backward, reading } = requirement;
  const base = { requirement: id, title, to, due };
  const said = reading?.derivation ?? '';
  if (due === null || backward === null)
    return { ...base, draft: null, countyDue: null, derivation: said, flags: reading?.flags ?? [] };
  const before = (days: number): LocalDate =>
    backward.unit === 'workday' ? addWorkdays(calendar, due, -days) : onOrBefore(calendar, addDays(due, -days));
  const [draft, countyDue] = [before(backward.draftDays), before(backward.countyDays)];
  const unit = backward.unit === 'workday' ? '个工作日' : '天';
  const steps = `上报 ${due} → 拟稿提前${backward.draftDays}${unit} ${draft} → 区县提前${backward.countyDays}${unit} ${countyDue}`;
  const late = rounds.filter((round) => round.requirement === backward.from && round.due > countyDue);
  return {
    ...base,
    draft,
    countyDue,
    derivation: said === '' ? steps : `${said}；${steps}`,
    flags: [
      ...(reading?.flags ?? []),
      ...late.map(
        (round) =>
          `${round.periodLabel}定的区县时限 ${chineseDate(round.due)}晚于倒排的 ${chineseDate(countyDue)}，拟稿时间不足`,
      ),
    ],
  };
}
