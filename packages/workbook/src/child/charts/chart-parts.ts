import { type BarChart, barChartXml, escaped, HEAD, MAIN, RELATIONSHIPS } from './chart-xml.js';

/** A sheet of the workbook and the charts to be drawn on it. */
export interface ChartSheet {
  readonly sheet: string;
  readonly charts: readonly BarChart[];
}

/** What has to be put into a finished package to show charts. */
export interface ChartParts {
  /** New parts by name. */
  readonly parts: ReadonlyMap<string, string>;
  /** The `<drawing>` element at the end of each sheet's part. */
  readonly tags: ReadonlyMap<string, string>;
  /** Entries of [Content_Types].xml */
  readonly types: string;
}

const CONTENT = 'application/vnd.openxmlformats-officedocument';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const SHEET_DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing';

/** Drawing and chart parts with their relationships. A sheet with charts has none of its own yet: no links, no pictures. */
export function chartParts(sheets: readonly ChartSheet[], numbers: ReadonlyMap<string, number>): ChartParts {
  const parts = new Map<string, string>();
  const tags = new Map<string, string>();
  const types: string[] = [];
  let count = 0;
  for (const [i, { sheet, charts }] of sheets.entries()) {
    const drawing = i + 1;
    const part = `sheet${numbers.get(sheet)}.xml`;
    tags.set(`xl/worksheets/${part}`, '<drawing r:id="rId1"/>');
    parts.set(`xl/worksheets/_rels/${part}.rels`, relationships([['drawing', `../drawings/drawing${drawing}.xml`]]));
    types.push(override(`/xl/drawings/drawing${drawing}.xml`, 'drawing+xml'));
    const targets = charts.map((chart) => {
      count += 1;
      parts.set(`xl/charts/chart${count}.xml`, barChartXml(chart));
      types.push(override(`/xl/charts/chart${count}.xml`, 'drawingml.chart+xml'));
      return ['chart', `../charts/chart${count}.xml`] as const;
    });
    parts.set(`xl/drawings/drawing${drawing}.xml`, drawingXml(charts));
    parts.set(`xl/drawings/_rels/drawing${drawing}.xml.rels`, relationships(targets));
  }
  return { parts, tags, types: types.join('') };
}

function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const all = targets.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}">${all.join('')}</Relationships>`;
}

function override(part: string, type: string): string {
  return `<Override PartName="${part}" ContentType="${CONTENT}.${type}"/>`;
}

function drawingXml(charts: readonly BarChart[]): string {
  const corner = (column: number, row: number) =>
    `<xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff>`;
  const frames = charts.map(
    ({ title, place: { left, top, right, bottom } }, i) =>
      `<xdr:twoCellAnchor><xdr:from>${corner(left, top)}</xdr:from><xdr:to>${corner(right, bottom)}</xdr:to>` +
      `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${i + 2}" name="图${i + 1}" descr="${escaped(title)}"/>` +
      '<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>' +
      '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">' +
      `<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId${i + 1}"/>` +
      '</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>',
  );
  return `${HEAD}<xdr:wsDr xmlns:xdr="${SHEET_DRAWING}" xmlns:a="${MAIN}" xmlns:r="${RELATIONSHIPS}">${frames.join('')}</xdr:wsDr>`;
}
