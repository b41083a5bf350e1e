import { type Instant, instant } from '@duban/base';
import { at, formatMinute, localDate } from '@duban/base/time';
import { stateCouncilCalendar } from '@duban/calendar';
import { type ChaseObligation, type ChaseRules, defaultLadder, type PlannedStep, planChase } from '../src/index.js';
import { urgentLadder } from '../src/ladder.js';
import { jining } from './fixtures.js';

/*
 * October 2023, by the State Council: holidays 09-29 … 10-06; 10-07 (Saturday) and 10-08 (Sunday) are worked; 10-09 Monday,
 * 10-10 Tuesday = T, 10-11 … 10-13 Wednesday … Friday, 10-14 and 10-15 rest, 10-16 Monday, 10-17 Tuesday = T+5.
 * December: 12-10 is a Sunday, T = Friday 12-08.
 */

export const rules: ChaseRules = {
  ladder: defaultLadder,
  own: new Map([['urgent', urgentLadder]]),
  calendar: stateCouncilCalendar,
  hours: jining.hours,
};
export const day = localDate;

/** `2023-10-10 09:00` in Asia/Shanghai. */
export function moment(text: string): Instant {
  return at(day(text.slice(0, 10)), text.slice(11));
}

export const launched = moment('2023-08-22 09:00');

/** What a subordinate county owes for Q3, before anything happened. */
export function owed(part: Partial<ChaseObligation> = {}): ChaseObligation {
  return {
    id: 'q3/yanzhou',
    office: 'yanzhou',
    requirement: 'quarterly-table',
    standing: 'subordinate',
    state: 'expected',
    periodEnd: day('2023-09-30'),
    due: day('2023-10-10'),
    dueTime: null,
    arm: 0,
    armedAt: launched,
    closed: false,
    done: [],
    promise: null,
    callsWithoutPromise: 0,
    earlierLapses: 0,
    ...part,
  };
}

/** Something that people do: it changes the facts, and every office of the circle is poked. */
export interface Happening {
  readonly at: Instant;
  apply(facts: readonly ChaseObligation[]): ChaseObligation[];
}

export interface Course {
  readonly from: Instant;
  readonly until: Instant;
  readonly happenings?: readonly Happening[];
  /** Ticks that nobody needed: a poke, the daily sweep. */
  readonly pokes?: readonly Instant[];
  /** The system stands still: what falls into it is made up for at its end. */
  readonly outage?: { readonly from: Instant; readonly until: Instant };
  /** The order in which offices tick that are due at one instant. */
  readonly order?: 'forward' | 'backward';
}

export interface Performed {
  readonly when: Instant;
  readonly step: PlannedStep;
  /** The obligation as it stood. */
  readonly fact: ChaseObligation;
}

/** Lets every office of a circle wake when it asked to, and writes what it does into the facts, as the ledger would. */
export function live(
  start: readonly ChaseObligation[],
  course: Course,
): { performed: Performed[]; facts: ChaseObligation[] } {
  let facts = [...start];
  const performed: Performed[] = [];
  const offices = [...new Set(facts.map((fact) => fact.office))].sort();
  if (course.order === 'backward') offices.reverse();
  const wake = new Map<string, Instant | null>(offices.map((office) => [office, course.from]));
  const happenings = [...(course.happenings ?? [])].sort((a, b) => a.at - b.at);
  const pokes = [...(course.pokes ?? [])].sort((a, b) => a - b);
  const awake = (time: Instant): Instant => {
    const { outage } = course;
    return outage && time >= outage.from && time < outage.until ? outage.until : time;
  };
  for (let ticks = 0; ; ticks++) {
    if (ticks > 5000) throw new Error('no progress: the offices wake again and again');
    const wakes = [...wake.values()].filter((time) => time !== null).map(awake);
    const times = [...wakes, ...happenings.slice(0, 1).map((h) => h.at), ...pokes.slice(0, 1).map(awake)];
    const now = instant(Math.min(...times, Number.MAX_SAFE_INTEGER));
    if (now > course.until) return { performed, facts };
    let poked = false;
    while (pokes[0] !== undefined && awake(pokes[0]) <= now) poked = pokes.shift() !== undefined;
    while (happenings[0] && happenings[0].at <= now) {
      facts = happenings.shift()?.apply(facts) ?? facts;
      if (awake(now) > now) pokes.unshift(now);
      else poked = true;
    }
    if (awake(now) > now) continue;
    for (const office of offices) {
      const due = wake.get(office);
      if (!poked && (due === null || due === undefined || due > now)) continue;
      const plan = planChase(facts, office, rules, now);
      if (plan.wakeAt !== null && plan.wakeAt <= now)
        throw new Error(`no progress: wakes at ${formatMinute(plan.wakeAt)}`);
      for (const step of plan.now) {
        const fact = facts.find(({ id }) => id === step.obligation);
        if (!fact) throw new Error(`a step for an unknown obligation: ${step.obligation}`);
        performed.push({ when: now, step, fact });
        const { step: key, kind, slot } = step;
        facts = facts.map((f) => (f.id === fact.id ? { ...f, done: [...f.done, { step: key, kind, slot }] } : f));
      }
      wake.set(office, plan.wakeAt);
    }
  }
}

/** `2023-10-10 09:00 T-3`, in order. */
export function diary(performed: readonly Performed[], withObligation = false): string[] {
  return performed.map(
    ({ when, step }) => `${formatMinute(when)} ${withObligation ? `${step.obligation} ` : ''}${step.step}`,
  );
}

/** What one county does from launch to the end of the year. */
export function quarterOf(fact: ChaseObligation, course: Partial<Course> = {}): string[] {
  return diary(live([fact], { from: fact.armedAt, until: moment('2023-12-31 00:00'), ...course }).performed);
}

/** At `when`, these parts of every obligation (or of one) become so. */
export function happens(when: string, change: Partial<ChaseObligation>, id?: string): Happening {
  return {
    at: moment(when),
    apply: (facts) => facts.map((fact) => (id === undefined || fact.id === id ? { ...fact, ...change } : fact)),
  };
}
