import type { Finding } from '@duban/tables';
import { escapedAttribute, escapedString, XML_HEAD } from '../package/edit.js';
import type { Namespaces } from '../package/namespaces.js';
import type { StylesPart } from '../package/styles-part.js';
import { formTexts } from '../wording/form.js';
import { severityNames, returnTexts as texts } from '../wording/marked-return.js';
import { type MarkRecord, recordText, severityColours, solidFill } from './marks.js';
import { sheetPrefix } from './references.js';
import { colours, faces, heightFor } from './styles.js';

/** Of the hidden column that remembers the marked cells: what its first cell says. */
export const recordsMark = 'duban:marks';

const WIDTHS = [6, 11, 18, 30, 20, 24, 64];
const ALL = WIDTHS.reduce((a, b) => a + b, 0);
const FIRST = 6;
/** A cell holds 32,767 characters; nobody reads that many of a wrong entry. */
const LONGEST = 2000;

export interface Listing {
  readonly name: string;
  readonly findings: readonly Finding[];
  /** Only places on these sheets become links. */
  readonly sheets: ReadonlySet<string>;
  readonly records: readonly MarkRecord[];
}

/**
 * 审核意见 as a worksheet part: what to mend first, what to explain, what to know; each with a link to its cell. All texts stand in
 * the cells themselves, as texts: what a finding quotes is never a formula, and the workbook's own table of texts stays as it is.
 */
export function findingsSheet(
  { name, findings, sheets, records }: Listing,
  styles: StylesPart,
  namespaces: Namespaces,
): string {
  const look = looksIn(styles);
  const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  const head = [
    { text: texts.title, style: look.title, height: 34 },
    { text: texts.file(name), style: look.line },
    { text: texts.count({ errors: count('E'), warnings: count('W'), notes: count('I') }), style: look.strong },
    { text: texts.how, style: look.how },
  ];
  const order = { E: 0, W: 1, I: 2 } as const;
  const sorted = [...findings].sort((a, b) => order[a.severity] - order[b.severity]);
  const links: string[] = [];
  const rows = [
    ...head.map(({ text, style, height = heightFor(text, ALL, { least: 22 }) }, i) =>
      rowXml(i + 1, {
        height,
        cells: [...across(i + 1, text, style), i === 0 ? textCell('H1', recordsMark, look.plain) : ''],
      }),
    ),
    rowXml(5, { height: 24, cells: texts.columns.map((title, i) => textCell(`${LETTERS[i]}5`, title, look.header)) }),
    ...Array.from({ length: Math.max(sorted.length, records.length) }, (_, i) => {
      const row = FIRST + i;
      const finding = sorted[i];
      const record = records[i];
      const listed =
        finding === undefined ? { cells: [], height: 18 } : findingCells(finding, { row, number: i + 1, look });
      const place = finding?.place ?? null;
      if (place !== null && sheets.has(place.sheet)) links.push(linkXml(`C${row}`, place));
      const remembered = record === undefined ? '' : textCell(`H${row}`, recordText(record), look.plain);
      return rowXml(row, { ...listed, cells: [...listed.cells, remembered] });
    }),
  ];
  const merges = head.map((_, i) => `<mergeCell ref="A${i + 1}:G${i + 1}"/>`);
  return `${XML_HEAD}<worksheet xmlns="${namespaces.main}"><sheetPr><tabColor rgb="${colours.error}"/><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"><pane ySplit="5" topLeftCell="A6" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A6" sqref="A6"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${WIDTHS.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('')}<col min="8" max="8" width="9" hidden="1" customWidth="1"/></cols><sheetData>${rows.join('')}</sheetData><mergeCells count="${merges.length}">${merges.join('')}</mergeCells>${links.length === 0 ? '' : `<hyperlinks>${links.join('')}</hyperlinks>`}<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>${escapedString(`&C${formTexts.printFooter}`)}</oddFooter></headerFooter></worksheet>`;
}

/** Rows that every printed page repeats, for the sheet's name. */
export function printTitles(sheet: string): string {
  return `${sheetPrefix(sheet)}$5:$5`;
}

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];

