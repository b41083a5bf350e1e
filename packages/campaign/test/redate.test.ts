import type { LocalDate } from '@duban/base';
import { addDays, localDate } from '@duban/base/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, type CampaignDefinition, type Dated, expand, redate } from '../src/index.js';
import { moveDay, movePeriod } from '../src/move-days.js';
import { jining, jiningAnswers } from './fixtures.js';

const seed: Dated = { definition: jining, answers: jiningAnswers };
const day = (text: string): LocalDate => localDate(text);
const TODAY = day('2026-11-24');

describe('a day moved by quarters', () => {
  it.each([
    ['2023-08-22', 13, '2026-11-22'],
    ['2023-11-30', 13, '2027-02-28'],
    ['2023-11-30', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-05-31'],
    ['2023-08-30', 2, '2024-02-28'],
    ['2023-08-30', 3, '2024-05-30'],
    ['2024-02-28', 4, '2025-02-27'],
    ['2023-12-31', 0, '2023-12-31'],
  ])('%s by %i is %s', (from, quarters, to) => {
    expect(moveDay(day(from), quarters)).toBe(to);
  });

  it.each([
    ['2023Q3', 13, '2026Q4'],
    ['2023Q4', 13, '2027Q1'],
    ['2023-11', 1, '2024-02'],
    ['2023-12', 4, '2024-12'],
    ['final', 13, 'final'],
  ])('period %s by %i is %s', (from, quarters, to) => {
    expect(movePeriod(from, quarters)).toBe(to);
  });
});

describe('a campaign is not moved', () => {
  it('when its notice is of the last three months, or of the future: not even its id changes', () => {
    for (const today of ['2023-08-22', '2023-11-21', '2023-08-21', '2020-01-01'])
      expect(redate(seed, day(today))).toEqual({ ...seed, quarters: 0 });
  });
});

describe('Jining launched on 2026-11-24', () => {
  const moved = redate(seed, TODAY);
  const { rounds, questions } = expand(moved.definition, moved.answers);

  it('is moved by thirteen quarters, and says so in its id, its title and its number', () => {
    expect(moved.quarters).toBe(13);
    expect(moved.definition.notice.date).toBe('2026-11-22');
    expect(moved.definition.id).toBe('jining-2023-20261122');
    expect(moved.definition.title).toBe('济宁市2023年医保领域打击欺诈骗保专项整治（改期演练）');
    expect(moved.definition.notice.number).toBe('济医保发〔2023〕11号，改期演练');
  });

  it('has three rounds of fifteen offices, every date settled', () => {
    expect(questions).toEqual([]);
    expect(rounds.map((r) => [r.requirement, r.period, r.start, r.asOf, r.due, r.cutOff, r.offices.length])).toEqual([
      ['quarterly-table', '2026Q4', '2026-11-22', '2026-12-31', '2027-01-10', '2027-01-18', 15],
      ['quarterly-table', '2027Q1', '2027-01-01', '2027-02-28', '2027-03-10', '2027-03-18', 15],
      ['final-report', 'final', null, null, '2027-03-10', '2027-03-18', 15],
    ]);
  });

  it('keeps the words of the notice, marked, behind the dates that hold now', () => {
    expect(moved.definition.phases.map((p) => p.phrase)).toEqual([
      '2026年11月1日至2026年11月30日（原文“(2023年8月)”，改期演练）',
      '2027年2月28日前（原文“(2023年11月底完成)”，改期演练）',
      '2027年3月10日前（原文“(2023年12月10日完成)”，改期演练）',
    ]);
    expect(moved.definition.requirements.map((r) => r.phrase)).toEqual([
      '按季度填报医保基金工作情况统计表',
      '2027年3月10日前（原文“于2023年12月10日前全面总结专项整治行动情况，形成报告报市医疗保障局”，改期演练）',
    ]);
    expect(moved.answers[0]).toEqual({
      question: 'quarterly-table/2026Q4/due',
      value: '2027-01-10',
      by: '基金监管科科长',
      on: '2026-11-22',
      reason:
        '通知只写“按季度填报”，未定报送日；定为季后10日。（改期演练，原答复2023年10月10日，理由中的日期为原日期）',
    });
  });

  it('on the last day before another quarter still gives everybody a week: nothing is born late', () => {
    const late = redate(seed, day('2027-02-21'));
    expect(late.definition.id).toBe('jining-2023-20261122');
    expect(expand(late.definition, late.answers).rounds.map((r) => [r.period, r.asOf, r.due, r.cutOff])).toEqual([
      ['2026Q4', '2026-12-31', '2027-02-28', '2027-03-08'],
      ['2027Q1', '2027-02-28', '2027-03-10', '2027-03-18'],
      ['final', null, '2027-03-10', '2027-03-18'],
    ]);
  });

  it('moves the days on which offices and people begin and end', () => {
    const effective = { from: day('2023-11-01'), until: null };
    const [office, contact] = [jining.offices[0], jining.contacts[0]];
    if (!office || !contact) throw new Error('Jining has offices and contacts');
    const definition = {
      ...jining,
      offices: [{ ...office, effective }],
      contacts: [{ ...contact, effective: { from: null, until: day('2023-11-30') } }],
    };
    const late = redate({ ...seed, definition }, TODAY).definition;
    expect(late.offices[0]?.effective).toEqual({ from: '2027-02-01', until: null });
    expect(late.contacts[0]?.effective).toEqual({ from: null, until: '2027-02-28' });
  });

  it('without a date of its notice goes by its first phase (YY22-Q4)', () => {
    const undated = { ...jining, notice: { ...jining.notice, date: null } };
    const { definition, quarters } = redate({ ...seed, definition: undated }, TODAY);
    expect(definition.notice.date).toBeNull();
    expect([quarters, definition.phases[0]?.start, definition.id]).toEqual([13, '2026-11-01', 'jining-2023-20261101']);
  });

  it('cannot be moved without a date and without a phase', () => {
    const bare = { ...jining, phases: [], notice: { ...jining.notice, date: null } };
    expect(() => redate({ ...seed, definition: bare }, TODAY)).toThrow(RangeError);
  });
});

const anyDay = fc.integer({ min: 0, max: 3_000 }).map((n) => addDays(day('2018-01-01'), n));

/** A campaign of one phase with a recurring table, every question of it answered in order: data, due, cut-off. */
const anySeed = fc
  .record({
    issue: anyDay,
    length: fc.integer({ min: 0, max: 400 }),
    frequency: fc.constantFrom('monthly' as const, 'quarterly' as const),
    dueAfter: fc.integer({ min: 0, max: 40 }),
    cutOffAfter: fc.integer({ min: 0, max: 20 }),
  })
  .map((shape): Dated => {
    const [table, report] = jining.requirements;
    if (!table || !report) throw new Error('Jining has two requirements');
    const end = addDays(shape.issue, shape.length);
    const definition: CampaignDefinition = {
      ...jining,
      notice: { ...jining.notice, date: shape.issue },
      phases: [
        {
          id: 'all',
          title: '全程',
          phrase: '即日起',
          start: shape.issue,
          end,
          layer: null,
          reading: null,
          source: 'P',
        },
      ],
      requirements: [
        { ...table, frequency: shape.frequency },
        { ...report, due: end },
      ],
    };
    const answers = expand(definition, []).questions.map(({ id, proposals }): Answer => {
      const [requirement, period = '', asked] = id.split('/');
      const asOf = requirement === 'final-report' ? end : earlier(end, lastOf(period));
      const due = requirement === 'final-report' ? end : addDays(asOf, shape.dueAfter);
      const value = asked === 'as-of' ? (proposals[0] ?? '') : asked === 'due' ? due : addDays(due, shape.cutOffAfter);
      return { question: id, value, by: '科长', on: shape.issue, reason: '定' };
    });
    return { definition, answers };
  });

function lastOf(period: string): LocalDate {
  const month = period.includes('Q') ? Number(period.slice(5)) * 3 : Number(period.slice(5));
  return endOfMonth(`${period.slice(0, 4)}-${String(month).padStart(2, '0')}`);
}

function endOfMonth(month: string): LocalDate {
  let last = day(`${month}-28`);
  while (addDays(last, 1).startsWith(month)) last = addDays(last, 1);
  return last;
}

const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);

