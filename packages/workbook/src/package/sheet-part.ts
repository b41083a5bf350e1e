import { placeOf, rangeOf } from '../cells/address.js';
import type { CellRange } from '../cells/types.js';
import { inDialect, opened, placed, removed, type Splice, spliced, withAttributes } from './edit.js';
import { type Namespaces, relationshipAttribute, relationshipIdOf } from './namespaces.js';
import { childOf, outlineOf, type XmlElement } from './outline.js';
import { type Restyle, restyled } from './sheet-cells.js';
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
  /** New styles by address, from the style a cell has; cells not written yet are made, with their row's or column's style as old one. */
  readonly cells?: ReadonlyMap<string, Restyle>;
  /** The relationship of the comments' drawing: to be put in, or null to be taken out. */
  readonly drawing?: { readonly id: string; readonly namespaces: Namespaces } | null;
}

/** A worksheet's XML, changed only there. */
export function changedSheet(sheet: string, { cells, drawing }: SheetChanges): string {
  const text = opened(sheet);
  const places = new Map(
    [...(cells ?? [])].flatMap(([address, style]) => {
      const place = placeOf(address);
      return place === null ? [] : [[place, style] as const];
    }),
  );
  const wanted = new Set([...places.keys()].map(({ row }) => row));
  const rows = new Map<XmlElement, number>();
  let row = 0;
  const root = outlineOf(text, (element) => {
    if (element.local === 'c') return true;
    if (element.local !== 'row') return false;
    row = element.attributes.r === undefined ? row + 1 : Number(element.attributes.r);
    rows.set(element, row);
    return !wanted.has(row);
  });
  const splices: Splice[] = places.size === 0 ? [] : [...restyled(text, { root, rows, places })];
  const old = childOf(root, 'legacyDrawing');
  if (drawing === null && old !== undefined) splices.push(removed(old));
  if (drawing !== null && drawing !== undefined && old === undefined) {
    const id = relationshipAttribute(root, drawing.namespaces, drawing.id);
    const xml = inDialect(`<legacyDrawing ${id}/>`, root);
    splices.push(placed(text, root, { xml, before: behind('legacyDrawing') }));
  }
  return spliced(text, splices);
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
