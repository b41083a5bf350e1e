import path from 'node:path';
import { repoRoot } from '@duban/runtime';
import type { SheetData, TableDefinition } from '@duban/tables';
import { beforeAll, describe, expect, it } from 'vitest';
import { diffSheets } from '../src/diff-sheets.js';
import { loadTables } from '../src/load-tables.js';

const empty: SheetData = { grid: {}, ledgers: {}, absentBlocks: [] };
let tables: readonly TableDefinition[];
beforeAll(async () => {
  tables = await loadTables(path.join(repoRoot(import.meta.url), 'seeds'));
});
const table = (id: string): TableDefinition => {
  const found = tables.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};

describe('two versions of a form', () => {
  it('that say the same differ in nothing', () => {
    const sheet = { ...empty, grid: { 'chkVisits.current': 3 } };
    expect(diffSheets(table('T1'), { before: sheet, after: { ...sheet, grid: { ...sheet.grid } } })).toEqual([]);
  });

  it('differ in figures with their units, money in 万元, and a blank is no zero', () => {
    const before = { ...empty, grid: { 'chkVisits.current': 3, 'amtFine.current': 1_250_000, 'amtFee.current': null } };
    const after = { ...empty, grid: { 'chkVisits.current': 5, 'amtFine.current': 1_000_000, 'amtFee.current': 0 } };
    expect(diffSheets(table('T1'), { before, after })).toEqual([
      { kind: 'figure', what: '检查家次（本期）', before: '3家次', after: '5家次', change: '+2家次' },
      { kind: 'figure', what: '违约金（本期）', before: '', after: '0.00万元', change: '' },
      { kind: 'figure', what: '行政罚款（本期）', before: '1.25万元', after: '1.00万元', change: '-0.25万元' },
    ]);
  });

  it('differ in records told apart by what names them, wherever they stand', () => {
    const t3 = table('T3');
    const ledger = t3.ledgers[0];
    if (ledger === undefined) throw new Error('T3 has no ledger');
    const [name = ''] = ledger.unique;
    const other = ledger.columns.find(({ kind, key }) => kind === 'text' && key !== name);
    if (other === undefined) throw new Error('T3 has no text column');
    const rows = (...all: [string, string][]) => all.map(([no, text]) => ({ [name]: no, [other.key]: text }));
    const before = { ...empty, ledgers: { [ledger.key]: rows(['XS-1', '甲'], ['XS-2', '乙']) } };
    const after = { ...empty, ledgers: { [ledger.key]: rows(['XS-3', '丙'], ['XS-1', '丁']) } };
    expect(diffSheets(t3, { before, after })).toEqual([
      {
        kind: 'record-removed',
        what: `${ledger.title}：XS-2`,
        before: expect.stringContaining('乙'),
        after: '',
        change: '',
      },
      {
        kind: 'record-added',
        what: `${ledger.title}：XS-3`,
        before: '',
        after: expect.stringContaining('丙'),
        change: '',
      },
      { kind: 'record-changed', what: `${ledger.title}：XS-1，${other.label}`, before: '甲', after: '丁', change: '' },
    ]);
  });

  it('differ in a department that does not apply any more', () => {
    const t7 = table('T7');
    const [block] = t7.blocks;
    if (block === undefined) throw new Error('T7 has no blocks');
    const after = { ...empty, absentBlocks: [block.key] };
    expect(diffSheets(t7, { before: empty, after })).toEqual([
      { kind: 'block', what: block.label, before: '填报', after: '不适用', change: '' },
    ]);
  });
});
