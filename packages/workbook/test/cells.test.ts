import { describe, expect, it } from 'vitest';
import { columnLetters } from '../src/cells/address.js';
import { readCells } from '../src/cells/read-cells.js';
import { streamRows } from '../src/cells/stream-rows.js';
import type { CellBook, CellContent, CellRange, SheetCell } from '../src/cells/types.js';
import { oddities } from './oddities/index.js';
import type { Expected, Oddity } from './oddities/oddity.js';
import { bookOf, partsOf, rewritten, rowOf, sheetOf } from './oddities/package.js';
import { zip } from './zip.js';

const refusal = (bytes: Uint8Array) =>
  readCells(bytes, '表.xlsx').then(
    () => 'read',
    (error: { code: string }) => error.code,
  );
const simple = { sheets: [{ xml: '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>' }] };

describe('a package that contradicts itself is refused, never guessed at', () => {
  it.each([
    ['a text that is not in the table of texts', rowOf('<c r="A1" t="s"><v>5</v></c>', { strings: ['<si/>'] })],
    ['a text without any table of texts', bookOf(simple)],
    ['a sheet whose part is missing', zip(partsOf(simple).filter(({ name }) => !name.includes('sheet1')))],
    [
      'a sheet cut off in the middle',
      rewritten(partsOf(simple), ({ name, data }) => ({
        name,
        data: name.includes('sheet1') ? String(data).slice(0, -40) : data,
      })),
    ],
    ['tags that do not close', rowOf('<c r="A1"><v>1</c></v>')],
    ['an unknown entity', rowOf('<c r="A1"><v>&leer;</v></c>')],
    [
      'bytes that are no UTF-8',
      rewritten(partsOf(simple), ({ name, data }) => ({
        name,
        data: name.includes('sheet1') ? Buffer.from(String(data).replace('<v>0', '<v>\xff'), 'latin1') : data,
      })),
    ],
    [
      'an encoding that hides its tags',
      rewritten(partsOf(simple), ({ name, data }) => ({
        name,
        data: name.includes('sheet1') ? `<?xml version="1.0" encoding="iso-2022-jp"?>${String(data)}` : data,
      })),
    ],
    ['an address no sheet has', rowOf('<c r="XFE1"><v>1</v></c>')],
    ['a row no sheet has', sheetOf('<row r="0"><c r="A1"><v>1</v></c></row>')],
  ])('%s', async (_, bytes) => {
    expect(await refusal(bytes)).toBe('file-unreadable');
  });
  it('a flipped bit that still inflates: the checksum tells', async () => {
    const bytes = Buffer.from(
      zip(
        partsOf({
          ...simple,
          sheets: [{ xml: '<sheetData><row r="1"><c r="A1"><v>1234</v></c></row></sheetData>' }],
        }).map((part) => ({ ...part, stored: true })),
      ),
    );
    bytes[bytes.indexOf('<v>1234') + 4] = 0x39;
    expect(await refusal(bytes)).toBe('file-unreadable');
  });
  it('what the gate refuses is not parsed', async () => {
    expect(await refusal(bookOf({ sheets: [{ xml: '<!DOCTYPE x>' }] }))).toBe('file-unsafe');
    // UTF-16 must not hide it.
    const hidden = rewritten(partsOf(simple), ({ name, data }) => ({
      name,
      data: name.includes('sheet1') ? Buffer.from(`\ufeff<!DOCTYPE x>${String(data)}`, 'utf16le') : data,
    }));
    expect(await refusal(hidden)).toBe('file-unsafe');
  });
});

const plain = (content: CellContent | null): Expected => {
  switch (content?.kind) {
    case undefined:
      return null;
    case 'number':
      return content.number;
    case 'text':
      return content.text;
    case 'boolean':
      return content.boolean;
    case 'error':
      return { error: content.error };
    case 'date':
      return { date: content.date, ...(content.time === null ? {} : { time: content.time }) };
  }
};
const all = (book: CellBook): Map<string, SheetCell> =>
  new Map(
    book.sheets.flatMap((sheet) =>
      [...sheet.cells].map(([address, cell]): [string, SheetCell] => [
        book.sheets.length === 1 ? address : `${sheet.name}!${address}`,
        cell,
      ]),
    ),
  );
