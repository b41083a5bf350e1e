import type { Finding } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import { formTexts } from '../wording/form.js';
import { severityNames, returnTexts as texts } from '../wording/marked-return.js';
import { colours, dress, faces, heightFor, inset, left, middle, spread } from './styles.js';

const WIDTHS = [6, 11, 16, 30, 20, 24, 60];
const ALL = WIDTHS.reduce((a, b) => a + b, 0);
const FILLS = { E: colours.error, W: colours.warning, I: colours.note } as const;

interface Listing {
  readonly name: string;
  readonly findings: readonly Finding[];
  /** Only places on these sheets become links. */
  readonly sheets: ReadonlySet<string>;
}

/** 审核意见: what to mend first, what to explain, what to know; each with a link to its cell. */
export function writeFindings(sheet: Worksheet, { name, findings, sheets }: Listing): void {
  for (const [i, width] of WIDTHS.entries()) sheet.getColumn(i + 1).width = width;
  const across = (row: number, text: string, look: Parameters<typeof dress>[1]) => {
    spread(sheet, `A${row}:G${row}`, { value: text, look: { bordered: false, align: left, ...look } });
    sheet.getRow(row).height = heightFor(text, ALL, { least: 22 });
  };
  const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  across(1, texts.title, { font: { name: faces.head, size: 18 }, align: middle });
  sheet.getRow(1).height = 34;
  across(2, texts.file(name), {});
  across(3, texts.count({ errors: count('E'), warnings: count('W'), notes: count('I') }), { font: { bold: true } });
  across(4, texts.how, { font: { size: 10, color: { argb: colours.faint } } });
  for (const [i, title] of texts.columns.entries()) {
    sheet.getCell(5, i + 1).value = title;
    dress(sheet.getCell(5, i + 1), { font: { name: faces.head }, fill: colours.header });
  }
  sheet.getRow(5).height = 24;
  const order = { E: 0, W: 1, I: 2 } as const;
  const sorted = [...findings].sort((a, b) => order[a.severity] - order[b.severity]);
  for (const [i, finding] of sorted.entries()) writeFinding(sheet, { row: 6 + i, number: i + 1, finding, sheets });

  sheet.views = [{ state: 'frozen', ySplit: 5, showGridLines: false }];
  sheet.pageSetup = {
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: '5:5',
    margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
  };
  sheet.headerFooter.oddFooter = `&C${formTexts.printFooter}`;
}

interface Line {
  readonly row: number;
  readonly number: number;
  readonly finding: Finding;
  readonly sheets: ReadonlySet<string>;
}

function writeFinding(sheet: Worksheet, { row, number, finding, sheets }: Line): void {
  const { place } = finding;
  const cells = [
    number,
    severityNames[finding.severity],
    place === null ? texts.whole : `${place.sheet}!${place.cell}`,
    finding.label,
    finding.found,
    finding.expected,
    finding.message,
  ];
  for (const [i, value] of cells.entries()) {
    const cell = sheet.getCell(row, i + 1);
    cell.value = value;
    dress(cell, { align: i < 3 ? middle : inset(), ...(i === 1 ? { fill: FILLS[finding.severity] } : {}) });
  }
  if (place !== null && sheets.has(place.sheet)) {
    const cell = sheet.getCell(row, 3);
    cell.value = { text: `${place.sheet}!${place.cell}`, hyperlink: `#'${place.sheet}'!${place.cell}` };
    dress(cell, { font: { underline: true, color: { argb: colours.link } } });
  }
  const heights = cells.map((value, i) => heightFor(String(value), WIDTHS[i] ?? 10));
  sheet.getRow(row).height = Math.max(...heights);
}
