import { addressOf, placeOf } from '../cells/address.js';
import { appended, inDialect, placed, regrown, type Splice, withAttributes } from './edit.js';
import { childOf, type XmlElement } from './outline.js';
import { behind } from './sheet-order.js';
import type { XmlAttributes } from './xml-scan.js';

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** What a cell is to hold: its `t`, and the XML inside; '' for nothing. */
export interface CellXml {
  readonly type: string | null;
  readonly inner: string;
}

/** A cell's style and, where that is to change, what it holds; by the style it has. Null leaves a cell as it is, or unwritten. */
export type CellChange = (
  old: number,
  isWritten: boolean,
) => { readonly style: number; readonly holds?: CellXml } | null;

/** New attributes of a row, by those it has. */
export type RowChange = (old: XmlAttributes) => Readonly<Record<string, string>>;

interface Grid {
  readonly root: XmlElement;
  /** As `outlinedSheet` gives them. */
  readonly rows: ReadonlyMap<XmlElement, number>;
  readonly places: ReadonlyMap<Place, CellChange>;
  readonly rowChanges: ReadonlyMap<number, RowChange>;
  /** The row that new rows and cells look like, without its height. */
  readonly like: number | undefined;
}

/** The splices that change cells and rows, and put in, in order, those that are not written yet. */
export function regridded(text: string, { root, rows, places, rowChanges, like }: Grid): readonly Splice[] {
  const byNumber = new Map([...rows].map(([element, number]) => [number, element]));
  const model = byNumber.get(like ?? 0);
  const styleAt = newStyles(root, model);
  const byRow = new Map<number, [Place, CellChange][]>([...rowChanges.keys()].map((row) => [row, []]));
  for (const entry of [...places].sort(([a], [b]) => a.row - b.row || a.column - b.column)) {
    const { row } = entry[0];
    const entries = byRow.get(row);
    if (entries === undefined) byRow.set(row, [entry]);
    else entries.push(entry);
  }
  const splices: Splice[] = [];
  const missing: { readonly number: number; readonly xml: string }[] = [];
  for (const [number, entries] of [...byRow].sort(([a], [b]) => a - b)) {
    const row = byNumber.get(number);
    const change = rowChanges.get(number);
    if (row !== undefined) splices.push(...inRow(text, { row, entries, change, styleAt, root }));
    else {
      const cells = entries.map(([place, cell]) => cellXml(place, cell(styleAt(place.column), false))).join('');
      const { s, customFormat } = model?.attributes ?? {};
      const look = s === undefined || customFormat === undefined ? {} : { s, customFormat };
      const tag = withAttributes(`<row r="${number}">`, { ...look, ...change?.({}) });
      if (cells !== '') missing.push({ number, xml: inDialect(`${tag}${cells}</row>`, root) });
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

interface RowEdit {
  readonly row: XmlElement;
  readonly entries: readonly (readonly [Place, CellChange])[];
  readonly change: RowChange | undefined;
  readonly styleAt: (column: number, row: XmlElement) => number;
  readonly root: XmlElement;
}

function inRow(text: string, { row, entries, change, styleAt, root }: RowEdit): readonly Splice[] {
  const cells = numbered(row);
  const splices: Splice[] = [];
  const ends: string[] = [];
  const added: number[] = [];
  for (const [place, cellChange] of entries) {
    const cell = cells.find(([, column]) => column === place.column)?.[0];
    if (cell !== undefined) {
      splices.push(...inCell(text, { cell, change: cellChange, root }));
      continue;
    }
    const xml = inDialect(cellXml(place, cellChange(styleAt(place.column, row), false)), root);
    if (xml === '') continue;
    added.push(place.column);
    const next = cells.find(([, column]) => column > place.column)?.[0];
    if (next === undefined) ends.push(xml);
    else splices.push({ start: next.start, end: next.start, text: xml });
  }
  const spans = added.length === 0 ? undefined : widened(row.attributes.spans, added);
  const attributes = { ...(spans === undefined ? {} : { spans }), ...change?.(row.attributes) };
  const tag = withAttributes(text.slice(row.start, row.openEnd), attributes);
  return [...splices, ...regrown(row, { tag, xml: ends.join('') })];
}

function inCell(
  text: string,
  { cell, change, root }: { readonly cell: XmlElement; readonly change: CellChange; readonly root: XmlElement },
): readonly Splice[] {
  const { start, openEnd, end, name, attributes } = cell;
  const old = Number(attributes.s ?? 0);
  const now = change(old, true);
  if (now === null) return [];
  const tag = text.slice(start, openEnd);
  const styled = now.style === old ? tag : withAttributes(tag, { s: String(now.style) });
  if (now.holds === undefined) return styled === tag ? [] : [{ start, end: openEnd, text: styled }];
  const { type, inner } = now.holds;
  const typed = (attributes.t ?? null) === type ? styled : withAttributes(styled, { t: type });
  const open = typed.replace(/\s*\/?>$/, '');
  const xml = inner === '' ? `${open}/>` : `${open}>${inDialect(inner, root)}</${name}>`;
  return [{ start, end, text: xml }];
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
function cellXml({ row, column }: Place, change: ReturnType<CellChange>): string {
  if (change === null) return '';
  const { type, inner } = change.holds ?? { type: null, inner: '' };
  const tag = `<c r="${addressOf(row, column)}" s="${change.style}"${type === null ? '' : ` t="${type}"`}`;
  return inner === '' ? `${tag}/>` : `${tag}>${inner}</c>`;
}

/** The style of a cell that is not written yet: that of the row it is to look like, else its own row's, else its column's. */
function newStyles(root: XmlElement, model: XmlElement | undefined): (column: number, row?: XmlElement) => number {
  const columns = (childOf(root, 'cols')?.children ?? []).map(({ attributes }) => attributes);
  const likes = new Map(
    model === undefined ? [] : numbered(model).map(([cell, column]) => [column, cell.attributes.s]),
  );
  return (column, row) => {
    const { s, customFormat } = row?.attributes ?? {};
    const own = columns.find(({ min, max = min }) => Number(min) <= column && column <= Number(max));
    return Number(likes.get(column) ?? (customFormat === undefined ? own?.style : s) ?? 0);
  };
}
