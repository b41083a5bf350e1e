import { describe, expect, it } from 'vitest';
import { type ChaseObligation, planChase } from '../src/index.js';
import { day, diary, happens, launched, live, moment, owed, quarterOf, rules } from './chase-world.js';

describe('nothing is done', () => {
  it('for a superior, whatever it owes and whatever it promised (practice.md 5)', () => {
    const promise = { madeAt: moment('2023-10-09 10:00'), until: moment('2023-10-10 12:00') };
    expect(quarterOf(owed({ standing: 'superior', promise, earlierLapses: 3 }))).toEqual([]);
  });

  it.each(['received', 'checked', 'accepted', 'merged', 'nil', 'exempt', 'withdrawn'] as const)(
    'for a sheet that is %s',
    (state) => {
      expect(planChase([owed({ state })], 'yanzhou', rules, moment('2023-10-10 10:00'))).toEqual({
        now: [],
        next: null,
        wakeAt: null,
      });
    },
  );

  it('once the round was merged without it', () => {
    expect(planChase([owed({ closed: true })], 'yanzhou', rules, moment('2023-10-11 09:00')).now).toEqual([]);
  });

  it('for another office of the circle', () => {
    expect(planChase([owed()], 'rencheng', rules, moment('2023-10-10 10:00'))).toEqual({
      now: [],
      next: null,
      wakeAt: null,
    });
  });

  it('before the slot, to the minute', () => {
    const plan = planChase([owed()], 'yanzhou', rules, moment('2023-09-28 14:59'));
    expect(plan.now).toEqual([]);
    expect(plan.wakeAt).toBe(moment('2023-09-28 15:00'));
  });

  it('outside office hours and on rest days, but for waiting until the next opening', () => {
    for (const [now, opens] of [
      ['2023-10-11 18:00', '2023-10-12 08:30'],
      ['2023-10-14 12:00', '2023-10-16 08:30'],
      ['2023-10-12 08:29', '2023-10-12 08:30'],
    ] as const) {
      const plan = planChase([owed()], 'yanzhou', rules, moment(now));
      expect(plan.now).toEqual([]);
      expect(plan.wakeAt).toBe(moment(opens));
    }
  });
});

describe('a county that never files', () => {
  it('is chased for Q3 by this calendar; 开始填报 and T−3 fall on one day and are one step', () => {
    expect(quarterOf(owed())).toEqual([
      '2023-09-28 15:00 period-end',
      '2023-10-07 09:00 T-3',
      '2023-10-09 15:00 T-1',
      '2023-10-09 15:00 T-1-call',
      '2023-10-10 10:00 T',
      '2023-10-10 16:00 T-call',
      '2023-10-11 09:00 T+1-call',
      '2023-10-12 09:00 T+2-call',
    ]);
  });

  it('does not get 开始填报 after T−3 when something pokes its office that day', () => {
    // 开始填报 lay on the same slot as T−3 and came as a second chase at the next tick.
    expect(quarterOf(owed(), { pokes: [moment('2023-10-07 09:00'), moment('2023-10-07 11:00')] })).toEqual(
      quarterOf(owed()),
    );
  });

  it('is chased for Q4 and the final report together, counted back from Friday and on from Sunday', () => {
    const q4 = owed({ id: 'q4/yanzhou', periodEnd: day('2023-11-30'), due: day('2023-12-10') });
    const final = owed({ id: 'final/yanzhou', periodEnd: null, due: day('2023-12-10') });
    const { performed } = live([q4, final], { from: moment('2023-10-20 09:00'), until: moment('2023-12-31 00:00') });
    const both = (when: string, ...steps: string[]): string[] =>
      ['final/yanzhou', 'q4/yanzhou'].flatMap((id) => steps.map((step) => `${when} ${id} ${step}`));
    expect(diary(performed, true).sort()).toEqual(
      [
        '2023-11-30 15:00 q4/yanzhou period-end',
        '2023-12-01 09:00 q4/yanzhou period-start',
        ...both('2023-12-05 09:00', 'T-3'),
        ...both('2023-12-07 15:00', 'T-1', 'T-1-call'),
        ...both('2023-12-08 10:00', 'T'),
        ...both('2023-12-08 16:00', 'T-call'),
        ...both('2023-12-11 09:00', 'T+1-call'),
        ...both('2023-12-12 09:00', 'T+2-call'),
      ].sort(),
    );
  });

  it('is left alone from the moment it files', () => {
    expect(quarterOf(owed(), { happenings: [happens('2023-10-10 09:59', { state: 'received' })] }).at(-1)).toBe(
      '2023-10-09 15:00 T-1-call',
    );
  });

  it('that joined the campaign late is not told of steps before that day', () => {
    expect(quarterOf(owed({ armedAt: moment('2023-10-09 16:00') }))[0]).toBe('2023-10-10 10:00 T');
  });

  it('knows the next step and its hour beforehand, also while it carries one out', () => {
    const plan = planChase([owed()], 'yanzhou', rules, moment('2023-09-28 15:00'));
    expect(plan.now.map(({ step }) => step)).toEqual(['period-end']);
    // Of the two steps on 10-07 it names the one that will be carried out.
    expect(plan.next).toMatchObject({ step: 'T-3', label: 'T−3 提醒' });
    expect(plan.wakeAt).toBe(moment('2023-10-07 09:00'));
  });
});

