import { describe, expect, it } from 'vitest';
import { type ChaseObligation, planChase, sendAfter } from '../src/index.js';
import { day, diary, live, moment, owed, rules } from './chase-world.js';

describe('a clerk of two offices', () => {
  const taibaihu = owed({ id: 'q3/taibaihu', office: 'taibaihu' });
  // Jingkai was given a day more: its T−1 (15:00) is the day of Taibaihu's T (10:00).
  const jingkai = owed({ id: 'q3/jingkai', office: 'jingkai', due: day('2023-10-11') });
  const slots = (obligations: readonly ChaseObligation[], office: string, now: string) => {
    const plan = planChase(obligations, office, rules, moment(now));
    return [...plan.now, ...(plan.now.length === 0 && plan.next ? [plan.next] : [])]
      .filter(({ kind }) => kind === 'message')
      .map(({ step, slot }) => [step, slot]);
  };

  it('gets both on the later slot of the day', () => {
    const done = [
      { step: 'T-1', kind: 'message', slot: moment('2023-10-09 15:00') } as const,
      { step: 'T-1-call', kind: 'task', slot: moment('2023-10-09 15:00') } as const,
    ];
    const before = [
      { ...taibaihu, done },
      { ...jingkai, done: [{ step: 'T-3', kind: 'message', slot: moment('2023-10-08 09:00') } as const] },
    ];
    expect(slots(before, 'taibaihu', '2023-10-10 10:00')).toEqual([['T', moment('2023-10-10 15:00')]]);
    expect(slots(before, 'taibaihu', '2023-10-10 15:00')).toEqual([['T', moment('2023-10-10 15:00')]]);
    expect(slots(before, 'jingkai', '2023-10-10 15:00')).toEqual([['T-1', moment('2023-10-10 15:00')]]);
  });

  it('gets both on that slot too when the other office ticked first', () => {
    // The other message was no longer pending, and this one fell back to its own, earlier slot.
    const facts = [
      taibaihu,
      { ...jingkai, done: [{ step: 'T-1', kind: 'message', slot: moment('2023-10-10 15:00') } as const] },
    ];
    expect(slots(facts, 'taibaihu', '2023-10-10 15:00')).toEqual([['T', moment('2023-10-10 15:00')]]);
  });

  it('is called for each office at its own hour: only messages are joined', () => {
    const { performed } = live([taibaihu, jingkai], {
      from: moment('2023-10-10 00:00'),
      until: moment('2023-10-10 23:00'),
    });
    expect(
      diary(
        performed.filter(({ step }) => step.kind === 'task'),
        true,
      ),
    ).toEqual([
      '2023-10-10 08:30 q3/taibaihu T-1-call',
      '2023-10-10 15:00 q3/jingkai T-1-call',
      '2023-10-10 16:00 q3/taibaihu T-call',
    ]);
  });
});

describe('a message', () => {
  it('stays open for five minutes from its slot', () => {
    expect(sendAfter({ slot: moment('2023-10-10 10:00'), urgent: false }, moment('2023-10-10 10:00'))).toBe(
      moment('2023-10-10 10:05'),
    );
    expect(sendAfter({ slot: moment('2023-10-10 10:00'), urgent: false }, moment('2023-10-10 10:04'))).toBe(
      moment('2023-10-10 10:05'),
    );
  });

  it('that is made up for stays open as long, for the other offices of a clerk', () => {
    expect(sendAfter({ slot: moment('2023-10-09 15:00'), urgent: false }, moment('2023-10-10 08:30'))).toBe(
      moment('2023-10-10 08:35'),
    );
  });
});
