import { columnsOf, measuresOf } from '@duban/tables';
import { describe, expect, it } from 'vitest';
import { columnLetters } from '../src/cells/address.js';
import { form } from './any-form.js';
import { sheetOf, type Typed } from './cell-book.js';
import { listRows, typed } from './messy-form.js';
import { COLUMNS, expectFigures, grid, lineOf, only, rowOf, upright } from './own-form.js';
import { formOn, formsOn, said } from './recognised.js';
import { t1 } from './t1.js';

const t7 = form('T7');

describe('a form made elsewhere is the table it is most like', () => {
  it('with all its figures, its heading and its header fields', () => {
    const found = formOn(upright());
    expect(found).toMatchObject({ table: 'T1', by: 'header', identity: null, heading: '医保基金工作情况统计表' });
    expectFigures(found);
    expect(found.header).toMatchObject({
      reportUnit: '任城区医保局',
      period: '2023年四季度',
      filler: '李四',
      phone: '0537-2345678',
      unitLeader: '张三',
    });
    expect(said(found.findings)).toEqual([]);
  });
  it('when every label has numbering, blanks, line breaks and brackets of the other width', () => {
    expectFigures(
      formOn(
        upright((rows) => {
          for (const [i, row] of rows.entries()) {
            const [label] = row;
            if (i < 3 || typeof label !== 'string' || label.startsWith('填报人')) continue;
            row[0] = `${i}. ${[...label.replaceAll('（', '( ').replaceAll('）', ' )')].join(i % 2 ? ' ' : '\n')}`;
          }
        }),
      ),
    );
  });
  it('when rows and columns were moved and others inserted', () => {
    const found = formOn(
      upright((rows) => {
        const moved = rows.splice(rowOf(rows, '受理举报'), 1);
        rows.splice(rowOf(rows, '检查家次'), 0, ['县里另外要的数', '个', 7, null, 9], ...moved);
        for (const row of rows) row.splice(2, 0, row === rows[2] ? '去年同期' : null);
        for (const row of rows) if (row.length > 4) [row[3], row[5]] = [row[5] ?? null, row[3] ?? null];
      }),
    );
    expectFigures(found);
    expect(said(found.findings)).toEqual(['I row-unknown A15']);
  });
  it('when it lies turned: measures along the top, 本期 and 累计 down the side', () => {
    const measures = measuresOf(t1).filter(({ kind }) => kind === 'count' || kind === 'money');
    const rows: Typed[][] = [
      ['医保基金工作情况统计表'],
      [
        '',
        ...t1.sections.flatMap(({ title, measures: own }) =>
          own.filter(({ kind }) => kind === 'count' || kind === 'money').map(() => title),
        ),
      ],
      ['项目', ...measures.map(({ label, unit }) => `${label}\n（${unit}）`)],
      ...COLUMNS.map((column) => [
        { current: '本期', adjust: '上期调整数', cumulative: '累计' }[column],
        ...measures.map((measure) => (columnsOf(measure).includes(column) ? typed(measure, grid, column) : null)),
      ]),
    ];
    const found = formOn(sheetOf(rows));
    expect(found.table).toBe('T1');
    const { 'note.current': _, ...owed } = only(COLUMNS);
    expect(found.grid).toMatchObject(owed);
    expect(said(found.findings)).toEqual([]);
  });
  it('when each measure spans its 本期 and 累计 in a head of several rows', () => {
    const measures = measuresOf(t1).filter(({ kind }) => kind === 'count' || kind === 'money');
    const top: Typed[] = [null];
    const middle: Typed[] = ['单位'];
    const bottom: Typed[] = [null];
    const line: Typed[] = ['任城区'];
    let section = '';
    for (const measure of measures) {
      const columns = columnsOf(measure).filter((column) => column !== 'adjust');
      const title = t1.sections.find(({ measures: own }) => own.includes(measure))?.title ?? '';
      for (const [i, column] of columns.entries()) {
        top.push(title === section ? null : title);
        section = title;
        middle.push(i === 0 ? measure.label : null);
        bottom.push(column === 'current' ? '本期' : '累计');
        line.push(typed(measure, grid, column));
      }
    }
    const merges = ['A2:A4', ...spans(top, 2), ...spans(middle, 3)];
    const found = formOn(sheetOf([['医保基金工作情况统计表'], top, middle, bottom, line], { merges }));
    const { 'note.current': _, ...owed } = only(['current', 'cumulative']);
    expect(found.grid).toMatchObject(owed);
    expect(said(found.findings)).toEqual(['I column-missing -']);
  });
  it('when it prints two columns of measures side by side', () => {
    const lines = listRows(t1, { grid, columns: ['current', 'cumulative'] });
    const half = Math.ceil(lines.length / 2);
    const titles: Typed[] = ['指标', '单位', '本期', '累计'];
    const pad = (row: Typed[] = []) => Array.from({ length: 4 }, (_, i) => row[i] ?? null);
    const rows = [
      ['医保基金工作情况统计表'],
      [...titles, ...titles],
      ...lines.slice(0, half).map((row, i) => [...pad(row), ...pad(lines[half + i])]),
    ];
    const found = formOn(sheetOf(rows));
    expect(found.grid).toMatchObject(only(['current', 'cumulative']));
    expect(said(found.findings)).toEqual(['I column-missing -']);
  });
  it('when sections are merged down the side and groups of measures share a merged label', () => {
    const rows: Typed[][] = [['医保基金工作情况统计表'], ['类别', '项目', '内容', '本期', '累计']];
    const merges: string[] = [];
    for (const section of t1.sections) {
      const from = rows.length + 1;
      let group = '';
      let start = 0;
      for (const measure of section.measures) {
        const [head = '', tail] = measure.label.split('：');
        const own = tail !== undefined && head !== '其中' ? [head, tail] : [measure.label, null];
        if (own[1] !== null && own[0] === group) {
          rows.push([
            null,
            null,
            own[1] ?? null,
            typed(measure, grid, 'current'),
            columnsOf(measure).includes('cumulative') ? typed(measure, grid, 'cumulative') : null,
          ]);
          merges.splice(
            0,
            merges.length,
            ...merges.filter((merge) => merge !== `B${start}:B${rows.length - 1}`),
            `B${start}:B${rows.length}`,
          );
        } else {
          rows.push([
            null,
            own[0] ?? null,
            own[1] ?? null,
            typed(measure, grid, 'current'),
            columnsOf(measure).includes('cumulative') ? typed(measure, grid, 'cumulative') : null,
          ]);
          group = own[0] ?? '';
          start = rows.length;
        }
      }
      const first = rows[from - 1];
      if (first !== undefined) first[0] = section.title;
      if (rows.length > from) merges.push(`A${from}:A${rows.length}`);
    }
    const found = formOn(sheetOf(rows, { merges }));
    expect(found.grid).toMatchObject(only(['current', 'cumulative']));
  });
  it('with money in 元 where the head says so, each amount converted in the open', () => {
    const found = formOn(
      upright((rows) => {
        for (const row of rows) {
          if (row[1] !== '万元') continue;
          row[1] = '元';
          for (const i of [2, 3, 4])
            if (typeof row[i] === 'number') row[i] = Math.round((row[i] as number) * 10_000 * 100) / 100;
        }
      }),
    );
    expectFigures(found);
    const converted = found.findings.filter(({ check }) => check === 'unit-converted');
    expect(converted.find(({ key }) => key === 'amtRecover.current')).toMatchObject({
      severity: 'I',
      found: '3000000元',
      expected: '按 300.00万元 采用',
    });
    expect(said(found.findings).every((each) => each.startsWith('I unit-converted'))).toBe(true);
  });
  it('with 单位：元 once above the table', () => {
    const found = formOn(
      upright((rows) => {
        rows[1] = [...(rows[1] ?? []), null, '单位：元、家'];
        for (const row of rows) {
          if (row[1] !== '万元') continue;
          for (const i of [2, 3, 4])
            if (typeof row[i] === 'number') row[i] = Math.round((row[i] as number) * 10_000 * 100) / 100;
        }
        for (const row of rows.slice(3)) row[1] = null;
        lineOf(rows, '定点医疗机构总数')[1] = '家';
      }),
    );
    expectFigures(found);
  });
  it('on the sheet that is it, among others that are none', () => {
    const notes = sheetOf([['填报须知'], ['一、检查定点医药机构按家填报。'], ['二、追回医保基金合计按万元填报。']], {
      name: '须知',
    });
    const found = formOn(
      sheetOf([['目录'], ['1', '统计表']], { name: '目录' }),
      upright(undefined, { name: '一季度' }),
      notes,
    );
    expect(found.sheet).toBe('一季度');
  });
  it('even hidden, when no visible sheet is it, with a word on that', () => {
    const found = formOn(sheetOf([['说明']], { name: '说明' }), upright(undefined, { name: '表', state: 'hidden' }));
    expect(found.sheet).toBe('表');
    expect(said(found.findings)).toContain('W hidden-sheet A1');
    expect(
      formOn(upright(undefined, { name: '今年' }), upright(undefined, { name: '去年', state: 'hidden' })).sheet,
    ).toBe('今年');
  });
  it('never a guidance sheet that only lists the measures', () => {
    expect(
      formsOn(
        sheetOf([
          ['序号', '指标', '计量单位', '口径'],
          ...measuresOf(t1).map((measure, i) => [i + 1, measure.label, measure.unit, '按实际数填报。']),
        ]),
      ),
    ).toEqual([]);
  });
});

