import { measuresOf } from '@duban/tables';
import { describe, expect, it } from 'vitest';
import { form } from './any-form.js';
import { sheetOf, type Typed } from './cell-book.js';
import { expectFigures, grid, lineOf, rowOf, upright } from './own-form.js';
import { formOn, formsOn, said } from './recognised.js';
import { t1 } from './t1.js';

const t7 = form('T7');

describe('what cannot be told on such a form is said', () => {
  it('a label that was reworded is taken, with both wordings', () => {
    const found = formOn(
      upright((rows) => {
        lineOf(rows, '定点医疗机构总数')[0] = '定点医疗机构数';
        lineOf(rows, '暂停（中止）医保服务协议')[0] = '暂停医保服务协议';
        lineOf(rows, '受理举报')[0] = '受理举报件数';
      }),
    );
    expectFigures(found);
    expect(
      found.findings
        .filter(({ check }) => check === 'header-renamed')
        .map(({ found: seen, expected }) => [seen, expected]),
    ).toEqual([
      ['定点医疗机构数', '定点医疗机构总数'],
      ['暂停医保服务协议', '暂停（中止）医保服务协议'],
      ['受理举报件数', '受理举报'],
    ]);
  });
  it('a measure of 件 and one of 人 are told apart by the unit beside a label that fits both', () => {
    const police = t7.sections.find(({ block }) => block === 'procuratorate');
    const rows = (units: readonly [string, string]): Typed[][] => [
      ['专项整治部门情况统计表'],
      ['指标', '单位', '本期', '累计'],
      ...(police?.measures ?? []).map((measure, i): Typed[] =>
        i < 2 ? [`批准逮捕（${units[i]}）`, units[i] ?? null, i + 1, i + 1] : [measure.label, measure.unit, 9, 9],
      ),
    ];
    const told = formOn(sheetOf(rows(['件', '人'])));
    expect(told.grid).toMatchObject({ 'arrestPers.current': 2 });
    expect(told.findings.some(({ check, label }) => check === 'row-missing' && label === '批准逮捕案件')).toBe(true);
  });
  it('a period written under the title is no head of a column', () => {
    const found = formOn(upright((rows) => rows.splice(1, 0, ['2023年第四季度']), { merges: ['A2:E2'] }));
    expectFigures(found);
    expect(said(found.findings)).toEqual([]);
  });
  it('a label of another meaning is never taken for a near one', () => {
    const found = formOn(
      upright((rows) => {
        lineOf(rows, '已核查线索')[0] = '未核查线索';
        lineOf(rows, '检查家次')[0] = '检查家数';
      }),
    );
    expect(said(found.findings)).toEqual([
      'E row-missing -',
      'E row-missing -',
      'I row-unknown A15',
      'I row-unknown A59',
    ]);
    expect(found.grid['clueChecked.current']).toBeUndefined();
  });
  it('a row that is there twice, naming both places', () => {
    const found = formOn(upright((rows) => rows.splice(rowOf(rows, '立案') + 1, 0, ['立案', '件', 9, null, 9])));
    const twice = found.findings.find(({ check }) => check === 'row-repeated');
    expect(twice).toMatchObject({ severity: 'E', label: '立案', place: { sheet: 'Sheet1' } });
    expect(twice?.message).toMatch(/A\d+ 和 A\d+/);
    expect(found.grid['caseFiled.current']).toBe(grid['caseFiled.current']);
  });
  it('a column that is gone, once', () => {
    const found = formOn(
      upright((rows) => {
        for (const row of rows) row.splice(4, 1);
      }),
    );
    expect(said(found.findings)).toEqual(['E column-missing -']);
    expect(found.findings.find(({ check }) => check === 'column-missing')?.label).toBe('累计');
  });
  it('a count in another unit', () => {
    const found = formOn(
      upright((rows) => {
        lineOf(rows, '检查定点医药机构')[1] = '家次';
      }),
    );
    expect(found.findings.find(({ check }) => check === 'unit-changed')).toMatchObject({
      severity: 'E',
      found: '家次',
      expected: '家',
    });
  });
  it('one merge over two figures', () => {
    const found = formOn(upright(() => {}, { merges: ['C5:C6'] }));
    expect(said(found.findings)).toEqual(['E merged-figures C5', 'E merged-figures C6']);
    expect(found.grid).toMatchObject({ 'instHosp.current': null, 'instPharm.current': null });
  });
  it('figures on hidden rows and in hidden columns, which are taken', () => {
    const found = formOn(upright(() => {}, { hiddenRows: [5, 6, 200], hiddenColumns: [5, 9] }));
    expectFigures(found);
    expect(said(found.findings)).toEqual(['W hidden-row C5', 'W hidden-row C6', 'W hidden-column E8']);
  });
  it('figures of two offices, or of two periods, on one sheet', () => {
    const counts = measuresOf(t1).filter(({ kind }) => kind === 'count' || kind === 'money');
    const offices = sheetOf([
      ['医保基金工作情况统计表'],
      ['单位', ...counts.map(({ label }) => label)],
      ['任城区', ...counts.map((_, i) => i)],
      ['兖州区', ...counts.map((_, i) => i * 2)],
    ]);
    expect(said(formOn(offices).findings)).toContain('E several-figures B4');
    const periods = upright((rows) => {
      for (const row of rows.slice(2))
        row.push(...(row === rows[2] ? ['本期', '累计'] : [null, 8, 9].slice(row.length > 4 ? 1 : 0)));
    });
    expect(said(formOn(periods).findings)).toContain('E several-figures F5');
  });
  it('two sheets of the same form are two forms', () => {
    expect(
      formsOn(upright(undefined, { name: '三季度' }), upright(undefined, { name: '四季度' })).map(({ sheet }) => sheet),
    ).toEqual(['三季度', '四季度']);
  });
});