describe('an office outside the bureau', () => {
  it('gets the announcements, courteous calls and the draft of a request letter, and no chase message', () => {
    expect(quarterOf(owed({ standing: 'outside' }))).toEqual([
      '2023-09-28 15:00 period-end',
      '2023-10-07 09:00 period-start',
      '2023-10-09 15:00 T-1-call',
      '2023-10-11 09:00 T+1-call',
      '2023-10-13 09:00 T+3-letter',
    ]);
  });

  it('that is a peer is not called after the due', () => {
    expect(quarterOf(owed({ standing: 'peer' })).slice(-2)).toEqual([
      '2023-10-09 15:00 T-1-call',
      '2023-10-13 09:00 T+3-letter',
    ]);
  });
});

describe('the letter', () => {
  const formal = ['2023-10-13 09:00 T+3-letter', '2023-10-17 09:00 T+5-call'];

  it('does not follow a first lapse', () => {
    expect(quarterOf(owed({ callsWithoutPromise: 1 })).at(-1)).toBe('2023-10-12 09:00 T+2-call');
  });

  it('follows a repeated lapse, and the deputy director calls after it', () => {
    expect(quarterOf(owed({ earlierLapses: 1 })).slice(-2)).toEqual(formal);
  });

  it('follows two calls that brought no promise', () => {
    const happenings = [happens('2023-10-12 10:00', { callsWithoutPromise: 2 })];
    expect(quarterOf(owed(), { happenings }).slice(-2)).toEqual(formal);
  });
});

describe('a returned sheet', () => {
  // Returned Thursday 10-12 10:00 with three working days: 10-13, 10-16, 10-17.
  const returned = owed({ state: 'returned', arm: 1, armedAt: moment('2023-10-12 10:00'), due: day('2023-10-17') });

  it('is chased anew around its own due, without period steps and without what is past', () => {
    expect(quarterOf(returned)).toEqual([
      '2023-10-16 15:00 T-1',
      '2023-10-16 15:00 T-1-call',
      '2023-10-17 10:00 T',
      '2023-10-17 16:00 T-call',
      '2023-10-18 09:00 T+1-call',
      '2023-10-19 09:00 T+2-call',
    ]);
  });

  it('carries its arm, so that the same step of the first round does not count as done', () => {
    const plan = planChase([returned], 'yanzhou', rules, moment('2023-10-17 10:00'));
    expect(plan.now.map(({ arm, step, kind }) => [arm, step, kind])).toEqual([
      [1, 'T-1-call', 'task'],
      [1, 'T', 'message'],
    ]);
  });
});

describe('a system that stood still', () => {
  it('makes up for what it missed once, with the highest step of each kind', () => {
    const outage = { from: moment('2023-10-06 00:00'), until: moment('2023-10-10 11:00') };
    expect(quarterOf(owed(), { outage })).toEqual([
      '2023-09-28 15:00 period-end',
      '2023-10-10 11:00 T-1-call',
      '2023-10-10 11:00 T',
      '2023-10-10 16:00 T-call',
      '2023-10-11 09:00 T+1-call',
      '2023-10-12 09:00 T+2-call',
    ]);
  });

  it('waits for Monday when it comes back on a Saturday', () => {
    const outage = { from: moment('2023-10-10 17:00'), until: moment('2023-10-14 03:00') };
    expect(quarterOf(owed(), { outage }).slice(-1)).toEqual(['2023-10-16 08:30 T+2-call']);
  });

  it('lets a missed message wait for the message of that day: one a day, not two', () => {
    // T−1 was missed at 15:00; on 10-10 at 08:30 it would leave alone, 90 minutes before 当日提醒.
    const outage = { from: moment('2023-10-09 14:00'), until: moment('2023-10-10 08:00') };
    expect(quarterOf(owed(), { outage }).slice(2, 5)).toEqual([
      '2023-10-10 08:30 T-1-call',
      '2023-10-10 10:00 T',
      '2023-10-10 16:00 T-call',
    ]);
  });

  it('calls for the letter, not for the chief as well, when a promise was broken meanwhile', () => {
    const promise = { madeAt: moment('2023-10-11 09:30'), until: moment('2023-10-11 17:00') };
    const outage = { from: moment('2023-10-12 00:00'), until: moment('2023-10-16 10:00') };
    const happenings = [happens('2023-10-11 09:30', { promise })];
    expect(quarterOf(owed(), { outage, happenings }).slice(-3)).toEqual([
      '2023-10-11 09:00 T+1-call',
      '2023-10-16 10:00 T+3-letter',
      '2023-10-17 09:00 T+5-call',
    ]);
  });
});

// Found by the simulation: the later hour had spoken, so the clerk read 期末提醒 on the last day.
describe('two messages of one debt on one day', () => {
  const messages = (fact: ChaseObligation) =>
    diary(
      live([fact], { from: launched, until: moment('2023-12-31 00:00') }).performed.filter(
        ({ step }) => step.kind === 'message',
      ),
    );

  it('become the higher one: T−3 (09:00) speaks for 期末提醒 (15:00)', () => {
    // 月后3日前, October: the period ends on Tuesday 10-31, T = Friday 11-03.
    const monthly = owed({ periodEnd: day('2023-10-31'), due: day('2023-11-03') });
    expect(messages(monthly)).toEqual([
      '2023-10-31 15:00 T-3',
      '2023-11-01 09:00 period-start',
      '2023-11-02 15:00 T-1',
      '2023-11-03 10:00 T',
    ]);
  });

  it('are none of news where the due lies in a holiday: on its last working day nobody is told that filling begins', () => {
    // 月后3日前, September: due 10-03, T = Thursday 09-28, the day on which the period's last working day falls, too.
    const monthly = owed({ periodEnd: day('2023-09-30'), due: day('2023-10-03') });
    expect(messages(monthly)).toEqual(['2023-09-25 09:00 T-3', '2023-09-27 15:00 T-1', '2023-09-28 10:00 T']);
  });
});
