import { describe, expect, it } from 'vitest';
import { type ChaseObligation, defaultLadder, lateFrom, planChase, punctuality, sendAfter } from '../src/index.js';
import { type Course, day, diary, happens, live, moment, owed, rules } from './chase-world.js';

/* 2023-09-16 is a Saturday, 09-17 a Sunday. */

/** 今日17:00前, asked at 14:00 of a Saturday. */
function urgent(part: Partial<ChaseObligation> = {}): ChaseObligation {
  const asked = moment('2023-09-16 14:00');
  return owed({
    id: 'urgent/yanzhou',
    requirement: 'urgent',
    periodEnd: null,
    due: day('2023-09-16'),
    dueTime: '17:00' as never,
    armedAt: asked,
    ...part,
  });
}

function doneAt(slot: string, step: string): ChaseObligation['done'] {
  return [{ step, kind: 'task', slot: moment(slot) }];
}

function dayOf(facts: readonly ChaseObligation[], course: Partial<Course> = {}): string[] {
  const from = facts[0]?.armedAt ?? moment('2023-09-16 14:00');
  return diary(live(facts, { from, until: moment('2023-09-20 00:00'), ...course }).performed);
}

describe('an urgent request is not chased', () => {
  it('before it was asked', () => {
    expect(planChase([urgent()], 'yanzhou', rules, moment('2023-09-16 13:59')).now).toEqual([]);
  });

  it('after it came', () => {
    const happenings = [happens('2023-09-16 15:10', { state: 'received' })];
    expect(dayOf([urgent()], { happenings })).toEqual(['2023-09-16 14:00 asked', '2023-09-16 15:00 due-2h']);
  });

  it('at a superior', () => {
    expect(dayOf([urgent({ standing: 'superior' })])).toEqual([]);
  });

  it('again within half an hour of its being asked: it was just said', () => {
    expect(dayOf([urgent({ armedAt: moment('2023-09-16 16:10') })])).toEqual([
      '2023-09-16 16:10 asked',
      '2023-09-16 17:00 due-call',
      '2023-09-18 09:00 T+1-call',
    ]);
  });

  it('at night when its day is over: what was missed waits for the office to open', () => {
    const outage = { from: moment('2023-09-16 14:30'), until: moment('2023-09-17 03:00') };
    expect(dayOf([urgent()], { outage })).toEqual([
      '2023-09-16 14:00 asked',
      '2023-09-18 08:30 due-30m',
      '2023-09-18 08:30 due-call',
      '2023-09-18 09:00 T+1-call',
    ]);
  });
});

