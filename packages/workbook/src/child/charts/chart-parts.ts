import { escapedAttribute, XML_HEAD } from '../../package/edit.js';
import type { PackagePatch } from '../../package/patch.js';
import { declare, freePart, relate } from '../../package/registry.js';
import { type BarChart, barChartXml, MAIN, RELATIONSHIPS } from './chart-xml.js';

/** A sheet of the workbook and the charts to be drawn on it. */
export interface ChartSheet {
  readonly sheet: string;
  readonly charts: readonly BarChart[];
}

const CONTENT = 'application/vnd.openxmlformats-officedocument';
const SHEET_DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing';

/** Puts charts on a sheet (`part`) that has no drawing yet. */
export function drawCharts(patch: PackagePatch, part: string, charts: readonly BarChart[]): void {
  const drawing = freePart(patch, 'xl/drawings/drawing*.xml');
  const ids = charts.map((chart) => {
    const target = freePart(patch, 'xl/charts/chart*.xml');
    patch.write(target, barChartXml(chart));
    declare(patch, target, `${CONTENT}.drawingml.chart+xml`);
    return relate(patch, drawing, { type: `${RELATIONSHIPS}/chart`, target });
  });
  patch.write(drawing, drawingXml(charts, ids));
  declare(patch, drawing, `${CONTENT}.drawing+xml`);
  const id = relate(patch, part, { type: `${RELATIONSHIPS}/drawing`, target: drawing });
  // Nothing that the schema puts behind a drawing is on a sheet of ours.
  patch.write(part, patch.text(part).replace(/<\/worksheet>$/, `<drawing r:id="${id}"/></worksheet>`));
}

function drawingXml(charts: readonly BarChart[], ids: readonly string[]): string {
  const corner = (column: number, row: number) =>
    `<xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff>`;
  const frames = charts.map(
    ({ title, place: { left, top, right, bottom } }, i) =>
      `<xdr:twoCellAnchor><xdr:from>${corner(left, top)}</xdr:from><xdr:to>${corner(right, bottom)}</xdr:to>` +
      `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${i + 2}" name="图${i + 1}" descr="${escapedAttribute(title)}"/>` +
      '<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>' +
      '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">' +
      `<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="${ids[i]}"/>` +
      '</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>',
  );
  return `${XML_HEAD}<xdr:wsDr xmlns:xdr="${SHEET_DRAWING}" xmlns:a="${MAIN}" xmlns:r="${RELATIONSHIPS}">${frames.join('')}</xdr:wsDr>`;
}
