import { DAY, type Instant, instant, type LocalDate, type LocalTime } from '@duban/base';
import { addDays, at, dateOf, endOfDay } from '@duban/base/time';
import { isOfficeTime, nextOfficeTime } from '@duban/calendar';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type ChaseObligation, defaultLadder, isOwed, planChase } from '../src/index.js';
import { urgentLadder } from '../src/ladder.js';
import { slotByHand } from './by-hand.js';
import { type Course, day, type Happening, live, moment, owed, type Performed, rules } from './chase-world.js';

// Whole campaigns, many times over: seconds alone, more on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const from = moment('2023-08-22 09:00');
const until = moment('2024-03-31 00:00');
const offices = ['taibaihu', 'jingkai', 'yankuang'];

const minutes = fc.integer({ min: 0, max: (until - from) / 60_000 }).map((m) => instant(from + m * 60_000));
const dues = fc.integer({ min: 0, max: 150 }).map((n) => addDays(day('2023-09-01'), n));
const standings = fc.constantFrom('subordinate', 'subordinate', 'outside', 'peer', 'superior') satisfies fc.Arbitrary<
  ChaseObligation['standing']
>;

/** One to four obligations of one to three offices that share a clerk. */
const circles: fc.Arbitrary<ChaseObligation[]> = fc
  .array(
    fc.record({
      office: fc.constantFrom(...offices),
      standing: standings,
      due: dues,
      period: fc.option(fc.integer({ min: 1, max: 30 })),
      earlierLapses: fc.constantFrom(0, 0, 1),
      // One in four is an urgent request, asked some hours before it is due.
      asked: fc.option(fc.integer({ min: 10, max: 1600 }), { freq: 3 }),
      hour: fc.constantFrom('08:30', '12:00', '17:00', '21:30'),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) =>
    parts.map(({ office, standing, due, period, earlierLapses, asked, hour }, i) => {
      const common = { id: `o${i}/${office}`, office, standing, due, earlierLapses };
      if (asked !== null) {
        const armedAt = instant(at(due, hour) - asked * 60_000);
        return owed({ ...common, requirement: 'urgent', periodEnd: null, dueTime: hour as LocalTime, armedAt });
      }
      return owed({ ...common, periodEnd: period === null ? null : addDays(due, -period), armedAt: from });
    }),
  );

/** What may befall an obligation: filed, returned with a new due, promised, called in vain, frozen. */
const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc
    .record({
      at: minutes,
      which: fc.nat(3),
      kind: fc.constantFrom('file', 'return', 'promise', 'promise', 'call', 'close'),
      days: fc.integer({ min: 0, max: 12 }),
    })
    .map(({ at: when, which, kind, days }) => ({
      at: when,
      apply: (facts: readonly ChaseObligation[]) =>
        facts.map((fact, i) =>
          i === which % facts.length ? { ...fact, ...befallen(fact, { when, kind, days }) } : fact,
        ),
    })),
  { maxLength: 8 },
);

function befallen(
  fact: ChaseObligation,
  { when, kind, days }: { when: Instant; kind: string; days: number },
): Partial<ChaseObligation> {
  const later = addDays(dateOf(when), days);
  if (kind === 'return') {
    return isOwed(fact.state)
      ? {}
      : {
          state: 'returned',
          arm: fact.arm + 1,
          armedAt: when,
          due: later,
          done: [],
          promise: null,
          callsWithoutPromise: 0,
        };
  }
  if (!isOwed(fact.state)) return {};
  if (kind === 'file') return { state: 'received' };
  if (kind === 'promise') return { promise: { madeAt: when, until: at(later, '12:00') } };
  if (kind === 'call') return { callsWithoutPromise: fact.callsWithoutPromise + 1 };
  return { closed: true };
}

const outages = fc
  .tuple(minutes, fc.integer({ min: 1, max: 12 * 24 * 60 }))
  .map(([start, length]) => ({ from: start, until: instant(start + length * 60_000) }));
const courses: fc.Arbitrary<Course> = fc.record({
  from: fc.constant(from),
  until: fc.constant(until),
  happenings,
  pokes: fc.array(minutes, { maxLength: 6 }),
  outage: fc.oneof(outages, fc.constant({ from, until: from })),
});

/** The moment of a performed step, by hand; null for a promise found broken. */
function momentOfStep({ step, fact }: Performed): Instant | null {
  const ladder = fact.requirement === 'urgent' ? urgentLadder : defaultLadder;
  const rung = ladder[fact.standing].find(({ key }) => key === step.step);
  return rung ? slotByHand(rung, fact) : null;
}

/** On its own day an urgent request is chased at every hour, on every day. */
const mayBeAtAnyHour = ({ when, fact }: Performed): boolean =>
  fact.requirement === 'urgent' && when < endOfDay(fact.due);

const keyOf = ({ step }: Performed): string => `${step.obligation} ${step.arm} ${step.step}`;
const lineOf = (performed: Performed): string => `${performed.when} ${keyOf(performed)}`;

/** When a promise is over: its day, or of an urgent request on its day the hour that was named. */
function promiseOver(fact: ChaseObligation, { until: named }: { readonly until: Instant }): Instant {
  return fact.requirement === 'urgent' && named < endOfDay(fact.due) ? named : endOfDay(dateOf(named));
}

