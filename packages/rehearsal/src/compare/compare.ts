import type { Seed } from '@duban/actions/load-seed';
import type { LocalDate } from '@duban/base';
import { formatMinute } from '@duban/base/time';
import { stateCouncilCalendar, type WorkCalendar } from '@duban/calendar';
import { amend } from '@duban/campaign';
import { type Assumption, assumeAnswers } from '../assume-answers.js';
import { castOffices } from '../cast.js';
import { firstDay, openingOf } from '../opening.js';
import type { Behaviour } from '../profiles.js';
import { dayOf, type Projected, project } from './project.js';

/** One message or task that differs. */
export interface StepChange {
  readonly office: string;
  readonly obligation: string;
  readonly step: string;
  readonly label: string;
  readonly kind: 'message' | 'task';
  /** `2023-10-09 15:00`; null: it is not there. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Messages (封: one per person and day) and tasks (项: one per office, person and moment) of one office. */
export interface OfficeLoad {
  readonly messages: number;
  readonly tasks: number;
}

export interface OfficeComparison {
  readonly office: string;
  readonly name: string;
  readonly before: OfficeLoad;
  readonly after: OfficeLoad;
  readonly added: readonly StepChange[];
  readonly dropped: readonly StepChange[];
  readonly moved: readonly StepChange[];
}

/** What an amendment changes for whom. */
export interface Comparison {
  readonly campaign: string;
  readonly title: string;
  readonly effective: LocalDate;
  readonly offices: readonly OfficeComparison[];
  /** What the definitions leave open and was taken for granted. */
  readonly assumed: readonly Assumption[];
}

export interface Comparing {
  readonly running: Seed;
  /** A later document that extends the running campaign, or an edited copy of its definition. */
  readonly changed: Seed;
  /** The day the change takes effect; left out: the day of the later notice, or for an edited copy the launch. */
  readonly effective: LocalDate | null;
  readonly number: number;
  readonly behaviour: Behaviour;
  /** The State Council's where left out. */
  readonly calendar?: WorkCalendar;
}

/** Projects the campaign with and without the change, for the same simulated offices. @throws DubanError `rehearsal-undated`, `profile-office-unknown`. */
export function compare(comparing: Comparing): Comparison {
  const { running, changed, number, behaviour, calendar = stateCouncilCalendar } = comparing;
  const opened = openingOf(running, { launch: null, calendar });
  const extending = changed.definition.notice.extends?.campaign === running.definition.id;
  const effective = comparing.effective ?? (extending ? firstDay(changed) : firstDay(running));
  const document = { ...changed, answers: [...opened.seed.answers, ...changed.answers] };
  const definition = extending ? amend(opened.seed.definition, changed.definition, effective) : changed.definition;
  const answers = extending ? document.answers : [...changed.answers];
  const after = assumeAnswers({ ...changed, definition, answers }, { on: effective, calendar });
  const about = { before: opened.seed, effective, begin: opened.begin, number, behaviour, calendar };
  // A part may be given to an office that only the change brings, not to one that is in neither.
  const { title, offices } = running.definition;
  castOffices({ title, offices: [...offices, ...definition.offices] }, number, behaviour);
  const without = project({ ...about, after: null });
  const withIt = project({ ...about, after: after.seed });
  const known = new Set(opened.assumed.map(({ question }) => question));
  return {
    campaign: running.definition.id,
    title,
    effective,
    offices: after.seed.definition.offices.map(({ id, shortName }) => ({
      office: id,
      name: shortName,
      ...difference(
        without.filter(({ office }) => office === id),
        withIt.filter(({ office }) => office === id),
      ),
    })),
    assumed: [...opened.assumed, ...after.assumed.filter(({ question }) => !known.has(question))],
  };
}

type Difference = Omit<OfficeComparison, 'office' | 'name'>;

function difference(without: readonly Projected[], withIt: readonly Projected[]): Difference {
  const keyOf = ({ obligation, step }: Projected): string => `${obligation} ${step}`;
  const old = new Map(without.map((step) => [keyOf(step), step]));
  const now = new Map(withIt.map((step) => [keyOf(step), step]));
  const changeOf = (before: Projected | undefined, after: Projected | undefined): StepChange => {
    const { office, obligation, step, label, kind } = (after ?? before) as Projected;
    const minute = (each: Projected | undefined): string | null => (each ? formatMinute(each.at) : null);
    return { office, obligation, step, label, kind, before: minute(before), after: minute(after) };
  };
  return {
    before: loadOf(without),
    after: loadOf(withIt),
    added: withIt.filter((step) => !old.has(keyOf(step))).map((step) => changeOf(undefined, step)),
    dropped: without.filter((step) => !now.has(keyOf(step))).map((step) => changeOf(step, undefined)),
    moved: withIt.flatMap((step) => {
      const before = old.get(keyOf(step));
      return before && before.at !== step.at ? [changeOf(before, step)] : [];
    }),
  };
}

function loadOf(steps: readonly Projected[]): OfficeLoad {
  const messages = steps.filter(({ kind }) => kind === 'message');
  const tasks = steps.filter(({ kind }) => kind === 'task');
  return {
    messages: new Set(messages.flatMap((step) => step.to.map((person) => `${person} ${dayOf(step)}`))).size,
    tasks: new Set(tasks.map(({ at, to, label }) => `${at} ${to.join()} ${label}`)).size,
  };
}
