import { at, localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { expand, isOnTime, obligationId } from '../src/index.js';
import { jining, jiningAnswers, jiningTexts } from './fixtures.js';
import { JINING_ISSUERS, said } from './seeds.js';

const ids = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);

describe('the notice of Jining', () => {
  it('is kept with its number, its five issuers in order, its date and its basis (JN23-M1…M5)', () => {
    expect(jining.notice).toMatchObject({
      number: '济医保发〔2023〕11号',
      date: '2023-08-22',
      publicity: '主动公开',
      basis: ['鲁医保发〔2023〕31号'],
    });
    expect(jining.notice.issuers).toEqual(JINING_ISSUERS);
    expect(jining.noun).toBe('专项整治');
  });

  it('has three phases with the words of the notice; only the first has a written start (JN23-P1…P3)', () => {
    expect(jining.phases.map(({ phrase, start, end }) => [phrase, start, end])).toEqual([
      ['(2023年8月)', '2023-08-01', '2023-08-31'],
      ['(2023年11月底完成)', null, '2023-11-30'],
      ['(2023年12月10日完成)', null, '2023-12-10'],
    ]);
  });

  it('names every one of its eighteen obligations, two as requirements and the others as duties', () => {
    const sources = [...jining.requirements, ...jining.duties].map(({ source }) => source);
    expect(new Set(sources)).toEqual(new Set(Array.from({ length: 18 }, (_, i) => `JN23-O${i + 1}`)));
    expect(jining.requirements.map(({ source }) => source)).toEqual(['JN23-O13', 'JN23-O14']);
  });

  it('keeps the telephones of the five departments and not one name of a person (JN23-H1…H5)', () => {
    expect(jining.bureau.contacts.flatMap(({ phones }) => phones)).toEqual([
      '0537-2969518',
      '0537-3011155',
      '0537-2960020',
      '0537-2960066',
      '0537-2606060',
      '0537-2315050',
    ]);
    const everything = Object.values(jiningTexts).join('');
    for (const name of ['柴亚峰', '王崇慧', '白丽娜', '徐晓剑', '司洪涛']) expect(everything).not.toContain(name);
  });
});

describe('the directory of Jining', () => {
  it('has fifteen offices: eleven counties, three zones, one enterprise (JN23-A5)', () => {
    expect(jining.offices.map(({ kind }) => kind).sort()).toEqual([
      ...Array(11).fill('county'),
      'enterprise',
      'zone',
      'zone',
      'zone',
    ]);
  });

  it('has three without a division code, all different otherwise (JN23-Q3)', () => {
    expect(ids(jining.offices.filter(({ code }) => code === null))).toEqual(['taibaihu', 'jingkai', 'yankuang']);
    expect(new Set(jining.offices.map(({ code }) => code).filter(Boolean)).size).toBe(12);
  });

  it('has four without counterparts, which the eleven counties have four of each', () => {
    expect(ids(jining.offices.filter(({ counterparts }) => counterparts.length === 0))).toEqual([
      'gaoxin',
      'taibaihu',
      'jingkai',
      'yankuang',
    ]);
    expect(jining.offices.filter(({ counterparts }) => counterparts.length === 4)).toHaveLength(11);
  });

  it('chases all but the enterprise, which is asked', () => {
    expect(ids(jining.offices.filter(({ standing }) => standing !== 'subordinate'))).toEqual(['yankuang']);
    expect(jining.offices.find(({ id }) => id === 'yankuang')?.standing).toBe('outside');
  });

  it('tells 59: five organs of each county and four units, each office once among them', () => {
    expect(jining.recipients).toHaveLength(59);
    expect(jining.recipients.filter(({ source }) => source === 'JN23-A1')).toHaveLength(55);
    const reporting = jining.recipients.map(({ office }) => office).filter((office) => office !== null);
    expect(reporting.sort()).toEqual(ids(jining.offices).sort());
  });

  it('has one clerk for two zones and a B and a leader everywhere', () => {
    const shared = jining.contacts.filter(({ serves }) => serves.length > 1);
    expect(shared.map(({ serves }) => serves)).toEqual([
      [
        { office: 'taibaihu', role: 'A' },
        { office: 'jingkai', role: 'A' },
      ],
    ]);
    for (const role of ['A', 'B', 'leader']) {
      const offices = jining.contacts.flatMap(({ serves }) =>
        serves.filter((s) => s.role === role).map((s) => s.office),
      );
      expect(offices.sort()).toEqual(ids(jining.offices).sort());
    }
  });

  it('holds no address that could reach anybody and no telephone that could ring', () => {
    for (const { email } of [...jining.contacts, ...jining.recipients]) expect(email).toMatch(/\.example$/);
    for (const { phone } of jining.contacts) expect(phone).toMatch(/^0537-00000\d\d$/);
  });
});

