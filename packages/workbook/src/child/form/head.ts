import { type FormRegistration, measuresOf, type TableDefinition } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import { columnNumber } from '../../cells/address.js';
import { formTexts, registrationTexts } from '../../wording/form.js';
import { marks } from '../layout.js';
import { faces, heightFor, left, spread } from '../styles.js';
import { writeTyped } from './foot.js';
import { type FormLayout, TITLE_ROW } from './form-layout.js';
import type { KnownFigures } from './previous.js';
import { rangeOf, type Span } from './slots.js';

export interface Writing {
  readonly table: TableDefinition;
  readonly layout: FormLayout;
  readonly known: KnownFigures;
}

/** Title, registration, room for the prefilled header fields with the due, and how to read the colours. */
export function writeHead(sheet: Worksheet, { table, layout }: Writing): void {
  const { columns, headerSlots, legendRow } = layout;
  writeTitle(sheet, { table, layout });
  for (const { row, fields } of layout.header) {
    const where: string[] = [];
    for (const [i, slot] of headerSlots.entries()) {
      const field = fields[i];
      if (field !== undefined) where.push(`${field.key}@${slot.from}`);
      const look = { align: { ...left, wrapText: false, shrinkToFit: true }, bordered: false };
      spread(sheet, rangeOf(slot, row), { value: null, look });
    }
    sheet.getRow(row).height = 20;
    sheet.getCell(`${columns.keys}${row}`).value = `${marks.header} ${where.join(',')}`;
  }
  for (const line of layout.asked) writeTyped(sheet, { line, layout });
  const legend = legendOf(table, layout);
  const to = headerSlots[1]?.to ?? columns.last;
  spread(sheet, `A${legendRow}:${to}${legendRow}`, {
    value: legend,
    look: { font: { size: 9 }, align: left, bordered: false },
  });
  sheet.getRow(legendRow).height = heightFor(legend, widthBetween(layout, { from: 'A', to }), { size: 9, least: 28 });
}

function writeTitle(sheet: Worksheet, { table, layout }: Pick<Writing, 'table' | 'layout'>): void {
  const { columns, headerSlots } = layout;
  const [, second, third] = headerSlots;
  const registered = table.registration !== null && second !== undefined && third !== undefined;
  const to = registered ? second.to : columns.last;
  spread(sheet, `A${TITLE_ROW}:${to}${TITLE_ROW}`, {
    value: null,
    look: { font: { name: faces.head, size: 18 }, bordered: false },
  });
  sheet.getRow(TITLE_ROW).height = 34;
  sheet.getCell(`${columns.keys}${TITLE_ROW}`).value = marks.sheet;
  if (!registered || table.registration === null) return;
  // On statistical forms the registration stands at the right of the title.
  const lines = registrationLines(table.registration).map(([label, value]) => `${label}：${value}`);
  spread(sheet, rangeOf(third, TITLE_ROW), {
    value: lines.join('\n'),
    look: { font: { size: 9 }, align: left, bordered: false },
  });
  sheet.getRow(TITLE_ROW).height = 58;
}

export function registrationLines(registration: FormRegistration): readonly (readonly [string, string])[] {
  const texts = registrationTexts;
  return [
    [texts.number, registration.number],
    [texts.authority, registration.authority],
    [texts.approval, registration.approval],
    [texts.validUntil, registration.validUntil ?? texts.open],
  ];
}

function legendOf(table: TableDefinition, { columns, counted }: FormLayout): string {
  const measures = measuresOf(table);
  if (measures.length === 0) return formTexts.coverLegend;
  const unit = measures.find((measure) => measure.kind === 'money')?.unit ?? null;
  const white = [
    ...(measures.some(({ semantics }) => semantics === 'flow-additive') && columns.cumulative !== null
      ? [formTexts.rolledForward]
      : []),
    ...(counted.size > 0 ? [formTexts.countedLegend] : []),
  ];
  return formTexts.legend({ unit, grey: columns.previous !== null || table.blocks.length > 0, white });
}

/** Width of a span of columns in digits. */
export function widthBetween({ columns }: Pick<FormLayout, 'columns'>, { from, to }: Span): number {
  const [first, last] = [columnNumber(from), columnNumber(to)];
  const between = Object.entries(columns.widths).filter(([letter]) => {
    const column = columnNumber(letter);
    return column >= first && column <= last;
  });
  return between.reduce((sum, [, width]) => sum + width, 0);
}
