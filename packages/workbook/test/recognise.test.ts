import { type Column, cellKey, columnsOf, type Finding, type Grid, type LedgerColumn, measuresOf } from '@duban/tables';
import { describe, expect, it } from 'vitest';
import type { CellSheet } from '../src/cells/types.js';
import { formsIn } from '../src/child/reading/recognise.js';
import { form, shipped } from './any-form.js';
import { bookOf, type SheetOptions, sheetOf, type Typed } from './cell-book.js';
import { listRows, typed } from './messy-form.js';
import { cleanGrid, t1 } from './t1.js';

// Forms that counties made themselves: no hidden marks, no identity; everything is told by what stands on the sheet.
const grid = cleanGrid(cleanGrid());
const t2a = form('T2a');
const t3 = form('T3');
const t7 = form('T7');

const formsOn = (...sheets: readonly CellSheet[]) =>
  formsIn(bookOf(...sheets), { name: 'x.xlsx', tables: shipped, secret: null, altered: 'a finding' });
function formOn(...sheets: readonly CellSheet[]) {
  const [found, ...more] = formsOn(...sheets);
  if (found === undefined || more.length > 0) throw new Error(`${more.length + 1} forms`);
  return found;
}
const said = (findings: readonly Finding[]) =>
  findings
    .filter(({ check }) => check !== 'header-missing')
    .map((f) => `${f.severity} ${f.check} ${f.place?.cell ?? '-'}`);
/** The figures a form of these columns can give; the rest of the grid is not on it. */
function only(columns: readonly Column[], from: Grid = grid): Grid {
  const keys = measuresOf(t1).flatMap((measure) =>
    columnsOf(measure).flatMap((column) =>
      columns.includes(column) && measure.kind !== 'ratio' ? [cellKey(measure.key, column)] : [],
    ),
  );
  return Object.fromEntries(keys.map((key) => [key, from[key] ?? null]));
}

const heads = (): Typed[] => ['指标', '计量单位', '本期', '上期调整数', '累计'];
const COLUMNS = ['current', 'adjust', 'cumulative'] as const;
const upright = (change: (rows: Typed[][]) => void = () => {}, options: SheetOptions = {}) => {
  const rows: Typed[][] = [
    ['医保基金工作情况统计表'],
    ['填报单位：任城区医保局', null, '统计期：2023年四季度'],
    heads(),
    ...listRows(t1, { grid, columns: COLUMNS }),
    ['填报人：李四  联系电话：0537-2345678', null, '单位负责人（签字）：张三'],
  ];
  change(rows);
  return sheetOf(rows, options);
};
const rowOf = (rows: readonly (readonly Typed[])[], label: string) => rows.findIndex((row) => row.includes(label));
const lineOf = (rows: Typed[][], label: string): Typed[] => {
  const row = rows[rowOf(rows, label)];
  if (row === undefined) throw new Error(`no row ${label}`);
  return row;
};
const figures = (found: { readonly grid: Grid }) => expect(found.grid).toMatchObject(only(COLUMNS));

