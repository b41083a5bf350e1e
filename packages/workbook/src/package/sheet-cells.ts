import { addressOf, placeOf } from '../cells/address.js';
import { appended, inDialect, placed, regrown, type Splice, withAttributes } from './edit.js';
import { childOf, type XmlElement } from './outline.js';
import { behind } from './sheet-order.js';

interface Place {
  readonly row: number;
  readonly column: number;
}

/** A cell's new style from its old one; null leaves a cell that is not written yet unwritten. */
export type Restyle = (old: number, isWritten: boolean) => number | null;

interface Grid {
  readonly root: XmlElement;
  /** The rows of the sheet in file order, with their numbers; those asked for have their cells as children. */
  readonly rows: ReadonlyMap<XmlElement, number>;
  readonly places: ReadonlyMap<Place, Restyle>;
}

/** The splices that give cells another style and put in, in order, the rows and cells that are not written yet. */
export function restyled(text: string, { root, rows, places }: Grid): readonly Splice[] {
  const columnStyle = columnStyles(root);
  const byNumber = new Map([...rows].map(([element, number]) => [number, element]));
  const byRow = new Map<number, [Place, Restyle][]>();
  for (const entry of [...places].sort(([a], [b]) => a.row - b.row || a.column - b.column)) {
    byRow.set(entry[0].row, [...(byRow.get(entry[0].row) ?? []), entry]);
  }
  const splices: Splice[] = [];
  const missing: { readonly number: number; readonly xml: string }[] = [];
  for (const [number, entries] of byRow) {
    const row = byNumber.get(number);
    if (row !== undefined) splices.push(...inRow(text, { row, entries, columnStyle, root }));
    else {
      const cells = entries.map(([place, style]) => cellXml(place, style(columnStyle(place.column), false))).join('');
      if (cells !== '') missing.push({ number, xml: inDialect(`<row r="${number}">${cells}</row>`, root) });
    }
  }
  return [...splices, ...newRows(text, { root, rows, missing })];
}

function newRows(
  text: string,
  {
    root,
    rows,
    missing,
  }: { root: XmlElement; rows: Grid['rows']; missing: readonly { number: number; xml: string }[] },
): readonly Splice[] {
  if (missing.length === 0) return [];
  const data = childOf(root, 'sheetData');
  if (data === undefined) {
    const xml = missing.map((each) => each.xml).join('');
    const [open, close] = ['<sheetData>', '</sheetData>'].map((tag) => inDialect(tag, root));
    return [placed(text, root, { xml: `${open}${xml}${close}`, before: behind('sheetData') })];
  }
  const ends: string[] = [];
  const splices: Splice[] = [];
  for (const { number, xml } of missing) {
    const next = [...rows].find(([, other]) => other > number)?.[0];
    if (next === undefined) ends.push(xml);
    else splices.push({ start: next.start, end: next.start, text: xml });
  }
  return ends.length === 0 ? splices : [...splices, appended(text, data, ends.join(''))];
}

interface RowChange {
  readonly row: XmlElement;
  readonly entries: readonly (readonly [Place, Restyle])[];
  readonly columnStyle: (column: number) => number;
  readonly root: XmlElement;
}

function inRow(text: string, { row, entries, columnStyle, root }: RowChange): readonly Splice[] {
  const cells = numbered(row);
  const rowStyle = row.attributes.customFormat === undefined ? undefined : Number(row.attributes.s ?? 0);
  const splices: Splice[] = [];
  const ends: string[] = [];
  const added: number[] = [];
  for (const [place, style] of entries) {
    const cell = cells.find(([, column]) => column === place.column)?.[0];
    if (cell !== undefined) {
      const old = Number(cell.attributes.s ?? 0);
      const now = style(old, true) ?? old;
      const tag = text.slice(cell.start, cell.openEnd);
      if (now !== old)
        splices.push({ start: cell.start, end: cell.openEnd, text: withAttributes(tag, { s: String(now) }) });
      continue;
    }
    const xml = inDialect(cellXml(place, style(rowStyle ?? columnStyle(place.column), false)), root);
    if (xml === '') continue;
    added.push(place.column);
    const next = cells.find(([, column]) => column > place.column)?.[0];
    if (next === undefined) ends.push(xml);
    else splices.push({ start: next.start, end: next.start, text: xml });
  }
  const tag = text.slice(row.start, row.openEnd);
  const spans = added.length === 0 ? undefined : widened(row.attributes.spans, added);
  const wide = spans === undefined ? tag : withAttributes(tag, { spans });
  return [...splices, ...regrown(row, { tag: wide, xml: ends.join('') })];
}

/** The cells of a row with their columns, as the reader counts them. */
function numbered(row: XmlElement): readonly (readonly [XmlElement, number])[] {
  let column = 0;
  return row.children
    .filter(({ local }) => local === 'c')
    .map((cell) => {
      column = placeOf(cell.attributes.r ?? '')?.column ?? column + 1;
      return [cell, column] as const;
    });
}

function widened(spans: string | undefined, columns: readonly number[]): string | undefined {
  const m = /^(\d+):(\d+)$/.exec(spans ?? '');
  if (m === null) return undefined;
  return `${Math.min(Number(m[1]), ...columns)}:${Math.max(Number(m[2]), ...columns)}`;
}

/** Without prefix: the caller puts it into the part's dialect. */
function cellXml(place: Place, style: number | null): string {
  return style === null ? '' : `<c r="${addressOf(place.row, place.column)}" s="${style}"/>`;
}

function columnStyles(root: XmlElement): (column: number) => number {
  const columns = (childOf(root, 'cols')?.children ?? []).map(({ attributes }) => attributes);
  return (column) => {
    const own = columns.find(({ min, max = min }) => Number(min) <= column && column <= Number(max));
    return Number(own?.style ?? 0);
  };
}
