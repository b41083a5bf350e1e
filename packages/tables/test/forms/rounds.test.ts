import { describe, expect, it } from 'vitest';
import {
  type CellKey,
  carryOver,
  checkGrid,
  checkMerged,
  cumulate,
  type Finding,
  type Grid,
  keysOf,
  mergeSheets,
  reconcile,
  splitKey,
  type TableDefinition,
} from '../../src/index.js';
import { loadTable, loadTables } from '../../src/schema.js';
import { filledGrid, formOf, textOf, WAN } from './clean.js';

const brief = ({ severity, check, key }: Finding) => `${severity} ${check} ${key}`;
const t6 = formOf('t6.yaml');
const blocks = ['insurance', 'police', 'health'];
const whole = filledGrid(t6, {
  figures: { clueRecv: 3, clueChecked: 2, clueOpen: 1, policeFiled: 1, policeSolved: 1 },
});

/** The sheet of the reporter that owes one block and marks the others 不适用. */
function reporter(block: string) {
  const own = new Set(
    t6.sections
      .filter((section) => section.block === null || section.block === block)
      .flatMap(({ measures }) => measures.map(({ key }) => key)),
  );
  const grid = Object.fromEntries(Object.entries(whole).filter(([key]) => own.has(splitKey(key as CellKey).measure)));
  return { office: block, data: { grid, ledgers: {}, absentBlocks: blocks.filter((each) => each !== block) } };
}

describe('a month of T6', () => {
  it('takes each reporter’s own block without asking for the other two', () => {
    for (const block of blocks) {
      const { grid, absentBlocks } = reporter(block).data;
      expect(checkGrid(t6, grid, { absentBlocks }), block).toEqual([]);
    }
  });
  it('is whole when the three are merged, each figure once', () => {
    const parts = blocks.map(reporter);
    const { grid: totals } = mergeSheets(t6, parts);
    expect(checkMerged(t6, { totals, parts, previous: {} })).toEqual([]);
    for (const key of keysOf(t6)) {
      if (typeof whole[key] === 'number') expect(totals[key], key).toBe(whole[key]);
    }
  });
  it('is incomplete without the block of one of them (T6-1), which is not a month of zeros', () => {
    const parts = [reporter('insurance'), reporter('health')];
    const { grid: totals } = mergeSheets(t6, parts);
    expect(totals['policeFiled.current']).toBeNull();
    expect(checkMerged(t6, { totals, parts, previous: {} }).map(brief)).toEqual(['E T6-1 policeFiled.current']);
  });
  it('of December is owed together with the final report (T6-2)', () => {
    const december = formOf('t6.yaml', { december: true });
    expect(checkGrid(december, whole).map(brief)).toEqual(['E blank finalReport.current']);
    expect(checkGrid(december, { ...whole, 'finalReport.current': 0 }).map(brief)).toEqual([
      'E T6-2 finalReport.current',
    ]);
    expect(checkGrid(december, { ...whole, 'finalReport.current': 1 })).toEqual([]);
  });
});

describe('the lists of institutions that two offices bring with T1', () => {
  const t1 = formOf('t1.yaml');
  const listed = (codes: readonly string[]) =>
    codes.map((instCode) => ({ instCode, instName: instCode, category: '基层', visits: 1 }));
  const office = (name: string, codes: readonly string[]) => {
    const grid = { 'chkInst.current': codes.length, 'chkVisits.current': codes.length };
    return { office: name, data: { grid, ledgers: { roster: listed(codes) }, absentBlocks: [] } };
  };
  const [a, b, c] = ['H37081100001', 'H37081100002', 'P37081100003'] as const;

  it('make 家 exact: an institution that both checked counts once, its visits twice', () => {
    const { grid, bounds } = mergeSheets(t1, [office('任城区', [a, b]), office('市本级', [b, c])]);
    expect(grid['chkInst.current']).toBe(3);
    expect(bounds['chkInst.current']).toEqual({ least: 3, most: 3 });
    expect(grid['chkVisits.current']).toBe(4);
  });
  it('leave an upper bound where one of them brought none', () => {
    const without = { ...office('市本级', [b, c]), data: { ...office('', [b, c]).data, ledgers: {} } };
    expect(mergeSheets(t1, [office('任城区', [a, b]), without]).bounds['chkInst.current']).toEqual({
      least: 2,
      most: 4,
    });
  });
  it('are held against the figures of the sheet itself', () => {
    const { grid, ledgers } = office('任城区', [a, b]).data;
    const found = checkGrid(t1, { ...grid, 'chkInst.current': 5 }, { ledgers }).filter(
      ({ check }) => check === 'distinct',
    );
    expect(found.map(brief)).toContain('W distinct chkInst.current');
  });
});

