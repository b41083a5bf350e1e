import type { LocalDate } from '@duban/base';
import { chineseWeekday } from '@duban/base/time';
import type { WorkCalendar } from '@duban/calendar';
import type { Answer, CampaignDefinition, Duty, Milestone, Phase, Requirement } from '../definition.js';
import { expand, type OpenRound, readingIn } from '../expand.js';
import { framesOf } from '../frames.js';
import type { Question } from '../question.js';
import { derivationOf, openQuestions, settle } from '../settle.js';
import { dueFlags } from './due-flags.js';
import { type UpwardPlan, upwardPlans } from './upward.js';

/** A round with the reason for each of its dates; a date still open is null. */
export interface PlannedRound extends OpenRound {
  readonly title: string;
  /** The notice's words, how they read in this period, or who answered what. */
  readonly derivation: string;
  readonly flags: readonly string[];
  /** The sealed original's own due. */
  readonly paperDue: LocalDate | null;
  readonly to: string | null;
  /** Over before the notice was out and owed by nobody: shown, never made. */
  readonly past: boolean;
  /** Departments whose parts make one report; the report is complete when all are in. */
  readonly parts: readonly { readonly id: string; readonly department: string }[];
  readonly artefacts: readonly { readonly id: string; readonly title: string }[];
  readonly source: string;
}

/** Everything a campaign will ask of anybody and when, with what is still open. Nothing of it comes from a clock. */
export interface CampaignPlan {
  readonly id: string;
  readonly title: string;
  readonly issued: LocalDate | null;
  readonly phases: readonly Phase[];
  readonly rounds: readonly PlannedRound[];
  /** Recurring ones of which the first period is not known yet (YY22-O1): they have no rounds so far. */
  readonly unstarted: readonly { readonly requirement: string; readonly title: string; readonly source: string }[];
  readonly upward: readonly UpwardPlan[];
  readonly milestones: readonly Milestone[];
  /** Undated, continuous and event duties: shown, never chased. */
  readonly duties: readonly Duty[];
  readonly questions: readonly Question[];
  readonly recipients: number;
  /** Documents of the forwarding chain that the definition has not got, in words. */
  readonly gaps: readonly string[];
}

/** The plan that a definition and its answers come to. */
export function planCampaign(
  written: CampaignDefinition,
  answers: readonly Answer[],
  calendar: WorkCalendar,
): CampaignPlan {
  const definition = settle(written, answers);
  const { rounds, open, past, upward } = expand(definition, answers, calendar);
  const requirements = new Map(definition.requirements.map((requirement) => [requirement.id, requirement]));
  const said = new Map(answers.map((answer) => [answer.question, answer]));
  const questions = openQuestions(written, answers, calendar);
  const known = { definition, said, calendar };
  const planned = (round: OpenRound, isPast: boolean): PlannedRound[] => {
    const requirement = requirements.get(round.requirement);
    return requirement ? [plannedRound({ ...round, past: isPast }, requirement, known)] : [];
  };
  return {
    id: definition.id,
    title: definition.title,
    issued: definition.notice.date,
    phases: definition.phases,
    rounds: [
      ...[...rounds, ...open].flatMap((round) => planned(round, false)),
      ...past.flatMap((round) => planned(round, true)),
    ],
    unstarted: definition.requirements
      .filter((requirement) => questions.some(({ id }) => id === `${requirement.id}/first/period`))
      .map(({ id, title, source }) => ({ requirement: id, title, source })),
    upward: upwardPlans(definition, { upward, rounds: [...rounds, ...open] }, calendar),
    milestones: definition.milestones,
    duties: definition.duties,
    questions,
    recipients: definition.recipients.length,
    gaps: definition.notice.chain.flatMap(({ number, issuer, gap }) =>
      gap === null ? [] : [`${number ?? issuer}：${gap}`],
    ),
  };
}

interface Known {
  readonly definition: CampaignDefinition;
  readonly said: ReadonlyMap<string, Answer>;
  readonly calendar: WorkCalendar;
}

function plannedRound(
  round: OpenRound & { readonly past: boolean },
  requirement: Requirement,
  { definition, said, calendar }: Known,
): PlannedRound {
  const id = `${requirement.id}/${round.period}`;
  const answer =
    said.get(`${id}/due`) ??
    said.get(`${id}/past`) ??
    (requirement.due === null ? said.get(`${requirement.id}/*/due`) : undefined);
  const frame = framesOf(definition, requirement, round.start).find(({ period }) => period === round.period);
  const reading = frame ? readingIn({ definition, requirement, frame, calendar }).reading : requirement.reading;
  const words = answer
    ? derivationOf(requirement.phrase, answer)
    : (reading?.derivation ??
      (round.due ? `${requirement.phrase} → ${round.due}（${chineseWeekday(round.due)}）` : requirement.phrase));
  const flags = [
    // Where the hour counts, it is not said to be left out.
    ...(answer ? [] : (reading?.flags ?? []).filter((flag) => !requirement.dueTime || !flag.startsWith('原文限到'))),
    ...(round.due ? dueFlags(round.due, { definition, requirement, calendar }) : []),
  ];
  return {
    ...round,
    title: requirement.title,
    derivation: words,
    flags: [...(round.past ? ['在印发前已到期，不建报送任务，不作迟报'] : []), ...new Set(flags)],
    paperDue: requirement.paperDue,
    to: requirement.to,
    parts: requirement.collects,
    artefacts: requirement.artefacts,
    source: requirement.source,
  };
}
