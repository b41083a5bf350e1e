import type { Grid } from '@duban/tables';
import { checkSheet, createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanGrid, header, identity, prefill, secret, t1 } from './t1.js';

// Every check of T1 on real sheets: what packages/tables proves on grids has to survive the way through a workbook.
const first = cleanGrid();
const second = cleanGrid(first);
let pool: WorkbookPool;
let form: Uint8Array;
beforeAll(async () => {
  pool = createWorkbookPool({ size: 1 });
  form = await pool.template({ table: t1, identity, prefill: prefill(first), secret });
});
afterAll(() => pool.close());

async function findings(change: Grid) {
  const bytes = await pool.fill({ bytes: form, table: t1, grid: { ...second, ...change }, header });
  const sheet = await pool.read({ bytes, name: '表.xlsx', table: t1, secret });
  return checkSheet(sheet, { table: t1, previous: first }).filter((finding) => finding.severity !== 'I');
}

/** check, severity, the figure it points at, a sheet that breaks it, a sheet on the edge that does not. */
const cases: readonly (readonly [string, 'E' | 'W', keyof Grid, Grid, Grid])[] = [
  ['T1-1', 'E', 'chkInst.current', { 'chkInst.current': 31 }, { 'chkInst.current': 31, 'chkPharm.current': 11 }],
  ['T1-1', 'E', 'chkHosp.current', { 'chkBase.current': 8 }, { 'chkBase.current': 8, 'chkPub2.current': 4 }],
  ['T1-2', 'E', 'chkHosp.cumulative', { 'instHosp.current': 39 }, { 'instHosp.current': 40 }],
  [
    'T1-3',
    'E',
    'chkVisits.current',
    { 'chkVisits.current': 29, 'chkVisits.cumulative': 73 },
    { 'chkVisits.current': 30, 'chkVisits.cumulative': 74 },
  ],
  [
    'T1-4',
    'W',
    'hdlInst.current',
    { 'hdlInst.current': 31, 'hdlInst.cumulative': 40, 'hdlTalk.current': 31, 'hdlTalk.cumulative': 40 },
    { 'hdlInst.current': 30, 'hdlInst.cumulative': 40, 'hdlTalk.current': 30, 'hdlTalk.cumulative': 39 },
  ],
  [
    'T1-5',
    'E',
    'hdlAdmin.current',
    { 'hdlAdmin.current': 13, 'hdlAdmin.cumulative': 14 },
    { 'hdlAdmin.current': 12, 'hdlAdmin.cumulative': 14 },
  ],
  [
    'T1-6',
    'W',
    'hdlInst.current',
    {
      'hdlTalk.current': 0,
      'hdlTalk.cumulative': 9,
      'hdlRectify.current': 0,
      'hdlRectify.cumulative': 8,
      'hdlInst.current': 15,
    },
    { 'hdlTalk.current': 12, 'hdlTalk.cumulative': 18 },
  ],
  [
    'T1-7',
    'E',
    'persTalk.current',
    { 'persTalk.current': 7, 'persTalk.cumulative': 8 },
    { 'persTalk.current': 6, 'persTalk.cumulative': 8 },
  ],
  [
    'T1-8',
    'E',
    'amtRecover.current',
    { 'amtPaid.current': 1_000_000, 'amtCheck.current': 150_000_002, 'amtCheck.cumulative': 300_000_003 },
    {
      'amtCheck.current': 150_000_002,
      'amtSelf.current': 99_999_999,
      'amtCheck.cumulative': 300_000_003,
      'amtSelf.cumulative': 199_999_999,
    },
  ],
  [
    'T1-11',
    'E',
    'chkVisits.cumulative',
    { 'chkVisits.cumulative': 89 },
    { 'chkVisits.cumulative': 89, 'chkVisits.adjust': 1, 'note.current': '上期漏报 1 家次' },
  ],
  ['T1-11', 'E', 'chkAgency.cumulative', { 'chkAgency.cumulative': 5 }, { 'chkAgency.cumulative': 2 }],
  [
    'T1-12',
    'W',
    'repRecv.cumulative',
    { 'repRecv.current': 0, 'repRecv.adjust': -1, 'repRecv.cumulative': 1, 'note.current': '重复登记' },
    { 'repRecv.current': 1, 'repRecv.adjust': -1, 'repRecv.cumulative': 2, 'note.current': '重复登记' },
  ],
];

describe.each(cases)('%s (%s) at %s', (...row) => {
  const [check, severity, key, broken, edge] = row;
  it('speaks on a sheet that breaks it, with the cell and both figures', async () => {
    const finding = (await findings(broken)).find((each) => each.check === check && each.key === key);
    expect(finding).toMatchObject({ severity, place: { sheet: '统计表' } });
    expect(finding?.place?.cell).toMatch(key.endsWith('cumulative') ? /^G\d+$/ : /^E\d+$/);
    expect(finding?.found).toMatch(/^\d/);
    expect(finding?.expected).toMatch(/^(等于|不大于|不小于) \d/);
    expect(finding?.message).toMatch(/[\u4e00-\u9fff]/);
  });
  it('is silent on a sheet that just meets it', async () => {
    expect((await findings(edge)).filter((each) => each.check === check && each.key === key)).toEqual([]);
  });
});