describe('departments', () => {
  it('may be spread over sheets, and one may say 不适用 in its title', () => {
    const sheets = t7.sections.map((section) =>
      sheetOf(
        [
          [section.title + (section.block === 'court' ? '（不适用）' : '')],
          ['指标', '单位', '本期', '累计'],
          ...section.measures.map((measure, i): Typed[] => [
            measure.label,
            measure.unit,
            section.block === 'court' ? null : i + 1,
            section.block === 'court' ? null : i + 2,
          ]),
        ],
        { name: section.title.replace(/^.*、/, '') },
      ),
    );
    const found = formOn(...sheets.filter((_, i) => (t7.sections[i]?.measures.length ?? 0) >= 3));
    expect(found.table).toBe('T7');
    expect(found.grid).toMatchObject({ 'policeRecv.current': 1, 'arrestPers.current': 2, 'invChecked.cumulative': 2 });
    expect(found.absentBlocks).toEqual(['court']);
  });
});

/** The merges of a row of heads: each from its text to the next one. */
function spans(heads: readonly Typed[], row: number): readonly string[] {
  const starts = heads.flatMap((head, i) => (head === null ? [] : [i + 1]));
  return starts.flatMap((from, i) => {
    const to = (starts[i + 1] ?? heads.length + 1) - 1;
    return to > from ? [`${columnLetters(from)}${row}:${columnLetters(to)}${row}`] : [];
  });
}
