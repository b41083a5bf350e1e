import { describe, expect, it } from 'vitest';
import { Offices } from '../../src/folder/office-of-form.js';
import { provisionalGrids } from '../../src/folder/provisional-grids.js';
import type { ProvisionalLine } from '../../src/read-provisional.js';
import { directoryOf, tableOf } from './folders.js';

const directory = directoryOf(['任城区医疗保障局', '兖州区医疗保障局', '济宁高新区', '泰安高新区']);
const [rencheng = '', yanzhou = ''] = directory.offices.map(({ id }) => id);

type Noted = readonly [office: string, measure: string, value: string];
const lineOf = ([office, measure, value]: Noted, at: number): ProvisionalLine => ({
  line: at + 2,
  office,
  measure,
  value,
  unit: '',
});

/** The grids of T1 (任城区 and 兖州区 have a row in it), or of the forms named. */
function gridsOf(
  noted: readonly Noted[],
  { forms = ['T1'], unit = '', listed = true }: { forms?: readonly string[]; unit?: string; listed?: boolean } = {},
) {
  return provisionalGrids(
    { name: '十月快报.csv', lines: noted.map((each, at) => ({ ...lineOf(each, at), unit })) },
    {
      forms: forms.map((id) => ({ table: tableOf(id), rows: listed ? [rencheng, yanzhou] : ['任城区'] })),
      offices: new Offices(listed ? directory : null),
    },
  );
}

describe('a list of 快报数 is refused by the name of its file', () => {
  const reasonOf = (...asked: Parameters<typeof gridsOf>) => {
    try {
      gridsOf(...asked);
    } catch (error) {
      const { code, details } = error as { code: string; details: { name: string; reason: string } };
      expect([code, details.name]).toEqual(['provisional-unreadable', '十月快报.csv']);
      return details.reason;
    }
    return 'taken';
  };

  it.each<[Noted, string]>([
    [['', '检查家次', '1'], '第2行没有写单位'],
    [['任城', '', '1'], '第2行没有写指标'],
    [['微山县', '检查家次', '1'], '第2行的单位“微山县”认不出，或可能是几家'],
    [['高新区', '检查家次', '1'], '第2行的单位“高新区”认不出，或可能是几家'],
    [['任城区、兖州区', '检查家次', '1'], '第2行的单位“任城区、兖州区”认不出，或可能是几家'],
    [
      ['济宁高新区', '检查家次', '1'],
      '第2行的“济宁高新区”既不在“医保基金工作情况统计表”的应报单位里，也没有报来这张表',
    ],
    [['任城', '不存在的指标', '1'], '第2行的指标“不存在的指标”在要汇总的表里没有'],
    [['任城', '检查家次（累计）', '1'], '第2行的指标“检查家次（累计）”在要汇总的表里没有'],
    [['任城', '检查家次（家）', '1'], '第2行的指标“检查家次（家）”在要汇总的表里没有'],
    [['任城', '检查家次', '约30'], '第2行的数“约30”不能用'],
    [['任城', '检查家次', '30家'], '第2行的数“30家”不能用'],
    [['任城', '检查家次', '30.5'], '第2行的数“30.5”不能用'],
    [['任城', '行政罚款', '3.5万'], '第2行的数“3.5万”不能用'],
  ])('%j: %s', (noted, reason) => {
    expect(reasonOf([noted])).toBe(reason);
  });

  it('with all its lines at once', () => {
    expect(
      reasonOf([
        ['微山县', '检查家次', '1'],
        ['任城', '检查家次', '1'],
        ['任城', '没有', '1'],
      ]),
    ).toBe('第2行的单位“微山县”认不出，或可能是几家；第4行的指标“没有”在要汇总的表里没有');
  });

  it('where two forms have the measure: which of them was meant nobody knows', () => {
    expect(reasonOf([['任城', '立案', '1']], { forms: ['T1', 'T6'] })).toBe(
      '第2行的指标“立案”可能是T1“立案（本期）”、T6“立案（本期）”，请写全名；几张表里都有的，用 --table 只汇总一张',
    );
  });

  it('where one office has two figures for one measure, under whatever names', () => {
    const noted: Noted[] = [
      ['任城', '检查家次', '1'],
      ['兖州', '检查家次', '1'],
      ['任城区医保局', '检查家次（本期）', '2'],
    ];
    expect(reasonOf(noted)).toBe('第4行与第2行是同一单位的同一指标');
  });

  it('where its head is in 万元 and the measure is counted', () => {
    expect(reasonOf([['任城', '检查家次', '30']], { unit: '万元' })).toBe('第2行的数“30万元”不能用');
  });
});

describe('a figure of a list of 快报数 is taken', () => {
  const figureOf = (noted: Noted, options: Parameters<typeof gridsOf>[1] = {}) =>
    gridsOf([noted], options)
      .get('T1')
      ?.get(options.listed === false ? '任城区' : rencheng);

  it.each<[Noted, Record<string, number>]>([
    [['任城', '检查家次', '1,200'], { 'chkVisits.current': 1_200 }],
    [['任城', '检查家次（家次）', '１２家次'], { 'chkVisits.current': 12 }],
    [['任城', '零售药店（家）', '3'], { 'chkPharm.current': 3 }],
    [['任城', '收取违约金（家）', '3'], { 'hdlPenaltyFee.current': 3 }],
    [['任城', '收取违约金（涉及机构）（家）', '3'], { 'hdlPenaltyFee.current': 3 }],
    // Two measures are called 约谈: the whole name comes before what is left of the other without 其中, a unit tells them apart.
    [['任城', '约谈', '4'], { 'hdlTalk.current': 4 }],
    [['任城', '其中：约谈', '5'], { 'persTalk.current': 5 }],
    [['任城', '约谈（人）', '6'], { 'persTalk.current': 6 }],
    // In 分; the form itself is in 万元, but for the rewards.
    [['任城', '行政罚款', '3.5'], { 'amtFine.current': 3_500_000 }],
    [['任城', '行政罚款', '35000元'], { 'amtFine.current': 3_500_000 }],
    [['任城', '行政罚款（元）', '35,000'], { 'amtFine.current': 3_500_000 }],
    [['任城', '行政罚款（元）', '3.5万元'], { 'amtFine.current': 3_500_000 }],
    [['任城', '举报奖励金额', '0.35万元'], { 'rewAmt.current': 350_000 }],
  ])('%j', (noted, grid) => {
    expect(figureOf(noted)).toEqual(grid);
  });

  it('in the unit of its column, unless the line says another', () => {
    expect(figureOf(['任城', '举报奖励金额', '0.35'], { unit: '万元' })).toEqual({ 'rewAmt.current': 350_000 });
    expect(figureOf(['任城', '举报奖励金额', '3500元'], { unit: '万元' })).toEqual({ 'rewAmt.current': 350_000 });
    expect(figureOf(['任城', '举报奖励金额（元）', '3500'], { unit: '万元' })).toEqual({ 'rewAmt.current': 350_000 });
  });

  it('without a directory for the office that a sheet names', () => {
    expect(figureOf(['任城区医保局', '检查家次', '3'], { listed: false })).toEqual({ 'chkVisits.current': 3 });
  });
});
