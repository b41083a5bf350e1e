import type { Finding } from '@duban/tables';
import { addressOf, placeOf } from '../cells/address.js';
import { bookParts, type SheetEntry } from '../cells/book.js';
import { cellsOf } from '../cells/read-cells.js';
import { admit } from '../gate.js';
import { onUpload } from '../on-upload.js';
import { bookPart } from '../package/book-part.js';
import { namespacesOf, relationshipIdOf } from '../package/namespaces.js';
import { childOf, outlineOf } from '../package/outline.js';
import type { PackageParts } from '../package/parts.js';
import { PackagePatch } from '../package/patch.js';
import { declare, discard, freePart, relate, unrelate } from '../package/registry.js';
import { relationshipsOf } from '../package/relationships.js';
import { deselected } from '../package/sheet-part.js';
import { StylesPart } from '../package/styles-part.js';
import { withFirstSheet, withoutSheet } from '../package/workbook-part.js';
import type { Methods } from '../protocol.js';
import { sheetNames } from '../wording/form.js';
import { returnTexts as texts } from '../wording/marked-return.js';
import { findingsSheet, printTitles, recordsMark } from './findings-sheet.js';
import { markSheet } from './mark-sheet.js';
import { type MarkRecord, recordOf } from './marks.js';

const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * The upload with its findings: marked and commented cells, and a first sheet that lists them. The marks of an earlier return go
 * first. Everything else in the package stays as it came, byte for byte: it is the clerk's own file, formulas included, going back
 * to the clerk. Throws DubanError as the gate does, and `file-unreadable` when the package contradicts itself.
 */
export async function annotate({ bytes, name, findings }: Parameters<Methods['annotate']>[0]): Promise<Uint8Array> {
  const { parts } = await admit(bytes, name);
  return onUpload(name, () => markedReturn(parts, { name, findings }));
}

async function markedReturn(
  parts: PackageParts,
  { name, findings }: { readonly name: string; readonly findings: readonly Finding[] },
): Promise<Uint8Array> {
  const patch = new PackagePatch(parts);
  const former = await withoutFormerList(patch, parts);
  const book = bookParts(patch);
  const namespaces = namespacesOf(outlineOf(patch.text(book.workbook)));
  const stylesPart = bookPart(patch, book, 'styles');
  const styles = new StylesPart(patch.text(stylesPart));
  const records: MarkRecord[] = [];
  for (const [index, sheet] of book.sheets.entries()) {
    records.push(
      ...markSheet(patch, { sheet, index, namespaces, styles, former, findings: onSheet(findings, sheet.name) }),
    );
  }
  for (const { kind, target, external } of relationshipsOf(patch, book.workbook)) {
    if (!external && kind.endsWith('sheet') && patch.find(target) !== undefined) {
      patch.write(target, deselected(patch.text(target)));
    }
  }
  const sheets = new Set(book.sheets.map((sheet) => sheet.name));
  const part = freePart(patch, 'xl/worksheets/sheet*.xml');
  patch.write(part, findingsSheet({ name, findings, sheets, records }, styles, namespaces));
  patch.write(stylesPart, styles.text());
  declare(patch, part, `${CONTENT}.worksheet+xml`);
  const id = relate(patch, book.workbook, { type: `${namespaces.relationships}/worksheet`, target: part });
  const title = freeName(patch.text(book.workbook));
  patch.write(
    book.workbook,
    withFirstSheet(patch.text(book.workbook), { name: title, id, titles: printTitles(title), namespaces }),
  );
  return patch.finish();
}

function onSheet(findings: readonly Finding[], sheet: string): ReadonlyMap<string, readonly Finding[]> {
  const places = new Map<string, Finding[]>();
  for (const finding of findings) {
    const place = finding.place?.sheet === sheet ? placeOf(finding.place.cell) : null;
    if (place === null) continue;
    const address = addressOf(place.row, place.column);
    places.set(address, [...(places.get(address) ?? []), finding]);
  }
  return places;
}

/** Takes the list of an earlier return out of the workbook; what it remembers of marked cells. */
async function withoutFormerList(patch: PackagePatch, parts: PackageParts): Promise<readonly MarkRecord[]> {
  const { workbook, sheets } = bookParts(parts);
  const candidates = sheets.filter(({ name }) => name.startsWith(sheetNames.findings));
  if (candidates.length === 0) return [];
  const { sheets: read } = await cellsOf(parts);
  const records: MarkRecord[] = [];
  for (const sheet of candidates) {
    const cells = read.find(({ part }) => part === sheet.part)?.cells;
    const text = (address: string) => {
      const content = cells?.get(address)?.content;
      return content?.kind === 'text' ? content.text : '';
    };
    // The hidden column says that a list is ours; an older one is known by its heading. A sheet of the clerk's own is neither.
    const isOurs = text('H1') === recordsMark || (text('A1') === texts.title && text('A5') === texts.columns[0]);
    if (!isOurs) continue;
    for (const { column, content } of cells?.values() ?? []) {
      const record = column === 8 && content?.kind === 'text' ? recordOf(content.text) : null;
      if (record !== null) records.push(record);
    }
    removeSheet(patch, workbook, sheet);
  }
  return records;
}

function removeSheet(patch: PackagePatch, workbook: string, sheet: SheetEntry): void {
  const listed = childOf(outlineOf(patch.text(workbook)), 'sheets')?.children.map(relationshipIdOf) ?? [];
  const id = relationshipsOf(patch, workbook).find(
    (each) => each.target === sheet.part && listed.includes(each.id),
  )?.id;
  if (id === undefined) return;
  patch.write(workbook, withoutSheet(patch.text(workbook), id));
  unrelate(patch, workbook, id);
  discard(patch, sheet.part);
}

/** 审核意见, or a numbered one where the clerk has a sheet of that name. */
function freeName(workbook: string): string {
  const sheets = childOf(outlineOf(workbook), 'sheets')?.children ?? [];
  const taken = new Set(
    sheets.filter((sheet) => relationshipIdOf(sheet) !== undefined).map(({ attributes }) => attributes.name),
  );
  if (!taken.has(sheetNames.findings)) return sheetNames.findings;
  for (let n = 2; ; n += 1) {
    const name = `${sheetNames.findings} (${n})`;
    if (!taken.has(name)) return name;
  }
}