describe('an optional list', () => {
  it('that was left empty proves nothing, whether it came along or not', () => {
    for (const [file, lists] of [
      ['t1.yaml', { roster: [], decisions: [] }],
      ['t2b.yaml', { insts: [] }],
      ['t7.yaml', { handovers: [] }],
    ] as const) {
      const table = formOf(file);
      expect(
        table.ledgers.filter(({ optional }) => !optional),
        file,
      ).toEqual([]);
      const figures = { chkInst: 4, chkHosp: 2, chkPub2: 2, chkBase: 0, chkPriv: 0, chkOther: 0, chkVisits: 4 };
      const grid = filledGrid(table, { figures: { ...figures, amtRecover: 10 * WAN, amtCheck: 8 * WAN, instZero: 1 } });
      expect(checkGrid(table, grid).map(brief), file).toEqual([]);
      expect(checkGrid(table, grid, { ledgers: lists }).map(brief), file).toEqual([]);
    }
  });
});

describe('reconciliation lists', () => {
  const tables = loadTables(['t1.yaml', 't7.yaml'].map((name) => ({ name, text: textOf(name) })));
  const differences = (sent: number, accepted: number) =>
    reconcile(tables, {
      T1: { 'trfPoliceCase.cumulative': sent },
      T7: { 'policeAccepted.cumulative': accepted },
    });

  it('T1-16 says nothing where 移送公安 and 公安受理 agree', () => {
    expect(differences(4, 4)).toEqual([]);
  });
  it('T1-16 puts the two side by side where they do not, and asks for the cases', () => {
    const [difference, ...rest] = differences(4, 3);
    expect(rest).toEqual([]);
    expect(difference).toMatchObject({ id: 'T1-16', left: { value: 4 }, right: { value: 3, table: 'T7' } });
    expect(difference?.message).toBe(
      '医保部门移送公安 4件，公安机关受理 3件，请逐案核对：列明未受理、退回、重复移送或统计期不同的案件。',
    );
  });
  it('T7-10 to T7-12 do the same from the departments’ side', () => {
    const found = reconcile(tables, {
      T1: { 'trfPoliceCase.cumulative': 4, 'trfHealth.cumulative': 5, 'amtPaid.cumulative': 3 * WAN },
      T7: { 'sentPolice.cumulative': 3, 'healthRecv.cumulative': 4, 'finRecovered.cumulative': 2 * WAN },
    });
    expect(found.map(({ id }) => id)).toEqual(['T7-10', 'T7-11', 'T7-12']);
    expect(found[2]?.message).toContain('到账是 2.00万元，医保部门填报的已到账是 3.00万元');
    const agreed = reconcile(tables, {
      T1: { 'trfPoliceCase.cumulative': 4, 'trfHealth.cumulative': 5, 'amtPaid.cumulative': 3 * WAN },
      T7: { 'sentPolice.cumulative': 4, 'healthRecv.cumulative': 5, 'finRecovered.cumulative': 3 * WAN },
    });
    expect(agreed).toEqual([]);
  });
});

describe('a second version of T6, sent by the province in the middle of the campaign', () => {
  /** 三假 and 三乱 become one figure, 基因检测 ends, 互联网医院 is new, 抓获 changes its key. */
  const second = textOf('t6.yaml')
    .replace('version: 1', 'version: 2')
    .replace(
      /( +- \{ key: )f3Fake(, label: )“三假”案件(.*), note: .*\}\n +- \{ key: f3Chaos.*\n/,
      '$1f3Cases$2“三假三乱”案件$3 }\n',
    )
    .replace(/( +- \{ key: )fldGene(, label: )基因检测结果造假/, '$1fldNet$2互联网医院')
    .replaceAll('f3Fake', 'f3Cases')
    .replaceAll('policeArrest', 'policeCaught')
    .concat(
      'crosswalk:\n  fromVersion: 1\n  carry:\n    f3Cases: [f3Fake, f3Chaos]\n    policeCaught: policeArrest\n  dropped: [fldGene]\n',
    );
  const old = formOf('t6.yaml');
  const load = (text: string): TableDefinition => loadTable(text, 't6-v2.yaml');

  it('takes the old figures over, adds up what was joined and asks for what is new only', () => {
    const { grid, asked, dropped } = carryOver(load(second), old, whole);
    expect(grid['f3Cases.cumulative']).toBe(4);
    expect(grid['policeCaught.current']).toBe(whole['policeArrest.current']);
    expect(grid['amtRecover.cumulative']).toBe(whole['amtRecover.cumulative']);
    expect(asked).toEqual(['fldNet.current']);
    expect(dropped).toEqual(
      ['fldGene.current', 'fldGene.adjust', 'fldGene.cumulative'].filter((key) => whole[key as CellKey] !== undefined),
    );
  });
  it('goes on from the old 累计 once the new figure is there', () => {
    const table = load(second);
    const { grid } = carryOver(table, old, whole);
    const complete: Grid = cumulate(table, { ...grid, 'fldNet.current': 1 });
    expect(checkGrid(table, complete)).toEqual([]);
  });
  it('is refused when it carries a figure that the old version does not have', () => {
    const files = [
      { name: 't6.yaml', text: textOf('t6.yaml') },
      { name: 't6-v2.yaml', text: second.replace('policeCaught: policeArrest', 'policeCaught: policeArest') },
    ];
    expect(() => loadTables(files)).toThrow(/t6-v2\.yaml 第\d+行第\d+列：.*policeArest/);
  });
});
