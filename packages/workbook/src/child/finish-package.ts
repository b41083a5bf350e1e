import { escapedAttribute } from '../package/edit.js';
import { entriesOf } from '../package/entries.js';
import { PackageParts } from '../package/parts.js';
import { PackagePatch } from '../package/patch.js';
import { relationshipsOf, relationshipsPart } from '../package/relationships.js';
import { type ChartSheet, drawCharts } from './charts/chart-parts.js';
import type { CellTarget } from './put.js';
import { sheetPrefix } from './references.js';

export interface Link {
  readonly from: CellTarget;
  readonly to: CellTarget;
}

export interface Finishing {
  readonly charts: readonly ChartSheet[];
  /** Links on cells that are no texts. */
  readonly links: readonly Link[];
  /** The part of every sheet by its name. */
  readonly parts: ReadonlyMap<string, string>;
}

/**
 * Puts into a package of ours what exceljs cannot write. Links inside the workbook: it makes them links to a file outside, which
 * WPS does not follow and Excel shows as `#'来源'!H4##'来源'!H4` (exceljs issue 3027). Charts. That a program computes it afresh.
 */
export async function finishPackage(bytes: Uint8Array, { charts, links, parts }: Finishing): Promise<Uint8Array> {
  const patch = new PackagePatch(new PackageParts((await entriesOf(bytes, Number.POSITIVE_INFINITY)) ?? []));
  // A sheet without links may be a ledger of a million cells: it is not unpacked again.
  for (const [sheet, part] of parts) {
    const own = links.filter(({ from }) => from.sheet === sheet);
    if (own.length > 0 || patch.find(relationshipsPart(part)) !== undefined) linkInside(patch, part, own);
  }
  for (const { sheet, charts: drawn } of charts) drawCharts(patch, parts.get(sheet) ?? '', drawn);
  const workbook = 'xl/workbook.xml';
  patch.write(workbook, patch.text(workbook).replace('<calcPr ', '<calcPr fullCalcOnLoad="1" '));
  return patch.finish();
}

/** `<hyperlink ref="D14" r:id="rId1"/>` → `<hyperlink ref="D14" location="'来源'!H4"/>`, and the links of other cells; they stand at a sheet's end. */
function linkInside(patch: PackagePatch, part: string, links: readonly Link[]): void {
  const targets = new Map(relationshipsOf(patch, part).map(({ id, target }) => [id, target.replace(/^#/, '')]));
  const xml = patch.text(part);
  // What comes behind the links of a sheet of ours begins here.
  const end = xml.lastIndexOf('<pageMargins');
  const begin = xml.indexOf('<hyperlinks>', xml.lastIndexOf('</sheetData>'));
  const written = begin === -1 ? '' : xml.slice(begin, end);
  const all = [
    ...[...written.matchAll(/<hyperlink ref="([A-Z]+\d+)" r:id="([^"]+)"/g)].map(([, cell = '', id = '']) =>
      linkXml(cell, targets.get(id) ?? ''),
    ),
    ...links.map(({ from, to }) => linkXml(from.cell, `${sheetPrefix(to.sheet)}${to.cell}`)),
  ];
  const before = xml.slice(0, begin === -1 ? end : begin);
  patch.write(part, `${before}<hyperlinks>${all.join('')}</hyperlinks>${xml.slice(end)}`);
  // A streamed sheet of ours has no other relationships.
  patch.remove(relationshipsPart(part));
}

function linkXml(cell: string, location: string): string {
  return `<hyperlink ref="${cell}" location="${escapedAttribute(location)}"/>`;
}
