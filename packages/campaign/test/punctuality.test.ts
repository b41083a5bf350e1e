import { instant } from '@duban/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PunctualityStanding, punctuality, type Receipts } from '../src/index.js';
import { day, moment } from './chase-world.js';

function receipts(part: Partial<Receipts> = {}): Receipts {
  return {
    state: 'checked',
    originalDue: day('2023-12-10'),
    due: day('2023-12-10'),
    firstReceivedAt: null,
    firstValidAt: null,
    acceptedVersionAt: null,
    cutOff: day('2023-12-18'),
    ...part,
  };
}
const receivedAt = (text: string): PunctualityStanding =>
  punctuality(receipts({ firstReceivedAt: moment(text) })).standing;

describe('an office', () => {
  it('that handed in nothing stands as 未报, never as a zero report', () => {
    expect(punctuality(receipts({ state: 'expected' }))).toEqual({
      standing: 'never',
      receivedOnTime: false,
      validOnTime: false,
      acceptedOnTime: false,
    });
  });

  it.each([
    ['2023-12-11 00:00', 'late'],
    ['2023-12-18 23:59', 'late'],
    ['2023-12-19 00:00', 'after-cut-off'],
  ])('that handed in at %s stands as %s', (text, standing) => {
    expect(receivedAt(text)).toBe(standing);
  });

  it.each(['2023-12-10 23:59', '2023-12-08 10:00', '2023-10-01 00:00'])('that handed in at %s is on time', (text) => {
    expect(receivedAt(text)).toBe('on-time');
  });

  it('keeps its punctual first receipt when the sheet was returned and came again after the due', () => {
    const facts = receipts({
      state: 'accepted',
      firstReceivedAt: moment('2023-12-08 10:00'),
      firstValidAt: moment('2023-12-11 09:00'),
      acceptedVersionAt: moment('2023-12-12 09:00'),
    });
    expect(punctuality(facts)).toEqual({
      standing: 'on-time',
      receivedOnTime: true,
      validOnTime: false,
      acceptedOnTime: false,
    });
  });

  it('is measured by the time of the version that was accepted, not by when the bureau accepted it', () => {
    const time = moment('2023-12-10 23:59');
    const facts = receipts({ state: 'accepted', firstReceivedAt: time, firstValidAt: time, acceptedVersionAt: time });
    expect(punctuality(facts).acceptedOnTime).toBe(true);
  });

  it('with an extension is measured by the extended due, the original one standing beside it', () => {
    const facts = receipts({ due: day('2023-12-13'), firstReceivedAt: moment('2023-12-13 17:00') });
    expect(punctuality(facts).standing).toBe('on-time');
    expect(facts.originalDue).toBe('2023-12-10');
  });

  it.each(['nil', 'exempt'] as const)('that is %s stands so, whenever its paper came', (state) => {
    expect(punctuality(receipts({ state, firstReceivedAt: moment('2023-12-20 10:00') })).standing).toBe(state);
  });

  it('never gets better by handing in later', () => {
    const rank: PunctualityStanding[] = ['on-time', 'late', 'after-cut-off'];
    const times = fc.integer({ min: moment('2023-12-01 00:00'), max: moment('2023-12-31 00:00') }).map(instant);
    fc.assert(
      fc.property(times, times, (a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        const of = (at: typeof a): number => rank.indexOf(punctuality(receipts({ firstReceivedAt: at })).standing);
        expect(of(early)).toBeGreaterThanOrEqual(0);
        expect(of(early)).toBeLessThanOrEqual(of(late));
      }),
    );
  });
});
