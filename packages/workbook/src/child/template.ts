import { createHmac } from 'node:crypto';
import { type CellKey, type Column, cellKey, columnsOf, type Measure, type TableDefinition } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import { signIdentity } from '../identity.js';
import type { Methods } from '../protocol.js';
import { formTexts, sheetNames } from '../wording/form.js';
import { toCell } from './amounts.js';
import { bytesOf, newBook } from './book.js';
import { writeGuidance } from './guidance.js';
import {
  columns,
  type FormLayout,
  footerSlots,
  formulaOf,
  headerSlots,
  IDENTITY_MARK,
  IDENTITY_SHEET,
  layoutOf,
  marks,
  numberFormat,
  TITLE_ROW,
} from './layout.js';
import { colours, dress, faces, heightFor, inset, left, right, spread } from './styles.js';
import { addValidations } from './validations.js';

type Input = Parameters<Methods['template']>[0];

/** Chosen so that 九、重点领域 starts the second printed page of T1. */
const MEASURE_HEIGHT = 19.2;
const WIDTHS = {
  number: 5.5,
  measure: 36,
  unit: 9,
  previous: 11.5,
  current: 12.5,
  adjust: 11.5,
  cumulative: 12.5,
  remark: 24,
} as const;
export const FORM_WIDTH = Object.values(WIDTHS).reduce((a, b) => a + b, 0);

/** A fresh form for one office and period: what is filled in is yellow, everything else is locked. */
export async function template({ table, identity, prefill, secret }: Input): Promise<Uint8Array> {
  const book = newBook();
  const sheet = book.addWorksheet(sheetNames.form);
  const layout = layoutOf(table);
  for (const [name, width] of Object.entries(WIDTHS))
    sheet.getColumn(columns[name as keyof typeof WIDTHS]).width = width;
  writeHead(sheet, { table, layout, prefill });
  writeRows(sheet, { table, layout, prefill });
  writeFoot(sheet, layout);
  addValidations(sheet, layout);
  setUp(sheet, layout);
  // Against slips, not against malice: the figures are judged when they come back. The password is nobody's to type.
  const password = createHmac('sha256', secret).update('duban-sheet-protection').digest('hex').slice(0, 16);
  await sheet.protect(password, {
    spinCount: 1000,
    selectLockedCells: true,
    selectUnlockedCells: true,
    formatColumns: true,
    formatRows: true,
  });
  await writeGuidance(book.addWorksheet(sheetNames.guidance), { table, password });

  const hidden = book.addWorksheet(IDENTITY_SHEET, { state: 'veryHidden' });
  const signed = signIdentity(identity, secret);
  hidden.getColumn(1).values = [IDENTITY_MARK, signed.text, signed.mac];
  return bytesOf(book);
}

interface Writing {
  readonly table: TableDefinition;
  readonly layout: FormLayout;
  readonly prefill: Input['prefill'];
}

function writeHead(sheet: Worksheet, { table, layout, prefill }: Writing): void {
  spread(sheet, `A${TITLE_ROW}:${columns.remark}${TITLE_ROW}`, {
    value: prefill.periodLabel === '' ? table.title : `${table.title}（${prefill.periodLabel}）`,
    look: { font: { name: faces.head, size: 18 }, bordered: false },
  });
  sheet.getRow(TITLE_ROW).height = 34;
  sheet.getCell(`${columns.keys}${TITLE_ROW}`).value = marks.sheet;

  for (const { row, fields } of layout.header) {
    const where: string[] = [];
    for (const [i, slot] of headerSlots.entries()) {
      const field = fields[i];
      const isDue =
        field === undefined && i === fields.length && row === layout.legendRow - 1 && prefill.dueLabel !== '';
      if (field !== undefined) where.push(`${field.key}@${slot.from}`);
      const text =
        field === undefined
          ? isDue
            ? `${formTexts.due}：${prefill.dueLabel}`
            : null
          : `${field.label}：${prefill.header[field.key] ?? ''}`;
      const look = { align: { ...left, wrapText: false, shrinkToFit: true }, bordered: false };
      spread(sheet, `${slot.from}${row}:${slot.to}${row}`, { value: text, look });
    }
    sheet.getRow(row).height = 20;
    sheet.getCell(`${columns.keys}${row}`).value = `${marks.header} ${where.join(',')}`;
  }

  const legend = formTexts.legend(moneyUnit(table));
  const look = { font: { size: 9 }, align: left, bordered: false };
  spread(sheet, `A${layout.legendRow}:${columns.remark}${layout.legendRow}`, { value: legend, look });
  sheet.getRow(layout.legendRow).height = heightFor(legend, FORM_WIDTH, { size: 9 });

  for (const [name, text] of Object.entries(formTexts.columns)) {
    const cell = sheet.getCell(`${columns[name as keyof typeof formTexts.columns]}${layout.columnRow}`);
    cell.value = text;
    dress(cell, { font: { name: faces.head }, fill: colours.header });
  }
  sheet.getRow(layout.columnRow).height = 26;
  sheet.getCell(`${columns.keys}${layout.columnRow}`).value = marks.columns;
}

