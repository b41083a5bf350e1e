import { type ComparedForm, compareIdentity, type ExpectedForm } from '@duban/workbook';
import { describe, expect, it } from 'vitest';
import { identity } from './t1.js';

const expected: ExpectedForm = {
  ...identity,
  tableTitle: '医保基金工作情况统计表',
  officeNames: ['任城区医疗保障局', '任城区'],
  periodLabels: ['2023年第四季度'],
};
const heading = '医保基金工作情况统计表（2023年第四季度）';
const signed: ComparedForm = { table: 'T1', version: 1, identity, header: {}, heading, sheet: '统计表' };
const made: ComparedForm = {
  ...signed,
  identity: null,
  header: { reportUnit: '任城区医保局', period: '2023年四季度' },
};
const said = (form: ComparedForm, owed: ExpectedForm = expected) =>
  compareIdentity(form, owed).map(({ severity, check, found, expected: wanted }) => [severity, check, found, wanted]);

describe('a form with an identity', () => {
  it('of another form, campaign, version, office or period is an E with both, all at once', () => {
    const other = {
      ...identity,
      campaign: 'jinan-2019',
      version: 2,
      office: '370812',
      officeName: '兖州区医疗保障局',
      period: '2023Q3',
    };
    expect(said({ ...signed, identity: other })).toEqual([
      ['E', 'other-campaign', 'jinan-2019 · JN23-O13', 'jining-2023 · JN23-O13'],
      ['E', 'other-version', '第2版', '第1版'],
      ['E', 'other-office', '兖州区医疗保障局', '任城区医疗保障局'],
      ['E', 'other-period', '2023年第三季度', '2023年第四季度'],
    ]);
    expect(said({ ...signed, identity: { ...identity, table: 'T6' } })).toEqual([
      ['E', 'other-form', 'T6', '医保基金工作情况统计表'],
    ]);
  });
  it('is believed more than its printed texts', () => {
    expect(said({ ...signed, header: { reportUnit: '兖州区' } })).toEqual([]);
  });
  it('is not held against what the caller does not ask for', () => {
    expect(
      said({ ...signed, identity: { ...identity, campaign: 'x', office: 'y', period: 'z' } }, { table: 'T1' }),
    ).toEqual([]);
  });
});

describe('a form without an identity', () => {
  it.each(['任城区医疗保障局', '任城区医保局', '任城区', ' 任城区 医保局（盖章）', '济宁市任城区医疗保障局'])(
    'of the office may call it “%s”',
    (reportUnit) => {
      expect(said({ ...made, header: { ...made.header, reportUnit } })).toEqual([]);
    },
  );
  it.each([
    '2023年第四季度',
    '2023年四季度',
    '2023年4季度',
    '二〇二三年第四季度',
    '2023Q4',
    '2023年10-12月',
    '2023年10月至12月',
    '第四季度',
  ])('of the period may call it “%s”', (period) => {
    expect(said({ ...made, header: { ...made.header, period } })).toEqual([]);
  });
  it.each([
    ['2023年三季度', 'other-period'],
    ['2022年第四季度', 'other-period'],
    ['2023年11月', 'other-period'],
    ['2023年上半年', 'other-period'],
  ])('that says “%s” is of another period', (period, check) => {
    expect(said({ ...made, header: { ...made.header, period } })).toEqual([['E', check, period, '2023年第四季度']]);
  });
  it('tells its period by the heading where no field does', () => {
    const header = { reportUnit: '任城区' };
    expect(said({ ...made, header })).toEqual([]);
    expect(said({ ...made, header, heading: '2023年第三季度统计表' })).toEqual([
      ['E', 'other-period', '2023年第三季度统计表', '2023年第四季度'],
    ]);
    expect(said({ ...made, header, heading: '统计表（2023年12月8日填）' })).toEqual([]);
  });
  it('of another office is an E, one that names none is not', () => {
    expect(said({ ...made, header: { ...made.header, reportUnit: '兖州区医保局' } })).toEqual([
      ['E', 'other-office', '兖州区医保局', '任城区医疗保障局'],
    ]);
    expect(said({ ...made, header: {}, heading: '统计表' })).toEqual([]);
  });
  it('of another table is an E', () => {
    expect(said({ ...made, table: 'T6', heading: '月报表' })).toEqual([
      ['E', 'other-form', '月报表', '医保基金工作情况统计表'],
    ]);
  });
});
