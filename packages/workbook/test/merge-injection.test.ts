import { createWorkbookPool, type MergeInput, type WorkbookPool } from '@duban/workbook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open } from './book.js';
import { textsOf } from './looking.js';
import { filed, inputOf, partsOf, without } from './merged.js';

// Everything an office can say reaches the bureau's own spreadsheet program: names, notes, files, records, versions.
const starts = [
  '=',
  '+',
  '-',
  '@',
  '\t=',
  '\r=',
  '\n=',
  '\0=',
  ' =',
  '\u3000=',
  '\u00a0=',
  '＝',
  '＋',
  '－',
  '＠',
  '|=',
  "'=",
];
const corpus = [
  ...starts.map((start) => `${start}1+1`),
  `=HYPERLINK("http://evil.example","点我")`,
  `=cmd|'/c calc'!A0`,
  '@SUM(1+9)*cmd|"/c calc"!A0',
  '_x003D_1+1',
  '</v></c><c r="A1"><f>1+1</f></c>',
  ']]><f>1+1</f>',
  '\uffff=1+1',
  '\ud800=1+1',
  `=${'1+'.repeat(40_000)}1`,
];
/** Our own formulas, whole: nothing else may be one. */
const ours = [
  /^IF\(COUNT\([A-Z0-9:]+\)=0,"",SUM\([A-Z0-9:]+\)\)$/,
  /^IF\(OR\([A-Z]+\d+="",[A-Z]+\d+="",N\([A-Z]+\d+\)=0\),"",ROUND\([A-Z]+\d+\/[A-Z]+\d+,\d\)\)$/,
  /^IF\(SUBTOTAL\(2,[A-Z0-9:]+\)=0,"",SUBTOTAL\(9,[A-Z0-9:]+\)\)$/,
  /^'(汇总|去重)'![A-Z]+\d+$/,
  /^IF\('汇总'![A-Z]+\d+="","",'汇总'![A-Z]+\d+\)$/,
  /^G\d+-F\d+$/,
];
let pool: WorkbookPool;
beforeAll(() => {
  pool = createWorkbookPool({ size: 1 });
});
afterAll(() => pool.close());

const said = (text: string): MergeInput => {
  const office = filed(0, text, {
    codes: [text, `${text}2`],
    more: { note: text, standing: text, provisional: { 'chk.current': 1 } },
  });
  const grid = { ...office.grid, 'note.current': text };
  const origin = office.origin && {
    ...office.origin,
    file: text,
    receipt: text,
    sha256: text,
    places: { 'chk.current': { sheet: text, cell: text } },
  };
  const ledgers = {
    inst: [
      { code: text, name: text, amount: 1, remark: text },
      { code: text, name: text, amount: text, remark: text },
    ],
  };
  const other = filed(1, `${text}乙`, { codes: [text] });
  return inputOf([{ ...office, grid, origin, ledgers }, other, without(2, '微山县', { standing: text, note: text })], {
    title: text,
    subtitle: text,
    facts: [{ label: text, value: text }],
    reconciliations: [{ id: text, label: text, office: text, left: text, right: text, message: text }],
    skipped: [{ file: text, what: text, why: text }],
    charts: true,
  });
};

describe('text of an upload', () => {
  it.each(corpus.map((text) => [JSON.stringify(text).slice(0, 40), text]))('%s evaluates nowhere', async (_, text) => {
    const bytes = await pool.merge(said(text));
    const parts = await partsOf(bytes);
    const styles = (await open(bytes)).worksheets;
    expect(styles.length).toBeGreaterThan(8);
    let formulas = 0;
    for (const [name, xml] of parts) {
      if (!name.startsWith('xl/worksheets/sheet')) continue;
      for (const [, formula = ''] of xml.matchAll(/<f[^>]*>([^<]*)<\/f>/g)) {
        formulas += 1;
        const plain = formula.replaceAll('&apos;', "'").replaceAll('&quot;', '"');
        expect(
          ours.some((shape) => shape.test(plain)),
          `${name}: ${plain}`,
        ).toBe(true);
      }
      // A cell that is neither a formula nor a number is a shared string: no inline text, no error, no `str` of a formula.
      for (const [cell, , type = 'n', content = ''] of xml.matchAll(
        /<c r="([A-Z]+\d+)"(?:[^>]*? t="([a-zA-Z]+)")?[^>]*>(.*?)<\/c>/g,
      )) {
        if (content.includes('<f>')) continue;
        expect(['n', 's'], cell).toContain(type);
      }
    }
    expect(formulas).toBeGreaterThan(20);
  });
  it('is shown as it was written, as text in cells of text, also after F2 and Enter', async () => {
    const text = '=HYPERLINK("http://evil.example","点我")';
    const book = await open(await pool.merge(said(text)));
    let found = 0;
    for (const sheet of book.worksheets)
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (cell.value !== text) return;
          found += 1;
          // Text format: a program that takes the text in anew takes it as text.
          if (sheet.name !== '图表') expect(cell.numFmt, `${sheet.name}!${cell.address}`).toBe('@');
        }),
      );
    expect(found).toBeGreaterThan(25);
  });
  it('keeps what it can and loses only what no workbook can hold', async () => {
    const book = await open(await pool.merge(said('甲\u0000乙\uffff丙\ud800丁')));
    expect(textsOf(book.worksheets[0] as never)).toContain('甲乙丙丁');
    const long = await open(await pool.merge(said('长'.repeat(40_000))));
    const longest = Math.max(...long.worksheets.flatMap(textsOf).map((each) => each.length));
    expect(longest).toBeLessThanOrEqual(32_767);
  });
});
