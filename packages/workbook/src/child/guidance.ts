import type { TableDefinition } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import { formTexts, semanticsNames } from '../wording/form.js';
import { layoutOf } from './layout.js';
import { colours, dress, faces, heightFor, inset, left, spread } from './styles.js';

const WIDTHS = [6, 34, 10, 17, 62];
const ALL = WIDTHS.reduce((a, b) => a + b, 0);

/** 填表说明: how to fill the form in, then the 口径 of each measure under its number on the form. */
export async function writeGuidance(
  sheet: Worksheet,
  { table, password }: { readonly table: TableDefinition; readonly password: string },
): Promise<void> {
  for (const [i, width] of WIDTHS.entries()) sheet.getColumn(i + 1).width = width;
  let row = 0;
  const across = (text: string, look: Parameters<typeof dress>[1], least = 20) => {
    row += 1;
    spread(sheet, `A${row}:E${row}`, { value: text, look: { align: left, bordered: false, ...look } });
    sheet.getRow(row).height = heightFor(text, ALL, { least });
  };
  across(
    formTexts.guidanceTitle(table.title),
    { font: { name: faces.head, size: 16 }, align: { horizontal: 'center', vertical: 'middle' } },
    32,
  );
  across(formTexts.generalGuidance, { font: { name: faces.head } });
  for (const [i, paragraph] of table.guidance.entries()) across(`${i + 1}. ${paragraph}`, {});
  across(formTexts.measureGuidance, { font: { name: faces.head } });

  row += 1;
  const titles = row;
  for (const [i, title] of formTexts.guidanceColumns.entries()) {
    sheet.getCell(row, i + 1).value = title;
    dress(sheet.getCell(row, i + 1), { font: { name: faces.head }, fill: colours.header });
  }
  for (const { section, measure, number } of layoutOf(table).rows) {
    row += 1;
    if (section !== undefined) {
      const look = { font: { name: faces.head }, fill: colours.section, align: inset() };
      spread(sheet, `A${row}:E${row}`, { value: section, look });
    }
    if (measure === undefined) continue;
    const cells = [number ?? null, measure.label, measure.unit, semanticsNames[measure.semantics], measure.note ?? ''];
    for (const [i, value] of cells.entries()) {
      sheet.getCell(row, i + 1).value = value;
      dress(sheet.getCell(row, i + 1), i === 1 ? { align: inset(measure.indent) } : i === 4 ? { align: inset() } : {});
    }
    sheet.getRow(row).height = heightFor(measure.note ?? '', WIDTHS[4] ?? 0);
  }
  sheet.views = [{ showGridLines: false }];
  sheet.pageSetup = {
    paperSize: 9,
    orientation: 'portrait',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: `${titles}:${titles}`,
    margins: { left: 0.6, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
  };
  sheet.headerFooter.oddFooter = `&C${formTexts.printFooter}`;
  await sheet.protect(password, { spinCount: 1000, selectLockedCells: true, formatColumns: true, formatRows: true });
}
