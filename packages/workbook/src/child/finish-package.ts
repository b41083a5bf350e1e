import { escapedAttribute } from '../package/edit.js';
import { entriesOf } from '../package/entries.js';
import { PackageParts } from '../package/parts.js';
import { PackagePatch } from '../package/patch.js';
import { relationshipsOf, relationshipsPart } from '../package/relationships.js';
import { type ChartSheet, drawCharts } from './charts/chart-parts.js';

export interface Finishing {
  readonly charts: readonly ChartSheet[];
  /** The part of every sheet by its name. */
  readonly parts: ReadonlyMap<string, string>;
}

/**
 * Puts into a package of ours what exceljs cannot write. Links inside the workbook: it makes them links to a file outside, which
 * WPS does not follow and Excel shows as `#'来源'!H4##'来源'!H4` (exceljs issue 3027). Charts. That a program computes it afresh.
 */
export async function finishPackage(bytes: Uint8Array, { charts, parts }: Finishing): Promise<Uint8Array> {
  const patch = new PackagePatch(new PackageParts((await entriesOf(bytes, Number.POSITIVE_INFINITY)) ?? []));
  // A sheet without links may be a ledger of a million cells: it is not unpacked again.
  for (const part of parts.values()) if (patch.find(relationshipsPart(part)) !== undefined) linkInside(patch, part);
  for (const { sheet, charts: drawn } of charts) drawCharts(patch, parts.get(sheet) ?? '', drawn);
  const workbook = 'xl/workbook.xml';
  patch.write(workbook, patch.text(workbook).replace('<calcPr ', '<calcPr fullCalcOnLoad="1" '));
  return patch.finish();
}

/** `<hyperlink ref="D14" r:id="rId1"/>` → `<hyperlink ref="D14" location="'来源'!H4"/>`; they stand at a sheet's end. */
function linkInside(patch: PackagePatch, part: string): void {
  const targets = new Map(
    relationshipsOf(patch, part).map(({ id, target }) => [id, escapedAttribute(target.replace(/^#/, ''))]),
  );
  const xml = patch.text(part);
  const at = xml.lastIndexOf('<hyperlinks>');
  const links = xml.slice(at).replace(/(<hyperlink ref="[A-Z]+\d+") r:id="([^"]+)"/g, (_, link: string, id: string) => {
    return `${link} location="${targets.get(id)}"`;
  });
  patch.write(part, xml.slice(0, at) + links);
  // A streamed sheet of ours has no other relationships.
  patch.remove(relationshipsPart(part));
}