const keyOf = (book: CellBook, key: string) => (book.sheets.length === 1 ? key.split('!').at(-1) : key) ?? '';
const pick = <T>(cells: Map<string, SheetCell>, wanted: Readonly<Record<string, T>>, of: (cell: SheetCell) => T) =>
  Object.fromEntries(Object.keys(wanted).map((key) => [key, of(cells.get(key) as SheetCell)]));
const named = ({ top, left, bottom, right }: CellRange) =>
  `${columnLetters(left)}${top}:${columnLetters(right)}${bottom}`;

function expectRead(book: CellBook, oddity: Oddity): void {
  const cells = all(book);
  const expected = Object.fromEntries(Object.entries(oddity.cells).map(([key, value]) => [keyOf(book, key), value]));
  expect(Object.fromEntries([...cells].map(([key, cell]) => [key, plain(cell.content)]))).toEqual(expected);
  for (const [key, cell] of cells) expect(key.split('!').at(-1)).toBe(cell.address);
  if (oddity.formulas) expect(pick(cells, oddity.formulas, (cell) => cell.formula ?? '')).toEqual(oddity.formulas);
  if (oddity.stored) expect(pick(cells, oddity.stored, (cell) => cell.stored)).toEqual(oddity.stored);
  if (oddity.formats) expect(pick(cells, oddity.formats, (cell) => cell.format)).toEqual(oddity.formats);
  const [sheet] = book.sheets;
  expect([...(sheet?.hiddenRows ?? [])].sort((a, b) => a - b)).toEqual(oddity.hiddenRows ?? []);
  expect([...(sheet?.hiddenColumns ?? [])]).toEqual(oddity.hiddenColumns ?? []);
  expect(sheet?.merges.map(named)).toEqual(oddity.merges ?? []);
  if (oddity.states)
    expect(Object.fromEntries(book.sheets.map(({ name, state }) => [name, state]))).toEqual(oddity.states);
  if (oddity.externalLinks !== undefined) expect(book.externalLinks).toBe(oddity.externalLinks);
}

describe('what county offices hand in is read as it stands', () => {
  it('the oddities are distinct', () => {
    expect(new Set(oddities.map(({ story }) => story)).size).toBe(oddities.length);
    expect(oddities.length).toBeGreaterThanOrEqual(50);
  });
  it.each(oddities)('$story', async (oddity) => {
    expectRead(await readCells(oddity.bytes, '表.xlsx'), oddity);
  });
});

describe('row by row, for ledgers', () => {
  it('the same cells come in file order', async () => {
    for (const oddity of oddities) {
      const whole = await readCells(oddity.bytes, '表.xlsx');
      const seen = new Map<string, SheetCell>();
      await streamRows(oddity.bytes, '表.xlsx', ({ sheet, cells }) => {
        for (const cell of cells) seen.set(whole.sheets.length === 1 ? cell.address : `${sheet}!${cell.address}`, cell);
      });
      const late = oddity.story.includes('before the sheet spells it out');
      if (late) expect(seen.get('A2')?.formula).toBe('#REF!');
      else expect(new Map([...seen].sort()), oddity.story).toEqual(new Map([...all(whole)].sort()));
    }
  });
  it('an error of whoever takes the rows stays that error', async () => {
    const failing = streamRows(sheetOf('<row r="1"><c r="A1"><v>1</v></c></row>'), '台账.xlsx', () => {
      throw new RangeError('mine');
    });
    await expect(failing).rejects.toThrow(RangeError);
  });
  it('a ledger above a form’s limits is let in, one above a ledger’s is not', async () => {
    const rows = Array.from({ length: 16_000 }, (_, i) => `<row r="${i + 1}">${'<c><v>1</v></c>'.repeat(20)}</row>`);
    const ledger = sheetOf(rows.join(''));
    expect(await refusal(ledger)).toBe('file-unsafe');
    let count = 0;
    await streamRows(ledger, '台账.xlsx', ({ cells }) => {
      count += cells.length;
    });
    expect(count).toBe(320_000);
    const huge = zip([...partsOf(simple), { name: 'xl/media/a.bin', data: 'x', declared: 401 * 1024 * 1024 }]);
    await expect(streamRows(huge, 'x.xlsx', () => undefined)).rejects.toMatchObject({
      details: { reason: '解压后超过 400 MB' },
    });
  });
});