function writeRows(sheet: Worksheet, { layout, prefill }: Writing): void {
  const rows = new Map(layout.rows.map(({ measure, row }) => [measure?.key, row]));
  for (const { row, section, measure, number } of layout.rows) {
    if (section !== undefined) {
      const look = { font: { name: faces.head }, fill: colours.section, align: inset() };
      spread(sheet, `A${row}:${columns.remark}${row}`, { value: section, look });
      sheet.getRow(row).height = 20;
    }
    if (measure === undefined) continue;
    sheet.getCell(`${columns.keys}${row}`).value = measure.key;
    write(sheet, `${columns.number}${row}`, number ?? null);
    write(sheet, `${columns.measure}${row}`, measure.label);
    dress(sheet.getCell(`${columns.measure}${row}`), { align: inset(measure.indent) });
    write(sheet, `${columns.unit}${row}`, measure.unit);
    if (measure.kind === 'text') {
      const look = { fill: colours.input, unlocked: true, align: { ...inset(), vertical: 'top' } } as const;
      spread(sheet, `${columns.previous}${row}:${columns.remark}${row}`, { value: null, look });
      sheet.getRow(row).height = 84;
      continue;
    }
    const previous = prefill.previous[cellKey(measure.key, 'cumulative')];
    writePrevious(sheet, { address: `${columns.previous}${row}`, measure, value: previous });
    for (const column of ['current', 'adjust', 'cumulative'] as const) {
      writeFigure(sheet, { row, measure, column, formula: formulaOf(measure, column, (key) => rows.get(key)) });
    }
    dress(sheet.getCell(`${columns.remark}${row}`), { unlocked: true, align: inset(), font: { size: 9 } });
    sheet.getRow(row).height = MEASURE_HEIGHT;
  }
}

function write(sheet: Worksheet, address: string, value: string | number | null): void {
  sheet.getCell(address).value = value;
  dress(sheet.getCell(address), {});
}

function writePrevious(
  sheet: Worksheet,
  { address, measure, value }: { address: string; measure: Measure; value: Input['prefill']['previous'][CellKey] },
): void {
  const amount = columnsOf(measure).includes('cumulative') ? toCell(measure, value) : null;
  const cell = sheet.getCell(address);
  cell.value = amount ?? formTexts.notApplicable;
  dress(
    cell,
    amount === null
      ? { fill: colours.notApplicable, font: { color: { argb: colours.faint } } }
      : { align: right, format: numberFormat(measure) },
  );
}

interface FigureCell {
  readonly row: number;
  readonly measure: Measure;
  readonly column: Column;
  readonly formula: string | null;
}

function writeFigure(sheet: Worksheet, { row, measure, column, formula }: FigureCell): void {
  const cell = sheet.getCell(`${columns[column]}${row}`);
  if (!columnsOf(measure).includes(column)) {
    cell.value = formTexts.notApplicable;
    dress(cell, { fill: colours.notApplicable, font: { color: { argb: colours.faint } } });
    return;
  }
  const format = numberFormat(measure);
  // Nothing is typed yet, so every formula of the form shows a blank; fill.ts caches results.
  if (formula !== null) cell.value = { formula, result: '' };
  dress(
    cell,
    formula === null ? { fill: colours.input, unlocked: true, align: right, format } : { align: right, format },
  );
}

function writeFoot(sheet: Worksheet, layout: FormLayout): void {
  for (const { row, fields } of layout.footer) {
    const where: string[] = [];
    for (const [i, field] of fields.entries()) {
      const slot = footerSlots[i];
      if (slot === undefined) continue;
      const label = sheet.getCell(`${slot.label}${row}`);
      label.value = `${field.label}：`;
      dress(label, { align: { ...right, wrapText: false }, bordered: false });
      const look = { fill: colours.input, unlocked: true, align: inset(), format: '@' };
      spread(sheet, `${slot.from}${row}:${slot.to}${row}`, { value: null, look });
      where.push(`${field.key}@${slot.from}`);
    }
    sheet.getRow(row).height = 24;
    sheet.getCell(`${columns.keys}${row}`).value = `${marks.header} ${where.join(',')}`;
  }
  const [first, last] = [layout.footer[0], layout.footer.at(-1)];
  if (first === undefined || last === undefined) return;
  const look = { font: { color: { argb: colours.faint } }, bordered: false };
  spread(sheet, `${columns.remark}${first.row}:${columns.remark}${last.row}`, { value: formTexts.seal, look });
}

function setUp(sheet: Worksheet, layout: FormLayout): void {
  sheet.getColumn(columns.keys).hidden = true;
  sheet.views = [
    {
      state: 'frozen',
      xSplit: 2,
      ySplit: layout.columnRow,
      topLeftCell: `C${layout.columnRow + 1}`,
      activeCell: `${columns.current}${layout.columnRow + 2}`,
      showGridLines: false,
      zoomScale: 100,
    },
  ];
  sheet.pageSetup = {
    paperSize: 9,
    orientation: 'portrait',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    printArea: `A1:${columns.remark}${layout.lastRow}`,
    printTitlesRow: `${layout.columnRow}:${layout.columnRow}`,
    margins: { left: 0.5, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
  };
  sheet.headerFooter.oddFooter = `&C${formTexts.printFooter}`;
}

function moneyUnit(table: TableDefinition): string {
  return (
    table.sections.flatMap((section) => section.measures).find((measure) => measure.kind === 'money')?.unit ?? '元'
  );
}