interface Look {
  readonly title: number;
  readonly line: number;
  readonly strong: number;
  readonly how: number;
  readonly header: number;
  readonly middle: number;
  readonly text: number;
  readonly link: number;
  readonly plain: number;
  readonly severity: Readonly<Record<Finding['severity'], number>>;
}

function looksIn(styles: StylesPart): Look {
  const font = (name: string, size: number, { bold = false, underlined = false, colour = 'FF000000' } = {}) =>
    `<font>${bold ? '<b/>' : ''}${underlined ? '<u/>' : ''}<sz val="${size}"/><color rgb="${colour}"/><name val="${name}"/><charset val="134"/></font>`;
  const side = (name: string) => `<${name} style="thin"><color rgb="${colours.line}"/></${name}>`;
  const border = `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border>`;
  const align = (horizontal: string, indent = 0) =>
    `<alignment horizontal="${horizontal}" vertical="center" wrapText="1"${indent === 0 ? '' : ` indent="${indent}"`}/>`;
  const body = font(faces.body, 11);
  const severity = (of: Finding['severity']) =>
    styles.look({ font: body, fill: solidFill(severityColours[of]), border, inside: align('center') });
  return {
    title: styles.look({ font: font(faces.head, 18), inside: align('center') }),
    line: styles.look({ font: body, inside: align('left') }),
    strong: styles.look({ font: font(faces.body, 11, { bold: true }), inside: align('left') }),
    how: styles.look({ font: font(faces.body, 10, { colour: colours.faint }), inside: align('left') }),
    header: styles.look({
      font: font(faces.head, 11),
      fill: solidFill(colours.header),
      border,
      inside: align('center'),
    }),
    middle: styles.look({ font: body, border, inside: align('center') }),
    text: styles.look({ font: body, border, inside: align('left', 1), quotePrefix: true }),
    link: styles.look({
      font: font(faces.body, 11, { underlined: true, colour: colours.link }),
      border,
      inside: align('center'),
    }),
    plain: styles.look({ font: body, inside: align('left') }),
    severity: { E: severity('E'), W: severity('W'), I: severity('I') },
  };
}

function findingCells(finding: Finding, { row, number, look }: { row: number; number: number; look: Look }) {
  const { place, severity } = finding;
  const at = place === null ? texts.whole : `${place.sheet}!${place.cell}`;
  const shown = [finding.label, finding.found, finding.expected, finding.message].map(shortened);
  const words = [String(number), severityNames[severity], at, ...shown];
  const cells = [
    `<c r="A${row}" s="${look.middle}"><v>${number}</v></c>`,
    textCell(`B${row}`, severityNames[severity], look.severity[severity]),
    textCell(`C${row}`, at, place === null ? look.middle : look.link),
    ...shown.map((text, i) => textCell(`${LETTERS[i + 3]}${row}`, text, look.text)),
  ];
  return { cells, height: Math.max(...words.map((word, i) => heightFor(word, (WIDTHS[i] ?? 10) - (i < 3 ? 0 : 3)))) };
}

function rowXml(
  row: number,
  { height, cells }: { readonly height: number; readonly cells: readonly string[] },
): string {
  // 409 points is as high as a row can be.
  return `<row r="${row}" ht="${Math.min(Math.round(height * 10) / 10, 409)}" customHeight="1">${cells.join('')}</row>`;
}

function across(row: number, text: string, style: number): readonly string[] {
  const rest = LETTERS.slice(1).map((letter) => `<c r="${letter}${row}" s="${style}"/>`);
  return [textCell(`A${row}`, text, style), ...rest];
}

function textCell(address: string, text: string, style: number): string {
  return `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapedString(text)}</t></is></c>`;
}

function linkXml(ref: string, { sheet, cell }: { sheet: string; cell: string }): string {
  const display = escapedAttribute(`${sheet}!${cell}`);
  return `<hyperlink ref="${ref}" location="${escapedAttribute(`${sheetPrefix(sheet)}${cell}`)}" display="${display}"/>`;
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