describe('whatever happens, planChase', () => {
  it('never acts early, twice, on a rest day or after hours unless urgent, after settlement, or for a superior; and always moves on', () => {
    fc.assert(
      fc.property(circles, courses, (facts, course) => {
        // `live` throws when wakeAt is not in the future, or when offices wake without end.
        const { performed } = live(facts, course);
        expect(new Set(performed.map(keyOf)).size).toBe(performed.length);
        for (const entry of performed) {
          const { when, step, fact } = entry;
          expect(isOfficeTime(rules.calendar, rules.hours, when) || mayBeAtAnyHour(entry)).toBe(true);
          expect(step.slot).toBeLessThanOrEqual(when);
          expect(isOwed(fact.state) && !fact.closed && fact.standing !== 'superior').toBe(true);
          const byHand = momentOfStep(entry);
          if (byHand !== null) expect(when >= byHand && step.slot >= byHand).toBe(true);
          else expect(fact.promise && when >= promiseOver(fact, fact.promise)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('does a step on its day when nothing stands in the way', () => {
    fc.assert(
      fc.property(circles, (facts) => {
        for (const entry of live(facts, { from, until }).performed) {
          const byHand = momentOfStep(entry);
          if (mayBeAtAnyHour(entry)) expect(entry.when).toBe(byHand);
          else expect(dateOf(entry.when)).toBe(byHand && dateOf(byHand));
        }
      }),
      { numRuns: 80 },
    );
  });

  it('needs no poke: looking more often changes neither what is done nor when', () => {
    fc.assert(
      fc.property(circles, courses, (facts, course) => {
        const calm = live(facts, { ...course, pokes: [] }).performed.map(lineOf);
        const daily = Array.from({ length: (until - from) / DAY }, (_, i) => instant(from + i * DAY));
        const nervous = live(facts, { ...course, pokes: [...daily, ...(course.pokes ?? [])] }).performed.map(lineOf);
        expect(nervous.sort()).toEqual(calm.sort());
      }),
      { numRuns: 40 },
    );
  });

  it('does not depend on which office of a circle ticks first', () => {
    fc.assert(
      fc.property(circles, courses, (facts, course) => {
        const forward = live(facts, { ...course, order: 'forward' }).performed.map(lineOf);
        const backward = live(facts, { ...course, order: 'backward' }).performed.map(lineOf);
        expect(backward.sort()).toEqual(forward.sort());
      }),
      { numRuns: 80 },
    );
  });

  it('does not depend on the order in which the ledger returns the obligations', () => {
    const shuffled = circles.chain((facts) =>
      fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
    );
    fc.assert(
      fc.property(shuffled, minutes, fc.constantFrom(...offices), (...[[facts, other], now, office]) => {
        const { facts: grown } = live(facts, { from, until: now });
        const reordered = other.flatMap(({ id }) => grown.filter((fact) => fact.id === id));
        expect(planChase(reordered, office, rules, now)).toEqual(planChase(grown, office, rules, now));
      }),
      { numRuns: 80 },
    );
  });

  it('goes on from the ledger alone: cut at any moment and resumed, the campaign takes the same course', () => {
    fc.assert(
      fc.property(circles, courses, minutes, (...[facts, course, cut]) => {
        const whole = live(facts, course).performed.map(lineOf);
        const pokes = course.pokes ?? [];
        const before = live(facts, { ...course, until: cut });
        const saved = JSON.parse(JSON.stringify(before.facts)) as ChaseObligation[];
        const resumed = live(saved, {
          ...course,
          from: instant(cut + 1),
          happenings: (course.happenings ?? []).filter((h) => h.at > cut),
          pokes: pokes.filter((poke) => poke > cut),
        });
        expect([...before.performed, ...resumed.performed].map(lineOf).sort()).toEqual(whole.sort());
      }),
      { numRuns: 80 },
    );
  });

  it('is monotone: from one look to the moment it asked for, nothing becomes due and nothing else is next', () => {
    fc.assert(
      fc.property(circles, courses, minutes, (...[facts, course, now]) => {
        const { facts: grown } = live(facts, { ...course, outage: { from, until: from }, until: now });
        for (const office of offices) {
          const plan = planChase(grown, office, rules, now);
          const asked = plan.wakeAt ?? until;
          expect(plan.now).toEqual([]);
          for (const between of [now + 1, (now + asked) / 2, asked - 1].map((time) => instant(Math.floor(time)))) {
            if (between <= now || between >= asked) continue;
            expect(planChase(grown, office, rules, between)).toEqual(plan);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is monotone: what has been due stays due, or a higher step in its place, until it is done', () => {
    fc.assert(
      fc.property(circles, minutes, minutes, (...[facts, a, b]) => {
        const [first, second] = [instant(Math.min(a, b)), instant(Math.max(a, b))];
        const due = (now: Instant) =>
          offices.flatMap((office) => {
            const plan = planChase(facts, office, rules, nextOfficeTime(rules.calendar, rules.hours, now));
            return plan.now.filter((step) => step.kind === 'task');
          });
        const later = due(second);
        for (const step of due(first)) {
          const stands = later.find(({ obligation }) => obligation === step.obligation);
          expect(stands && stands.slot >= step.slot).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('gives one person one message a day, through every standstill', () => {
    fc.assert(
      fc.property(circles, outages, (facts, outage) => {
        const messages = live(facts, { from, until, outage }).performed.filter(
          ({ step }) => step.kind === 'message' && !step.urgent,
        );
        const moments = new Map<LocalDate, Set<Instant>>();
        for (const { when } of messages) moments.set(dateOf(when), (moments.get(dateOf(when)) ?? new Set()).add(when));
        for (const [date, times] of moments) expect([date, times.size]).toEqual([date, 1]);
      }),
      { numRuns: 150 },
    );
  });
});