describe('a form made elsewhere is the table it is most like', () => {
  it('with all its figures, its heading and its header fields', () => {
    const found = formOn(upright());
    expect(found).toMatchObject({ table: 'T1', by: 'header', identity: null, heading: '医保基金工作情况统计表' });
    figures(found);
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
    figures(
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
    figures(found);
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
    const merges: string[] = ['A2:A4'];
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
    const letter = (column: number) => sheetOf([Array(column).fill('x')]).cells.size && addressLetters(column);
    for (let column = 2; column <= middle.length; ) {
      let end = column;
      while (end < middle.length && middle[end] === null) end += 1;
      if (end > column) merges.push(`${letter(column)}3:${letter(end)}3`);
      column = end + 1;
    }
    for (let column = 2; column <= top.length; ) {
      let end = column;
      while (end < top.length && top[end] === null) end += 1;
      if (end > column) merges.push(`${letter(column)}2:${letter(end)}2`);
      column = end + 1;
    }
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
    figures(found);
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
    figures(found);
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

describe('what cannot be told on such a form is said', () => {
  it('a label that was reworded is taken, with both wordings', () => {
    const found = formOn(
      upright((rows) => {
        lineOf(rows, '定点医疗机构总数')[0] = '定点医疗机构数';
        lineOf(rows, '暂停（中止）医保服务协议')[0] = '暂停医保服务协议';
        lineOf(rows, '受理举报')[0] = '受理举报件数';
      }),
    );
    figures(found);
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
    figures(found);
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
    figures(found);
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

describe('a matrix made elsewhere', () => {
  const matrix = t2a.sections.find((section) => section.matrix !== null)?.matrix;
  const rows = (matrix?.rows ?? []).map((row, i): Typed[] => [i + 1, row.label, i + 3, (i + 1) * 1.5]);
  const body: Typed[][] = [
    ['定点医药机构自查自纠情况统计表'],
    ['序号', '违规行为', '违规例（次）数', '违规金额（万元）'],
    ...rows,
  ];
  it('is read by its row labels and column heads', () => {
    const found = formOn(sheetOf(body));
    expect(found.table).toBe('T2a');
    expect(found.grid).toMatchObject({ 'r01Cnt.current': 3, 'r01Amt.current': 1_500_000, 'r05Cnt.current': 7 });
    const own = new Set(matrix?.rows.map(({ label }) => label));
    expect(found.findings.filter(({ label }) => own.has(label))).toEqual([]);
  });
  it('also turned, violations along the top', () => {
    const turned = (body[1] ?? []).map((_, column) => body.slice(1).map((row) => row[column] ?? null));
    const found = formOn(sheetOf([['定点医药机构自查自纠情况统计表'], ...turned.slice(1)]));
    expect(found.grid).toMatchObject({ 'r01Cnt.current': 3, 'r01Amt.current': 1_500_000, 'r05Cnt.current': 7 });
  });
  it('also under heads of two rows', () => {
    const found = formOn(
      sheetOf(
        [
          body[0] ?? [],
          ['序号', '违规行为', '违规', null],
          [null, null, '例（次）数', '金额（元）'],
          ...rows.map((row) => [...row.slice(0, 3), (row[3] as number) * 10_000]),
        ],
        {
          merges: ['A2:A3', 'B2:B3', 'C2:D2'],
        },
      ),
    );
    expect(found.grid).toMatchObject({ 'r01Cnt.current': 3, 'r01Amt.current': 1_500_000, 'r05Cnt.current': 7 });
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

describe('a ledger made elsewhere', () => {
  const [clues] = t3.ledgers;
  if (clues === undefined) throw new Error('T3 has no ledger');
  const sample: Readonly<Record<LedgerColumn['kind'], Typed>> = {
    text: '某事',
    code: 'H37081100001',
    choice: null,
    date: { date: '2023-10-09' },
    count: 3,
    money: 12.5,
    number: 2,
  };
  const record = (): Typed[] =>
    clues.columns.map((column) => (column.kind === 'choice' ? (column.choices[0] ?? null) : sample[column.kind]));
  const titles = (): Typed[] => clues.columns.map(({ label }) => label);
  const ledger = (change: (rows: Typed[][]) => void = () => {}, options: SheetOptions = {}) => {
    const rows: Typed[][] = [['线索核查反馈台账'], ['填报单位：任城区医保局'], titles(), record(), record()];
    change(rows);
    return sheetOf(rows, options);
  };
  const at = (key: string) => clues.columns.findIndex((column) => column.key === key);

  it('gives its records, where they stood, and what is counted from them', () => {
    const found = formOn(ledger());
    expect(found).toMatchObject({ table: 'T3', sheet: 'Sheet1', header: { reportUnit: '任城区医保局' } });
    expect(found.ledgers.clues).toHaveLength(2);
    expect(found.ledgers.clues?.[0]).toMatchObject({
      clueNo: 'H37081100001',
      receivedOn: '2023-10-09',
      violationAmt: 1250,
      status: '待分派',
    });
    expect(found.ledgerPlaces.clues).toMatchObject({
      sheet: 'Sheet1',
      rows: [4, 5],
      columns: { clueNo: 'A', origin: 'B' },
    });
    expect(found.grid).toMatchObject({ 'due.current': 2, 'notStarted.current': 2, 'violationSum.current': 2500 });
  });
  it('with its columns in another order, one renamed, one more and a head of two rows', () => {
    const found = formOn(
      ledger((rows) => {
        rows.forEach((row, i) => {
          row.reverse();
          if (i >= 2) row.unshift(i === 2 ? '县里备用' : null);
        });
        const line = rows[2] ?? [];
        line[line.indexOf('违规金额')] = '违规金额（万元）';
        line[line.indexOf('线索编号')] = '线索编号（原编号）';
      }),
    );
    expect(found.ledgers.clues?.[0]).toMatchObject({ clueNo: 'H37081100001', violationAmt: 12_500_000 });
    expect(found.findings.find(({ check }) => check === 'unit-converted')).toMatchObject({
      severity: 'I',
      found: '12.5万元',
      expected: '按 125000.00元 采用',
      record: { ledger: 'clues', row: 0, column: 'violationAmt' },
    });
    expect(found.findings.filter(({ check }) => check === 'header-renamed').map(({ found: seen }) => seen)).toEqual([
      '线索编号（原编号）',
    ]);
    expect(found.findings.filter(({ check }) => check === 'column-unknown').map(({ found: seen }) => seen)).toEqual([
      '县里备用',
    ]);
  });
  it('without totals, examples, notes and signatures among its records', () => {
    const found = formOn(
      ledger((rows) => {
        rows.splice(3, 0, ['示例', '举报']);
        rows.push(
          ['合计', null, null, null],
          ['注：本表由经办机构填写。'],
          ['填报人：李四', null, null, '联系电话：123'],
        );
      }),
    );
    expect(found.ledgerPlaces.clues?.rows).toEqual([5, 6]);
    expect(said(found.findings).filter((each) => each.includes('skipped'))).toEqual([
      'I example-row-skipped A4',
      'I total-row-skipped A7',
    ]);
  });
  it('until twenty empty rows, with a word on what stands below', () => {
    const found = formOn(
      ledger((rows) =>
        rows.push(
          ...Array.from({ length: 19 }, (): Typed[] => []),
          record(),
          ...Array.from({ length: 20 }, (): Typed[] => []),
          record(),
        ),
      ),
    );
    expect(found.ledgers.clues).toHaveLength(3);
    expect(said(found.findings)).toContain('E row-after-gap A46');
  });
  it('with every field put right that can be, and refused where it cannot, each with its record', () => {
    const found = formOn(
      ledger((rows) => {
        const line = rows[3] ?? [];
        line[at('clueNo')] = { v: 370_811_198e9, stored: '3.70811198E+17' };
        line[at('batchNo')] = 20231;
        line[at('receivedOn')] = '2023年10月9日';
        line[at('transferredOn')] = '2023.2.30';
        line[at('answeredOn')] = '２０２３／１０／９';
        line[at('reportedUpOn')] = 20231009;
        line[at('updatedOn')] = '2023-10-09';
        line[at('riskLevel')] = ' 高 ';
        line[at('status')] = '办完了';
        line[at('violationAmt')] = '１，２３４．５元';
        line[at('recoveredAmt')] = '0.5万元';
        line[at('instCode')] = ' H37081100001';
        line[at('agreedFee')] = '无';
      }),
    );
    expect(found.ledgers.clues?.[0]).toMatchObject({
      clueNo: null,
      batchNo: '20231',
      receivedOn: '2023-10-09',
      transferredOn: null,
      answeredOn: '2023-10-09',
      reportedUpOn: '2023-10-09',
      updatedOn: '2023-10-09',
      riskLevel: '高',
      status: null,
      violationAmt: 123_450,
      recoveredAmt: 500_000,
      instCode: 'H37081100001',
      agreedFee: null,
    });
    const about = found.findings
      .filter(({ record: of }) => of?.row === 0)
      .map((f) => `${f.severity} ${f.check} ${f.record?.column}`);
    expect(about.sort()).toEqual([
      'E code-as-number clueNo',
      'E not-a-choice status',
      'E not-a-date transferredOn',
      'E not-a-number agreedFee',
      'I choice-taken riskLevel',
      'I code-number-taken batchNo',
      'I date-text answeredOn',
      'I date-text receivedOn',
      'I date-text reportedUpOn',
      'I text-cleaned instCode',
      'I text-number recoveredAmt',
      'I text-number violationAmt',
    ]);
  });
  it('with one cell merged over two records refused', () => {
    const found = formOn(ledger(() => {}, { merges: ['A4:A5'] }));
    expect(said(found.findings)).toContain('E merged-records A4');
  });
  it('with a missing column named: E where it is owed, I where it is not', () => {
    const found = formOn(
      ledger((rows) => {
        for (const row of rows.slice(2)) row.splice(at('status'), 1);
      }),
    );
    expect(
      found.findings.filter(({ check }) => check === 'column-missing').map(({ severity, label }) => [severity, label]),
    ).toEqual([['E', '核查状态']]);
  });
});

function addressLetters(column: number): string {
  let text = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  return text;
}
