import type { LocalDate } from '@duban/base';
import { addDays, chineseDate } from '@duban/base/time';
import { addWorkdays, onOrBefore, type WorkCalendar } from '@duban/calendar';
import type { CampaignDefinition, Requirement } from '../definition.js';
import type { OpenRound, UpwardDue } from '../expand.js';
import { CUT_OFF_DAYS } from '../ladder.js';
import { dueFlags } from './due-flags.js';

/** The bureau's own duty to its superior, planned backwards (practice.md 14): province 12-10 → own draft 12-06 → county due 12-03. */
export interface UpwardPlan extends Omit<UpwardDue, 'reading'> {
  readonly title: string;
  readonly to: string | null;
  /** When the bureau's own draft has to be ready, and when the counties have to have filed; both on working days. */
  readonly draft: LocalDate | null;
  readonly countyDue: LocalDate | null;
  readonly derivation: string;
  /** Sentences about the due itself, and where the counties' due that is set lies after the one planned backwards. */
  readonly flags: readonly string[];
  readonly source: string;
}

/** What a backward plan is made of: the bureau's own dues and the counties' rounds, as far as they are settled. */
export interface Expanded {
  readonly upward: readonly UpwardDue[];
  readonly rounds: readonly OpenRound[];
}

/** Every upward due of a definition with the dates that follow from it. */
export function upwardPlans(
  definition: CampaignDefinition,
  expanded: Expanded,
  calendar: WorkCalendar,
): readonly UpwardPlan[] {
  const byId = new Map(definition.requirements.map((requirement) => [requirement.id, requirement]));
  return expanded.upward.flatMap((upward) => {
    const requirement = byId.get(upward.requirement);
    if (requirement === undefined) return [];
    const about = upward.due ? dueFlags(upward.due, { definition, requirement, calendar }) : [];
    const flags = [...new Set([...(upward.reading?.flags ?? []), ...about])];
    return [planOf(requirement, { upward, rounds: expanded.rounds, flags }, calendar)];
  });
}

interface Upward {
  readonly upward: UpwardDue;
  readonly rounds: readonly OpenRound[];
  /** About the due itself. */
  readonly flags: readonly string[];
}

function planOf(requirement: Requirement, { upward, rounds, flags }: Upward, calendar: WorkCalendar): UpwardPlan {
  const { id, title, to, backward, source } = requirement;
  const { period, periodLabel, due, reading } = upward;
  const base = { requirement: id, period, periodLabel, title, to, due, source };
  const said = reading?.derivation ?? '';
  if (due === null || backward === null) return { ...base, draft: null, countyDue: null, derivation: said, flags };
  const before = (days: number): LocalDate =>
    backward.unit === 'workday' ? addWorkdays(calendar, due, -days) : onOrBefore(calendar, addDays(due, -days));
  const [draft, countyDue] = [before(backward.draftDays), before(backward.countyDays)];
  const unit = backward.unit === 'workday' ? '个工作日' : '天';
  const steps = `上报 ${due} → 拟稿提前${backward.draftDays}${unit} ${draft} → 区县提前${backward.countyDays}${unit} ${countyDue}`;
  const feeding = rounds.filter(
    (round) => round.requirement === backward.from && (requirement.frequency === 'once' || round.period === period),
  );
  const late = feeding.filter((round) => round.due !== null && round.due > countyDue);
  const last = addWorkdays(calendar, due, -CUT_OFF_DAYS);
  const waiting = feeding.filter((round) => round.cutOff !== null && round.cutOff > last);
  return {
    ...base,
    draft,
    countyDue,
    derivation: said === '' ? steps : `${said}；${steps}`,
    flags: [
      ...flags,
      ...late.map(
        (round) =>
          `区县时限定在${chineseDate(round.due ?? due)}，晚于倒排的${chineseDate(countyDue)}，拟稿时间不足：请提前区县时限，或缩短倒排天数`,
      ),
      ...waiting.map(
        (round) =>
          `最迟汇总定在${chineseDate(round.cutOff ?? due)}，晚于上报前${CUT_OFF_DAYS}个工作日（${chineseDate(last)}）：请把最迟汇总提前，到时仍未报的按未报上报`,
      ),
    ],
  };
}
