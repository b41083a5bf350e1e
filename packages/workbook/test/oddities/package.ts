import { type ZipPart, zip } from '../zip.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

export interface SheetXml {
  readonly name?: string;
  /** What stands inside `worksheet`. */
  readonly xml: string;
  readonly state?: string;
  /** `worksheet` unless it is something else. */
  readonly kind?: string;
}

export interface BookXml {
  readonly sheets: readonly SheetXml[];
  /** `si` elements. */
  readonly strings?: readonly string[];
  /** Number formats by style: cell style 1 has the first, 2 the second …; a number is a built-in one, a text a custom code. */
  readonly formats?: readonly (number | string)[];
  /** Inside `workbook`, before `sheets`. */
  readonly before?: string;
  readonly after?: string;
  readonly relationships?: string;
  readonly parts?: readonly ZipPart[];
}

/** A workbook written by hand: only what is asked for, spelled as asked. */
export function partsOf(book: BookXml): ZipPart[] {
  const sheets = book.sheets.map(({ name = '统计表', state, kind = 'worksheet', xml }, i) => ({
    entry: `<sheet name="${name}" sheetId="${i + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${i + 1}"/>`,
    relationship: `<Relationship Id="rId${i + 1}" Type="${REL}/${kind}" Target="worksheets/sheet${i + 1}.xml"/>`,
    part: {
      name: `xl/worksheets/sheet${i + 1}.xml`,
      data: kind === 'worksheet' ? `<worksheet xmlns="${MAIN}" xmlns:r="${REL}">${xml}</worksheet>` : xml,
    },
  }));
  const related = (name: string) => `<Relationship Id="${name}" Type="${REL}/${name}" Target="${name}.xml"/>`;
  return [
    { name: '[Content_Types].xml', data: contentTypes(sheets.map(({ part }) => part.name)) },
    {
      name: '_rels/.rels',
      data: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<workbook xmlns="${MAIN}" xmlns:r="${REL}">${book.before ?? ''}<sheets>${sheets.map(({ entry }) => entry).join('')}</sheets>${book.after ?? ''}</workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships xmlns="${PACKAGE}/relationships">${sheets.map(({ relationship }) => relationship).join('')}${book.strings === undefined ? '' : related('sharedStrings')}${book.formats === undefined ? '' : related('styles')}${book.relationships ?? ''}</Relationships>`,
    },
    ...sheets.map(({ part }) => part),
    ...(book.strings === undefined
      ? []
      : [{ name: 'xl/sharedStrings.xml', data: `<sst xmlns="${MAIN}">${book.strings.join('')}</sst>` }]),
    ...(book.formats === undefined ? [] : [{ name: 'xl/styles.xml', data: stylesOf(book.formats) }]),
    ...(book.parts ?? []),
  ];
}

export function bookOf(book: BookXml): Uint8Array {
  return zip(partsOf(book));
}

/** One sheet, its rows given as XML. */
export function sheetOf(
  rows: string,
  more: Omit<BookXml, 'sheets'> & { readonly around?: readonly [string, string] } = {},
) {
  const [before, after] = more.around ?? ['', ''];
  return bookOf({ ...more, sheets: [{ xml: `${before}<sheetData>${rows}</sheetData>${after}` }] });
}

/** Row 1 with these cells. */
export function rowOf(cells: string, more: Parameters<typeof sheetOf>[1] = {}): Uint8Array {
  return sheetOf(`<row r="1">${cells}</row>`, more);
}

/** The same parts, each changed. */
export function rewritten(parts: readonly ZipPart[], change: (part: ZipPart) => ZipPart): Uint8Array {
  return zip(parts.map(change));
}

function contentTypes(sheets: readonly string[]): string {
  const office = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const override = (part: string, type: string) =>
    `<Override PartName="/${part}" ContentType="${office}.${type}+xml"/>`;
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('xl/workbook.xml', 'sheet.main')}${sheets.map((part) => override(part, 'worksheet')).join('')}${override('xl/sharedStrings.xml', 'sharedStrings')}${override('xl/styles.xml', 'styles')}</Types>`;
}

function stylesOf(formats: readonly (number | string)[]): string {
  const customs = formats.flatMap((format, i) => (typeof format === 'string' ? [{ id: 164 + i, code: format }] : []));
  const numFmts = customs.map(({ id, code }) => `<numFmt numFmtId="${id}" formatCode="${attribute(code)}"/>`).join('');
  const xfs = formats
    .map(
      (format, i) =>
        `<xf numFmtId="${typeof format === 'string' ? 164 + i : format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
    )
    .join('');
  return `<styleSheet xmlns="${MAIN}"><numFmts count="${customs.length}">${numFmts}</numFmts><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="14" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${xfs}</cellXfs></styleSheet>`;
}

function attribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
