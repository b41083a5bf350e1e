import type { Seed } from '@duban/actions/load-seed';
import { type Instant, instant, type LocalDate } from '@duban/base';
import { at, dateOf, endOfDay } from '@duban/base/time';
import type { WorkCalendar } from '@duban/calendar';
import {
  type CampaignDefinition,
  type ChaseObligation,
  chaseRules,
  expand,
  lateFrom,
  obligationId,
  type PlannedStep,
  planChase,
  type RoundPlan,
  settle,
} from '@duban/campaign';
import { castOffices } from '../cast.js';
import { filingMoment } from '../filing-moment.js';
import type { Behaviour } from '../profiles.js';

/** One message or task that an office's people, or the bureau's, would get. */
export interface Projected {
  readonly office: string;
  readonly obligation: string;
  readonly step: string;
  readonly label: string;
  readonly kind: 'message' | 'task';
  /** When the step falls. */
  readonly at: Instant;
  /** Who gets the message: contact ids; who does the task: a function of the bureau. */
  readonly to: readonly string[];
}

export interface Projecting {
  readonly before: Seed;
  /** From `effective` on the campaign is this one; null: it stays as it is. */
  readonly after: Seed | null;
  readonly effective: LocalDate;
  readonly begin: Instant;
  readonly number: number;
  readonly behaviour: Behaviour;
  readonly calendar: WorkCalendar;
}

interface Owed {
  facts: ChaseObligation;
  readonly cutOff: Instant;
  /** When the office means to file; null: never by itself. */
  readonly files: Instant | null;
}

/** A campaign ends; whatever goes on after so many looks is a mistake of ours. */
const MOST_LOOKS = 20_000;

/**
 * What the ladder would do, look by look, with `planChase` itself: offices file when their profile means to, calls bring no promise. No service is
 * started, so a comparison takes a moment; what promises and returns change is seen in a rehearsal.
 */
export function project(projecting: Projecting): Projected[] {
  const { calendar, effective, begin } = projecting;
  const owed = obligationsOf(projecting.before, projecting);
  const out: Projected[] = [];
  const amendsAt = projecting.after === null ? null : at(effective, '09:00');
  let amended = false;
  let definition = projecting.before.definition;
  let now = begin;
  for (let look = 0; look < MOST_LOOKS; look++) {
    if (projecting.after && amendsAt !== null && now >= amendsAt && !amended) {
      amended = true;
      amendOwed(owed, projecting.after, projecting);
      definition = projecting.after.definition;
    }
    for (const each of owed.values()) settleAt(each, now);
    const rules = chaseRules(definition, calendar);
    const wakes: number[] = [];
    for (const { id } of definition.offices) {
      const circle = new Set(circleOf(definition, id));
      const facts = [...owed.values()]
        .filter((each) => circle.has(each.facts.office))
        .map((each) => ({ ...each.facts, earlierLapses: lapsesBefore(each, { owed, now }) }));
      const plan = planChase(facts, id, rules, now);
      for (const step of plan.now) {
        out.push(projectedOf(definition, step));
        carry(owed, step);
      }
      if (plan.wakeAt !== null) wakes.push(plan.wakeAt);
    }
    const ahead = [
      ...wakes,
      ...[...owed.values()].flatMap(({ facts, cutOff, files }) => (facts.state === 'expected' ? [cutOff, files] : [])),
      amendsAt,
    ].filter((moment): moment is Instant => moment !== null && moment > now);
    if (ahead.length === 0) return out.sort((a, b) => a.at - b.at || (a.obligation < b.obligation ? -1 : 1));
    now = instant(Math.min(...ahead));
  }
  throw new Error('the projection did not come to its end');
}

/** Other obligations of the office whose due passed without a sheet, before this one's. */
function lapsesBefore({ facts }: Owed, { owed, now }: { owed: ReadonlyMap<string, Owed>; now: Instant }): number {
  return [...owed.values()].filter(
    ({ facts: other, files }) =>
      other.office === facts.office &&
      other.due < facts.due &&
      other.state !== 'withdrawn' &&
      lateFrom(other.due, other.dueTime) <= now &&
      (files === null || files >= lateFrom(other.due, other.dueTime)),
  ).length;
}

/** The office and those that share a person with it. */
function circleOf({ contacts }: Pick<CampaignDefinition, 'contacts'>, office: string): string[] {
  const circle = [office];
  for (const id of circle)
    for (const { serves } of contacts)
      if (serves.some((s) => s.office === id && s.role !== 'leader')) circle.push(...others(serves, circle));
  return circle;
}

