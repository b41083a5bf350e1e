import { describe, expect, it } from 'vitest';
import type { SheetCell } from '../src/cells/types.js';
import { form } from './any-form.js';
import { sheetOf, type Typed } from './cell-book.js';
import { formOn, saidBelow } from './recognised.js';

// Honest ledgers that were once read as something else than what stands in them.
const t3 = form('T3');

describe('a ledger', () => {
  const columns = t3.ledgers[0]?.columns.map(({ label }) => label) ?? [];
  const at = (label: string) => columns.indexOf(label);
  const clueRow = (change: (row: Typed[]) => void) => {
    const row: Typed[] = columns.map(() => null);
    row[0] = 'JN2023001';
    change(row);
    return row;
  };
  it('keeps the leading zeros that a number shows by its format', () => {
    const found = formOn(
      sheetOf([['线索核查反馈台账'], columns, clueRow((row) => row.splice(0, 1, { v: 123, format: '000000' }))]),
    );
    expect(found.ledgers.clues?.[0]?.clueNo).toBe('000123');
    expect(at('线索编号')).toBe(0);
  });
  it('refuses to lose a record far below, whatever notes stand before it', () => {
    const gap = Array.from({ length: 21 }, (): Typed[] => []);
    const rows = [
      ['线索核查反馈台账'],
      columns,
      clueRow(() => {}),
      ...gap,
      ['注：另附'],
      clueRow((row) => row.splice(1, 1, '举报')),
    ];
    const found = formOn(sheetOf(rows));
    expect(found.ledgers.clues).toHaveLength(1);
    expect(saidBelow(found.findings).filter((each) => each.includes('gap'))).toEqual([
      `E row-after-gap Sheet1!A${rows.length}`,
    ]);
  });
  it('has a word only on a lone slip far below, and none on a signature', () => {
    const gap = Array.from({ length: 21 }, (): Typed[] => []);
    const below = (row: Typed[]) =>
      saidBelow(formOn(sheetOf([['线索核查反馈台账'], columns, clueRow(() => {}), ...gap, row])).findings).filter(
        (each) => each.includes('gap'),
      );
    expect(below(['草稿'])).toEqual(['W row-after-gap Sheet1!A25']);
    expect(below(['填报人：李四', null, '联系电话：123'])).toEqual([]);
  });
  it('with a blank typed in the last row of the sheet asks for hardly any cell more: not for those of a million rows', () => {
    const sheet = sheetOf([['线索核查反馈台账'], columns, clueRow(() => {})]);
    const last = 1_048_576;
    const stray = { address: `C${last}`, row: last, column: 3, stored: '', format: '@', formula: null } as const;
    const blank = [stray.address, { ...stray, content: { kind: 'text', text: ' ' } }] as const;
    const read = (cells: CountedCells, lastRow: number) => {
      expect(formOn({ ...sheet, cells, lastRow }).ledgers.clues).toHaveLength(1);
      return cells.asked;
    };
    const plain = read(new CountedCells(sheet.cells), sheet.lastRow);
    const withBlank = read(new CountedCells([...sheet.cells, blank]), last);
    expect(plain).toBeGreaterThan(columns.length);
    expect(withBlank - plain).toBeLessThan(10 * columns.length);
  });
});

/** The cells of a sheet, counting how often one is asked for. */
class CountedCells extends Map<string, SheetCell> {
  asked = 0;
  override get(address: string): SheetCell | undefined {
    this.asked += 1;
    return super.get(address);
  }
}