describe('the rounds of Jining', () => {
  const { rounds, questions } = expand(jining, jiningAnswers);

  it('wait at launch for everything that the notice leaves open, all asked at once (JN23-Q1)', () => {
    const open = expand(jining, []);
    expect(open.rounds).toEqual([]);
    expect(ids(open.questions)).toEqual([
      'quarterly-table/2023Q3/due',
      'quarterly-table/2023Q3/cut-off',
      'quarterly-table/2023Q4/as-of',
      'quarterly-table/2023Q4/due',
      'quarterly-table/2023Q4/cut-off',
      'final-report/final/cut-off',
    ]);
    expect(open.questions.find(({ id }) => id.endsWith('/as-of'))?.proposals).toEqual(['2023-12-10', '2023-12-31']);
  });

  it('wait for the one answer that is missing, and only that round waits', () => {
    const open = expand(
      jining,
      jiningAnswers.filter(({ question }) => question !== 'quarterly-table/2023Q3/due'),
    );
    expect(ids(open.questions)).toEqual(['quarterly-table/2023Q3/due']);
    expect(open.rounds.map(({ period }) => period)).toEqual(['2023Q4', 'final']);
  });

  it('leave no question open with the answers of the seed', () => {
    expect(questions).toEqual([]);
  });

  it('are Q3 and Q4 of 2023 and the final report, and no Q2', () => {
    expect(
      rounds.map(({ requirement, period, start, asOf, due, cutOff }) => [
        requirement,
        period,
        start,
        asOf,
        due,
        cutOff,
      ]),
    ).toEqual([
      // JN23-Q2: the first period starts with the notice
      ['quarterly-table', '2023Q3', '2023-08-22', '2023-09-30', '2023-10-10', '2023-10-18'],
      ['quarterly-table', '2023Q4', '2023-10-01', '2023-11-30', '2023-12-10', '2023-12-18'],
      ['final-report', 'final', null, null, '2023-12-10', '2023-12-18'],
    ]);
  });

  it('make 45 obligations with ids of their own', () => {
    const all = rounds.flatMap((round) => round.offices.map((office) => obligationId(jining.id, round, office)));
    expect(new Set(all).size).toBe(45);
    expect(all).toContain('jining-2023/quarterly-table/2023Q3/yanzhou');
    expect(all).toContain('jining-2023/final-report/final/yankuang');
  });

  it('cannot be made of a definition without phases', () => {
    expect(() => expand({ ...jining, phases: [] }, [])).toThrow(RangeError);
  });

  it('ask for their first period where the notice has no date (YY22-Q4: it is never filled in)', () => {
    const undated = { ...jining, notice: { ...jining.notice, date: null } };
    const open = expand(undated, jiningAnswers);
    expect(ids(open.questions)).toEqual(['quarterly-table/first/period']);
    const first = said('quarterly-table/first/period', '2023-08-01');
    expect(expand(undated, [...jiningAnswers, first]).rounds[0]?.start).toBe('2023-08-01');
  });
});

describe('12月10日前', () => {
  it.each([
    ['2023-12-10', '23:59', true],
    ['2023-12-11', '00:00', false],
    ['2023-12-08', '18:00', true],
  ])('handed in on %s %s is on time: %s', (date, time, onTime) => {
    expect(isOnTime(at(localDate(date), time), localDate('2023-12-10'))).toBe(onTime);
  });
});