describe('whatever the campaign', () => {
  it('its day of issue is the latest one not after today', () => {
    fc.assert(
      fc.property(anySeed, fc.integer({ min: 0, max: 4_000 }), (original, later) => {
        const issue = original.definition.notice.date as LocalDate;
        const today = addDays(issue, later);
        const { definition, quarters } = redate(original, today);
        expect(definition.notice.date).toBe(moveDay(issue, quarters));
        expect(moveDay(issue, quarters) <= today).toBe(true);
        expect(moveDay(issue, quarters + 1) > today).toBe(true);
      }),
    );
  });

  it('has the same rounds in the same order, none inside out, and no question that was not there', () => {
    fc.assert(
      fc.property(anySeed, fc.integer({ min: 0, max: 4_000 }), (original, later) => {
        const before = expand(original.definition, original.answers);
        const today = addDays(original.definition.notice.date as LocalDate, later);
        const moved = redate(original, today);
        const after = expand(moved.definition, moved.answers);
        expect(before.questions).toEqual([]);
        expect(after.questions).toEqual([]);
        expect(after.rounds.map((r) => [r.requirement, r.period])).toEqual(
          before.rounds.map((r) => [r.requirement, movePeriod(r.period, moved.quarters)]),
        );
        // Every answer still answers something: launching refuses one that does not.
        const asked = expand(moved.definition, []).questions.map((q) => q.id);
        expect(moved.answers.map((a) => a.question)).toEqual(asked);
        for (const round of after.rounds) {
          expect((round.start ?? round.due) <= (round.asOf ?? round.due)).toBe(true);
          expect((round.asOf ?? round.due) <= round.due).toBe(true);
          expect(round.due <= round.cutOff).toBe(true);
          if (moved.quarters > 0) expect(round.due > today).toBe(true);
        }
        for (const [i, a] of before.rounds.entries())
          for (const [j, b] of before.rounds.entries())
            if (a.due <= b.due) expect((after.rounds[i]?.due ?? '') <= (after.rounds[j]?.due ?? '')).toBe(true);
      }),
    );
  });
});
