import type { Finding, Severity } from '@duban/tables';
import type { Cell, Workbook } from 'exceljs';
import type { Methods } from '../protocol.js';
import { sheetNames } from '../wording/form.js';
import { severityNames, returnTexts as texts } from '../wording/marked-return.js';
import { bytesOf, regroupValidations } from './book.js';
import { writeFindings } from './findings-sheet.js';
import { isOwnFormula } from './form/formulas.js';
import { textOf } from './locate.js';
import { onUpload, openBook } from './open.js';
import { colours, solid } from './styles.js';

/**
 * The upload with its findings: marked and commented cells, and a first sheet that lists them. The hidden identity stays, so
 * the corrected file can be handed in again. What the upload computes for itself goes back as plain values.
 */
export async function annotate({ bytes, name, findings }: Parameters<Methods['annotate']>[0]): Promise<Uint8Array> {
  const book = await openBook(bytes, { name, purpose: 'whole' });
  return onUpload(name, () => {
    const former = book.getWorksheet(sheetNames.findings);
    if (former !== undefined) book.removeWorksheet(former.id);
    clean(book);
    for (const [place, onCell] of byPlace(findings)) {
      const [sheetName = '', address = ''] = place.split('\n');
      const cell = book.getWorksheet(sheetName)?.getCell(address);
      if (cell !== undefined) mark(cell, onCell);
    }
    const list = book.addWorksheet(sheetNames.findings);
    writeFindings(list, { name, findings, sheets: new Set(book.worksheets.map((sheet) => sheet.name)) });
    // exceljs orders sheets by a number its types do not show; loaded sheets count from 0.
    (list as unknown as { orderNo: number }).orderNo = -1;
    book.views = [{ x: 0, y: 0, width: 20000, height: 12000, firstSheet: 0, activeTab: 0, visibility: 'visible' }];
    for (const sheet of book.worksheets) regroupValidations(sheet);
    return bytesOf(book);
  });
}

function byPlace(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const places = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.place === null) continue;
    const place = `${finding.place.sheet}\n${finding.place.cell}`;
    places.set(place, [...(places.get(place) ?? []), finding]);
  }
  return places;
}

/** Removes the marks of an earlier return, links, and every formula that is not the form's own. */
function clean(book: Workbook): void {
  const formulas: { readonly cell: Cell; readonly formula: string; readonly shown: string | number | null }[] = [];
  for (const sheet of book.worksheets) {
    sheet.eachRow((row) => {
      row.eachCell((cell) => {
        // The rest of a merge repeats its first cell's value, and writing it would overwrite that one.
        if (cell.master !== cell) return;
        const { value } = cell;
        if (typeof value === 'object' && value !== null && ('formula' in value || 'sharedFormula' in value)) {
          formulas.push({ cell, formula: cell.formula, shown: plain(cell) });
        } else if (typeof value === 'object' && value !== null && 'hyperlink' in value) cell.value = textOf(cell);
        if (isMarked(cell)) unmark(cell);
      });
    });
  }
  // Only now: a shared formula is read through its master, which must still be there.
  for (const { cell, formula, shown } of formulas) {
    cell.value = isOwnFormula(formula) ? { formula, result: shown ?? '' } : shown;
  }
}

function plain(cell: Cell): string | number | null {
  const { result } = cell;
  if (typeof result === 'number') return result;
  return result === undefined || result === null ? null : textOf(cell);
}

const FILLS: Readonly<Record<Severity, string>> = { E: colours.error, W: colours.warning, I: colours.note };

function mark(cell: Cell, findings: readonly Finding[]): void {
  const worst =
    (['E', 'W', 'I'] as const).find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'I';
  // Loaded cells share their style objects: changing one in place would colour them all.
  cell.style = { ...cell.style, fill: solid(FILLS[worst]) };
  const text = findings
    .map((finding) => `${texts.mark}${severityNames[finding.severity]}：${finding.message}`)
    .join('\n');
  cell.note = { texts: [{ font: { name: '宋体', size: 9 }, text }] };
}

function isMarked(cell: Cell): boolean {
  const note = cell.note as string | { texts?: { text: string }[] } | undefined;
  const text = typeof note === 'string' ? note : (note?.texts ?? []).map((part) => part.text).join('');
  return text.startsWith(texts.mark);
}

function unmark(cell: Cell): void {
  (cell as unknown as { _comment: undefined })._comment = undefined;
  // A loaded cell keeps its comment a second time, inside its value: that is written anew.
  const { value } = cell;
  cell.value = value;
  const { fill: _, ...rest } = cell.style;
  cell.style = cell.protection?.locked === false ? { ...rest, fill: solid(colours.input) } : rest;
}
