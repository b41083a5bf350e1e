import { addressOf, covers, placeOf, rangeOf } from '../cells/address.js';
import type { CellRange } from '../cells/types.js';
import { inDialect, opened, placed, removed, type Splice, spliced, withAttributes } from './edit.js';
import { type Namespaces, relationshipAttribute, relationshipIdOf } from './namespaces.js';
import { childOf, outlineOf, type XmlElement } from './outline.js';
import { type CellChange, type Place, type RowChange, regridded } from './sheet-cells.js';
import { behind } from './sheet-order.js';

export interface SheetFacts {
  readonly merges: readonly CellRange[];
  /** The relationship of the drawing that holds the comments' shapes. */
  readonly drawing: string | undefined;
}

export function factsOf(text: string): SheetFacts {
  const root = outlineOf(text, ({ local }) => local === 'sheetData');
  const merges = (childOf(root, 'mergeCells')?.children ?? []).map(({ attributes }) => rangeOf(attributes.ref ?? ''));
  const drawing = childOf(root, 'legacyDrawing');
  return {
    merges: merges.filter((range) => range !== null),
    drawing: drawing === undefined ? undefined : relationshipIdOf(drawing),
  };
}

export interface SheetChanges {
  /** By address; cells not written yet are made, with their row's or column's style as old one. */
  readonly cells?: ReadonlyMap<string, CellChange>;
  /** By number. */
  readonly rows?: ReadonlyMap<number, RowChange>;
  /** A row with changed cells that rows and cells not written yet come to look like. */
  readonly like?: number;
  /** The relationship of the comments' drawing: to be put in, or null to be taken out. */
  readonly drawing?: { readonly id: string; readonly namespaces: Namespaces } | null;
}

/** A worksheet's XML with where its rows stand. */
export interface OutlinedSheet {
  readonly text: string;
  readonly root: XmlElement;
  /** In file order, with their numbers; those asked for have their cells as children. */
  readonly rows: ReadonlyMap<XmlElement, number>;
}

/** The same of a whole sheet, or with the cells of some rows only. */
export function outlinedSheet(sheet: string, wanted: (row: number) => boolean = () => true): OutlinedSheet {
  const text = opened(sheet);
  const rows = new Map<XmlElement, number>();
  let row = 0;
  const root = outlineOf(text, (element) => {
    if (element.local === 'c') return true;
    if (element.local !== 'row') return false;
    row = element.attributes.r === undefined ? row + 1 : Number(element.attributes.r);
    rows.set(element, row);
    return !wanted(row);
  });
  return { text, root, rows };
}

/** A worksheet's XML, changed only there. */
export function changedSheet(sheet: string, changes: SheetChanges): string {
  const wanted = new Set([...(changes.cells ?? new Map()).keys()].map((address) => placeOf(address)?.row));
  return changedOutline(
    outlinedSheet(sheet, (row) => wanted.has(row)),
    changes,
  );
}

/** The same of a sheet whose changed rows have been outlined. */
export function changedOutline(
  { text, root, rows }: OutlinedSheet,
  { cells = new Map(), rows: rowChanges = new Map(), like, drawing }: SheetChanges,
): string {
  const places = new Map(
    [...cells].flatMap(([address, change]) => {
      const place = placeOf(address);
      return place === null ? [] : [[place, change] as const];
    }),
  );
  const isSame = places.size === 0 && rowChanges.size === 0;
  const splices: Splice[] = isSame ? [] : [...regridded(text, { root, rows, places, rowChanges, like })];
  splices.push(...widened(text, childOf(root, 'dimension'), [...places.keys()]));
  const old = childOf(root, 'legacyDrawing');
  if (drawing === null && old !== undefined) splices.push(removed(old));
  if (drawing !== null && drawing !== undefined && old === undefined) {
    const id = relationshipAttribute(root, drawing.namespaces, drawing.id);
    const xml = inDialect(`<legacyDrawing ${id}/>`, root);
    splices.push(placed(text, root, { xml, before: behind('legacyDrawing') }));
  }
  return spliced(text, splices);
}

/** Readers that go row by row believe what the sheet says of its size. */
function widened(text: string, dimension: XmlElement | undefined, places: readonly Place[]): readonly Splice[] {
  const range = rangeOf(dimension?.attributes.ref ?? '');
  if (dimension === undefined || range === null || places.every(({ row, column }) => covers(range, row, column)))
    return [];
  const rows = places.map(({ row }) => row);
  const columns = places.map(({ column }) => column);
  const first = addressOf(Math.min(range.top, ...rows), Math.min(range.left, ...columns));
  const last = addressOf(Math.max(range.bottom, ...rows), Math.max(range.right, ...columns));
  const { start, openEnd } = dimension;
  return [{ start, end: openEnd, text: withAttributes(text.slice(start, openEnd), { ref: `${first}:${last}` }) }];
}

/** The sheet not selected any more: of several selected sheets, what is typed into one goes into all. */
export function deselected(text: string): string {
  if (!text.includes('tabSelected')) return text;
  const root = outlineOf(text, ({ local }) => local === 'sheetData');
  const views = (childOf(root, 'sheetViews')?.children ?? []).filter(({ attributes }) => 'tabSelected' in attributes);
  return spliced(
    text,
    views.map(({ start, openEnd }) => ({
      start,
      end: openEnd,
      text: withAttributes(text.slice(start, openEnd), { tabSelected: null }),
    })),
  );
}