/** The further offices that a person serves; whoever leads joins nobody. */
function others(serves: CampaignDefinition['contacts'][number]['serves'], known: readonly string[]): string[] {
  return serves.flatMap(({ office, role }) => (role === 'leader' || known.includes(office) ? [] : [office]));
}

function obligationsOf(
  seed: Seed,
  { number, behaviour, calendar, begin }: Pick<Projecting, 'number' | 'behaviour' | 'calendar' | 'begin'>,
): Map<string, Owed> {
  const definition = settle(seed.definition, seed.answers);
  const here = new Set(definition.offices.map(({ id }) => id));
  const cast = Object.fromEntries(Object.entries(behaviour.cast).filter(([id]) => here.has(id)));
  const roles = new Map(castOffices(definition, number, { ...behaviour, cast }).map((r) => [r.office.id, r]));
  const { rounds } = expand(definition, seed.answers, calendar);
  return new Map(
    rounds.flatMap((round) =>
      round.offices.flatMap((office): [string, Owed][] => {
        const role = roles.get(office);
        if (!role) return [];
        const files = filingMoment(role, { number, round, calendar });
        return [
          [obligationId(definition.id, round, office), { ...owedOf(definition.id, { role, round }, begin), files }],
        ];
      }),
    ),
  );
}

function owedOf(
  campaign: string,
  { role, round }: { readonly role: ReturnType<typeof castOffices>[number]; readonly round: RoundPlan },
  armedAt: Instant,
): Omit<Owed, 'files'> {
  return {
    cutOff: endOfDay(round.cutOff),
    facts: {
      id: obligationId(campaign, round, role.office.id),
      office: role.office.id,
      requirement: round.requirement,
      standing: role.office.standing,
      state: 'expected',
      periodEnd: round.asOf,
      due: round.due,
      dueTime: round.dueTime ?? null,
      arm: 0,
      armedAt,
      closed: false,
      done: [],
      promise: null,
      callsWithoutPromise: 0,
      earlierLapses: 0,
    },
  };
}

/** As `applyRounds` does it: what is new is owed from now on, what has another due is armed anew, what is gone is withdrawn. */
function amendOwed(owed: Map<string, Owed>, after: Seed, projecting: Projecting): void {
  const now = at(projecting.effective, '09:00');
  const { begin: _, ...rest } = projecting;
  const wanted = obligationsOf(
    { ...after, definition: { ...after.definition, id: projecting.before.definition.id } },
    { ...rest, begin: now },
  );
  for (const [id, each] of wanted) {
    const there = owed.get(id);
    if (there === undefined) {
      if (each.facts.due >= projecting.effective) owed.set(id, each);
    } else if (!sameDays(there, each) && there.facts.state === 'expected' && !there.facts.closed) {
      owed.set(id, { ...each, facts: { ...each.facts, arm: there.facts.arm + 1 } });
    } else owed.set(id, { ...there, cutOff: each.cutOff });
  }
  for (const [id, { facts }] of owed)
    if (!wanted.has(id) && facts.due >= projecting.effective)
      owed.set(id, { facts: { ...facts, state: 'withdrawn' }, cutOff: now, files: null });
}

/** As `applyRounds` sees it. */
function sameDays(a: Owed, b: Owed): boolean {
  const dated = ({ facts, cutOff }: Owed) => [facts.due, facts.dueTime, facts.periodEnd, cutOff].join();
  return dated(a) === dated(b);
}

function settleAt(each: Owed, now: Instant): void {
  if (each.files !== null && each.files <= now && each.facts.state === 'expected')
    each.facts = { ...each.facts, state: 'accepted' };
  if (each.cutOff <= now && !each.facts.closed) each.facts = { ...each.facts, closed: true };
}

function carry(owed: Map<string, Owed>, step: PlannedStep): void {
  const each = owed.get(step.obligation);
  if (!each) return;
  const { facts } = each;
  const isCall = 'task' in step.action && step.action.task === 'call';
  each.facts = {
    ...facts,
    done: [...facts.done, { step: step.step, kind: step.kind, slot: step.slot }],
    callsWithoutPromise: facts.callsWithoutPromise + (isCall ? 1 : 0),
  };
}

function projectedOf({ contacts }: CampaignDefinition, step: PlannedStep): Projected {
  const { office, obligation, label, kind, slot, action } = step;
  const to =
    'message' in action
      ? contacts
          .filter(({ serves }) => serves.some((s) => s.office === office && action.to.includes(s.role)))
          .map(({ id }) => id)
      : [action.by];
  return { office, obligation, step: step.step, label, kind, at: slot, to };
}

/** The local day of a projected step. */
export function dayOf({ at: moment }: Pick<Projected, 'at'>): LocalDate {
  return dateOf(moment);
}
