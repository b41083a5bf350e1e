import { describe, expect, it } from 'vitest';
import { planChase } from '../src/index.js';
import { day, happens, live, moment, owed, quarterOf, rules } from './chase-world.js';

describe('a promise', () => {
  const promised = (madeAt: string, until: string) =>
    happens(madeAt, { promise: { madeAt: moment(madeAt), until: moment(until) } });

  it('takes the place of the steps before its day, messages included', () => {
    const happenings = [
      promised('2023-10-09 15:30', '2023-10-10 17:00'),
      happens('2023-10-10 17:00', { state: 'received' }),
    ];
    expect(quarterOf(owed(), { happenings }).at(-1)).toBe('2023-10-09 15:00 T-1-call');
  });

  it('that is broken before T+3 does not end the ladder: the chief calls on T+2, the letter follows on T+3', () => {
    const happenings = [promised('2023-10-09 15:30', '2023-10-10 17:00')];
    expect(quarterOf(owed(), { happenings }).slice(4)).toEqual([
      `2023-10-11 09:00 promise-broken@${moment('2023-10-09 15:30')}`,
      '2023-10-12 09:00 T+2-call',
      '2023-10-13 09:00 T+3-letter',
      '2023-10-17 09:00 T+5-call',
    ]);
  });

  it.each([
    { day: 'before the due', until: '2023-10-09 17:30', found: '2023-10-10 09:00', by: 'operator' },
    { day: 'on T+1', until: '2023-10-10 17:30', found: '2023-10-11 09:00', by: 'operator' },
    { day: 'on T+2', until: '2023-10-11 17:30', found: '2023-10-12 09:00', by: 'chief' },
  ])('found broken $day is asked about by the $by, whose turn to call it is', ({ until, found, by }) => {
    const happenings = [promised('2023-10-09 15:30', until)];
    const lived = { from: moment('2023-10-01 00:00'), until: moment(until), happenings };
    const plan = planChase(live([owed()], lived).facts, 'yanzhou', rules, moment(found));
    expect(plan.now.filter((step) => step.kind === 'task').map(({ action }) => action)).toEqual([
      { task: 'call', by, script: 'promise-broken' },
    ]);
  });

  it('of an outside body that is not kept is asked about with courtesy, by the clerk', () => {
    const happenings = [promised('2023-10-09 15:30', '2023-10-10 17:00')];
    const lived = { from: moment('2023-10-01 00:00'), until: moment('2023-10-10 18:00'), happenings };
    const plan = planChase(
      live([owed({ standing: 'outside' })], lived).facts,
      'yanzhou',
      rules,
      moment('2023-10-11 09:00'),
    );
    expect(plan.now.map(({ label, action }) => [label, action])).toEqual([
      ['约定时间已到', { task: 'call', by: 'operator', script: 'courtesy' }],
    ]);
  });

  it('that is broken on T+2 still brings the letter on T+3, though nobody pokes the office', () => {
    // The tick that wrote the broken promise did not know that the letter was now due, and asked to be woken never.
    const happenings = [promised('2023-10-11 10:00', '2023-10-11 17:00')];
    expect(quarterOf(owed(), { happenings }).slice(-3)).toEqual([
      `2023-10-12 09:00 promise-broken@${moment('2023-10-11 10:00')}`,
      '2023-10-13 09:00 T+3-letter',
      '2023-10-17 09:00 T+5-call',
    ]);
  });

  it('for Friday 10-13 that is broken is found on Monday and brings the letter at once', () => {
    const happenings = [promised('2023-10-11 09:30', '2023-10-13 12:00')];
    expect(quarterOf(owed(), { happenings }).slice(-3)).toEqual([
      '2023-10-11 09:00 T+1-call',
      `2023-10-16 09:00 promise-broken@${moment('2023-10-11 09:30')}`,
      '2023-10-17 09:00 T+5-call',
    ]);
    const [fact] = live([owed()], {
      from: moment('2023-10-01 00:00'),
      until: moment('2023-10-14 00:00'),
      happenings,
    }).facts;
    const plan = planChase([fact ?? owed()], 'yanzhou', rules, moment('2023-10-16 09:00'));
    expect(plan.now.map(({ action }) => action)).toEqual([{ task: 'sign', by: 'chief', script: 'chase-letter' }]);
  });

  it('that is broken a second time makes the deputy director call, not a second letter', () => {
    const happenings = [
      promised('2023-10-11 09:30', '2023-10-12 12:00'),
      promised('2023-10-13 10:00', '2023-10-17 12:00'),
    ];
    const { performed } = live([owed()], {
      from: moment('2023-10-01 00:00'),
      until: moment('2023-11-30 00:00'),
      happenings,
    });
    expect(performed.slice(-2).map(({ when, step }) => [when, step.action])).toEqual([
      [moment('2023-10-13 09:00'), { task: 'sign', by: 'chief', script: 'chase-letter' }],
      [moment('2023-10-18 09:00'), { task: 'call', by: 'deputy', script: 'overdue-deputy' }],
    ]);
  });

  it('does not undo an earlier broken one: the letter comes although a second promise was made', () => {
    // promise 1 broken 10-11; promise 2 for 10-11 itself is broken 10-12; T+3 follows
    const happenings = [
      promised('2023-10-09 15:30', '2023-10-10 17:00'),
      promised('2023-10-11 09:30', '2023-10-11 17:00'),
    ];
    expect(quarterOf(owed(), { happenings }).slice(-2)).toEqual([
      '2023-10-13 09:00 T+3-letter',
      '2023-10-17 09:00 T+5-call',
    ]);
  });

  it('made before the sheet was returned binds nobody any more', () => {
    const promise = { madeAt: moment('2023-10-09 15:30'), until: moment('2023-10-11 17:00') };
    const fact = owed({
      promise,
      state: 'returned',
      arm: 1,
      armedAt: moment('2023-10-11 10:00'),
      due: day('2023-10-13'),
    });
    expect(quarterOf(fact)[0]).toBe('2023-10-12 15:00 T-1');
  });
});