describe('an urgent request', () => {
  it('is said at once, then −2 h, −30 min and a call, on a Saturday as well (practice.md 13); on Monday the chief calls', () => {
    expect(dayOf([urgent()])).toEqual([
      '2023-09-16 14:00 asked',
      '2023-09-16 15:00 due-2h',
      '2023-09-16 16:30 due-30m',
      '2023-09-16 17:00 due-call',
      '2023-09-18 09:00 T+1-call',
    ]);
  });

  it('is not forgotten when its call reached nobody: the chief’s call of the next working day is the next step', () => {
    const called = { callsWithoutPromise: 1, done: doneAt('2023-09-16 17:00', 'due-call') };
    expect(planChase([urgent(called)], 'yanzhou', rules, moment('2023-09-16 17:05')).next).toMatchObject({
      ...{ step: 'T+1-call', slot: moment('2023-09-18 09:00'), urgent: false },
      action: { task: 'call', by: 'chief', script: 'overdue-chief' },
    });
  });

  it('of 明早上班前 is chased before the office opens', () => {
    const facts = [urgent({ armedAt: moment('2023-09-19 20:00'), due: day('2023-09-20'), dueTime: '08:30' as never })];
    expect(dayOf(facts, { until: moment('2023-09-22 00:00') })).toEqual([
      '2023-09-19 20:00 asked',
      '2023-09-20 06:30 due-2h',
      '2023-09-20 08:00 due-30m',
      '2023-09-20 08:30 due-call',
      '2023-09-21 09:00 T+1-call',
    ]);
  });

  it('without an hour counts from the close of business', () => {
    expect(dayOf([urgent({ dueTime: null })]).slice(1)).toEqual([
      '2023-09-16 15:30 due-2h',
      '2023-09-16 17:00 due-30m',
      '2023-09-16 17:30 due-call',
      '2023-09-18 09:00 T+1-call',
    ]);
  });

  it('makes up for what was missed at once and once: the highest of its kind', () => {
    const outage = { from: moment('2023-09-16 13:00'), until: moment('2023-09-16 16:45') };
    expect(dayOf([urgent()], { outage })).toEqual([
      '2023-09-16 16:45 due-30m',
      '2023-09-16 17:00 due-call',
      '2023-09-18 09:00 T+1-call',
    ]);
  });

  it('leaves a peer to the telephone, with courtesy', () => {
    const { performed } = live([urgent({ standing: 'peer' })], {
      from: moment('2023-09-16 14:00'),
      until: moment('2023-09-20 00:00'),
    });
    expect(performed.map(({ step }) => [step.step, step.action])).toEqual([
      ['asked-call', { task: 'call', by: 'operator', script: 'courtesy' }],
      ['due-call', { task: 'call', by: 'operator', script: 'courtesy' }],
      ['T+1-call', { task: 'call', by: 'operator', script: 'courtesy' }],
    ]);
  });

  it('takes the promise of an hour at its word: it is asked about at that hour', () => {
    const promise = { madeAt: moment('2023-09-16 16:40'), until: moment('2023-09-16 18:30') };
    expect(dayOf([urgent()], { happenings: [happens('2023-09-16 16:40', { promise })] }).slice(3)).toEqual([
      `2023-09-16 18:30 promise-broken@${promise.madeAt}`,
      '2023-09-18 09:00 T+1-call',
    ]);
  });

  it('asks about a promise for another day on that day’s next working day, like any other', () => {
    const promise = { madeAt: moment('2023-09-16 16:40'), until: moment('2023-09-17 12:00') };
    expect(dayOf([urgent()], { happenings: [happens('2023-09-16 16:40', { promise })] }).slice(3)).toEqual([
      `2023-09-18 09:00 promise-broken@${promise.madeAt}`,
    ]);
  });

  it('neither waits for the day’s message of its clerk nor draws it along', () => {
    // 2023-10-10 is the day of T (10:00) for the quarter and of an urgent request due at 17:00.
    const both = [owed(), urgent({ due: day('2023-10-10'), armedAt: moment('2023-10-10 09:00') })];
    const messages = live(both, { from: moment('2023-10-10 00:00'), until: moment('2023-10-11 00:00') }).performed;
    expect(diary(messages.filter(({ step }) => step.kind === 'message'))).toEqual([
      '2023-10-10 09:00 asked',
      '2023-10-10 10:00 T',
      '2023-10-10 15:00 due-2h',
      '2023-10-10 16:30 due-30m',
    ]);
  });

  it('leaves a minute after its slot, an ordinary message after five', () => {
    const slot = moment('2023-09-16 15:00');
    expect([sendAfter({ slot, urgent: true }, slot), sendAfter({ slot, urgent: false }, slot)]).toEqual([
      moment('2023-09-16 15:01'),
      moment('2023-09-16 15:05'),
    ]);
  });

  it('is late from its hour on', () => {
    const at = (time: string) =>
      punctuality({
        state: 'received',
        originalDue: day('2023-09-16'),
        due: day('2023-09-16'),
        dueTime: '17:00' as never,
        firstReceivedAt: moment(`2023-09-16 ${time}`),
        firstValidAt: null,
        acceptedVersionAt: null,
        cutOff: day('2023-09-16'),
      }).standing;
    expect([at('16:59'), at('17:00'), at('23:00')]).toEqual(['on-time', 'late', 'late']);
    expect(lateFrom(day('2023-09-16'))).toBe(moment('2023-09-17 00:00'));
  });
});

describe('a requirement with a ladder of its own', () => {
  it('is chased by it, and no other is', () => {
    const own = new Map([['quarterly-table', { ...defaultLadder, subordinate: defaultLadder.subordinate.slice(-1) }]]);
    const both = [owed({ earlierLapses: 1 }), owed({ id: 'final/yanzhou', requirement: 'final', earlierLapses: 1 })];
    const plan = planChase(both, 'yanzhou', { ...rules, own }, moment('2023-10-09 15:00'));
    expect(plan.now.map(({ obligation, step }) => [obligation, step])).toEqual([
      ['final/yanzhou', 'T-1'],
      ['final/yanzhou', 'T-1-call'],
    ]);
  });
});

describe('before a long holiday', () => {
  /** Spring festival 2024: rest 02-10 … 02-17; 02-04 (Sunday) and 02-18 (Sunday) are worked; 02-09 is a working day. */
  const messagesOf = (due: string) =>
    diary(
      live([owed({ periodEnd: null, due: day(due), armedAt: moment('2024-01-08 09:00') })], {
        from: moment('2024-01-08 09:00'),
        until: moment('2024-03-31 00:00'),
      }).performed.filter(({ step }) => step.kind === 'message'),
    );

  it('nobody is told of what is due more than five working days after it', () => {
    expect(messagesOf('2024-02-26')[0]).toBe('2024-02-21 09:00 T-3');
  });

  it('nobody is told of what is due before it: T−3 does that', () => {
    expect(messagesOf('2024-02-09').map((line) => line.slice(17))).toEqual(['T-3', 'T-1', 'T']);
  });

  it('what is due soon after it is told on the last working day, 15:00', () => {
    expect(messagesOf('2024-02-21').slice(0, 2)).toEqual(['2024-02-09 15:00 holiday', '2024-02-18 09:00 T-3']);
  });

  it('a weekend of three days is none', () => {
    // New year 2024: 12-30 … 01-01.
    const facts = [owed({ periodEnd: null, due: day('2024-01-03'), armedAt: moment('2023-12-01 09:00') })];
    expect(
      diary(live(facts, { from: moment('2023-12-01 09:00'), until: moment('2024-01-03 00:00') }).performed)[0],
    ).toBe('2023-12-28 09:00 T-3');
  });
});
