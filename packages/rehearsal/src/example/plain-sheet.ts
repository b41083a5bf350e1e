import {
  type Column,
  cellKey,
  columnsOf,
  formatExact,
  type Grid,
  type TableDefinition,
  type Value,
} from '@duban/tables';
import JSZip from 'jszip';

export interface PlainSheet {
  readonly table: TableDefinition;
  readonly grid: Grid;
  /** The line above the table, e.g. `嘉祥县医保基金工作情况统计表（2023年三季度）`. */
  readonly title: string;
  readonly header: readonly (readonly [label: string, value: string])[];
}

const COLUMNS: readonly (readonly [string, Column | null])[] = [
  ['指标', null],
  ['计量单位', null],
  ['本期', 'current'],
  ['上期调整数', 'adjust'],
  ['累计', 'cumulative'],
];

/**
 * The same form as a county types it into an empty workbook: no template, no hidden sheet, no styles, its own order of columns. Written
 * part by part as the few parts of a package, since it must not look like anything of ours.
 */
export async function plainSheet({ table, grid, title, header }: PlainSheet): Promise<Uint8Array> {
  const rows: (readonly (string | number)[])[] = [[title], header.map(([label, value]) => `${label}：${value}`)];
  rows.push(COLUMNS.map(([label]) => label));
  for (const section of table.sections) {
    rows.push([section.title]);
    for (const measure of section.measures) {
      const figure = (column: Column | null) => {
        if (column === null || !columnsOf(measure).includes(column)) return '';
        const value: Value = grid[cellKey(measure.key, column)] ?? null;
        return typeof value === 'number' ? Number(formatExact(measure, value)) : (value ?? '');
      };
      rows.push([measure.label, measure.unit, ...COLUMNS.slice(2).map(([, column]) => figure(column))]);
    }
  }
  return packed(rows);
}

async function packed(rows: readonly (readonly (string | number)[])[]): Promise<Uint8Array> {
  const zip = new JSZip();
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  zip.file(
    '[Content_Types].xml',
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/></Types>`,
  );
  zip.file(
    '_rels/.rels',
    `${head}<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  zip.file(
    'xl/workbook.xml',
    `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>`,
  );
  zip.file(
    'xl/_rels/workbook.xml.rels',
    `${head}<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  );
  const cells = rows.map(
    (row, r) => `<row r="${r + 1}">${row.map((value, c) => cell(value, { row: r, column: c })).join('')}</row>`,
  );
  zip.file(
    'xl/worksheets/sheet1.xml',
    `${head}<worksheet xmlns="${main}"><sheetData>${cells.join('')}</sheetData></worksheet>`,
  );
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

function cell(value: string | number, { row, column }: { row: number; column: number }): string {
  if (value === '') return '';
  const address = `${String.fromCharCode(65 + column)}${row + 1}`;
  if (typeof value === 'number') return `<c r="${address}"><v>${value}</v></c>`;
  const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;
}
