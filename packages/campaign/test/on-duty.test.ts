import { localDate } from '@duban/base/time';
import { type Absence, type ContactRole, onDuty, type ServingPerson } from '@duban/campaign';
import { describe, expect, it } from 'vitest';

const day = (text: string) => localDate(`2023-10-${text}`);
const serving = (contact: string, role: ContactRole, days: { from?: string; until?: string } = {}): ServingPerson => ({
  contact,
  office: 'a',
  role,
  from: days.from ? day(days.from) : null,
  until: days.until ? day(days.until) : null,
});
const away = (contact: string, [from, until]: readonly [string, string], standIn: string | null = null): Absence => ({
  contact,
  from: day(from),
  until: day(until),
  standIn,
});
const all = [serving('ann', 'A'), serving('bob', 'B'), serving('chief', 'leader')];
const on = (people: readonly ServingPerson[], absences: readonly Absence[], roles: readonly ContactRole[] = ['A']) =>
  onDuty({ serving: people, absences }, { office: 'a', roles }, day('10'));

describe('who takes a message to an office', () => {
  it('is nobody of another office, and nobody where the function was never held', () => {
    expect(on([{ ...serving('eve', 'A'), office: 'b' }], [])).toEqual([]);
    expect(on([serving('ann', 'A')], [], ['B'])).toEqual([]);
  });

  it('is whoever holds the function, A before B', () => {
    expect(on(all, [], ['A', 'B'])).toEqual(['ann', 'bob']);
    expect(on(all, [])).toEqual(['ann']);
  });

  it.each([
    ['09', '09', 'ann'],
    ['10', '10', 'bob'],
    ['01', '31', 'bob'],
    ['11', '12', 'ann'],
  ])('who is away from %s to %s: on the 10th %s', (from, until, expected) => {
    expect(on(all, [away('ann', [from, until])])).toEqual([expected]);
  });

  it('is the named stand-in of another office, and the other contact when that one is away as well', () => {
    expect(on(all, [away('ann', ['09', '11'], 'eve')])).toEqual(['eve']);
    expect(on(all, [away('ann', ['09', '11'], 'eve'), away('eve', ['10', '10'])])).toEqual(['bob']);
  });

  it('is one person once, when B stands in and would have had it anyway', () => {
    expect(on(all, [away('ann', ['09', '11'])], ['A', 'B'])).toEqual(['bob']);
  });

  it('is the leader when A and B are away, and stays with A when there is nobody else', () => {
    const both = [away('ann', ['09', '11']), away('bob', ['09', '11'])];
    expect(on(all, both)).toEqual(['chief']);
    expect(on([serving('ann', 'A')], [away('ann', ['09', '11'])])).toEqual(['ann']);
  });

  it('is B, or who leads, where the office has no A any more', () => {
    expect(on([serving('bob', 'B'), serving('chief', 'leader')], [])).toEqual(['bob']);
    expect(on([serving('chief', 'leader')], [])).toEqual(['chief']);
  });

  it('changes on the day of a handover, and falls to B between two who hold the function', () => {
    const before = serving('ann', 'A', { until: '10' });
    expect(on([before, serving('amy', 'A', { from: '11' })], [])).toEqual(['ann']);
    expect(on([serving('ann', 'A', { until: '09' }), serving('amy', 'A', { from: '10' })], [])).toEqual(['amy']);
    expect(
      on([serving('ann', 'A', { until: '08' }), serving('amy', 'A', { from: '12' }), serving('bob', 'B')], []),
    ).toEqual(['bob']);
  });
});
