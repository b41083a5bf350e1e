import type { Grid } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import type { MergeInput } from '../contract.js';
import { formTexts } from '../wording/form.js';
import { markedStandings, mergeTexts } from '../wording/merge.js';
import { toCell } from './amounts.js';
import { ratioFormula } from './form/formulas.js';
import { numberFormat } from './layout.js';
import { type FigureColumn, figureColumns, letterOf, sumFormula, totalFormat } from './merge-columns.js';
import { standingFill, writeNotes } from './overview.js';
import { colours, dress, faces, inset, middle, right } from './styles.js';

/** More offices than this do not fit side by side on paper; 汇总 has them all. */
export const MOST_SIDE_BY_SIDE = 40;
const FIRST_OFFICE = 4;
const HEAD_ROW = 3;

/** The same figures upright: measures as rows, 合计 first, offices side by side. It is what a bureau prints and reads. */
export function writeByOffice(
  sheet: Worksheet,
  input: MergeInput,
  { column, totals }: { readonly column: 'current' | 'cumulative'; readonly totals: Grid },
): void {
  const figures = figureColumns(input.table).filter(
    (figure) => figure.column === column && figure.measure.kind !== 'text',
  );
  const name = mergeTexts[column];
  sheet.getCell('A1').value = `${input.title}（${name}）`;
  dress(sheet.getCell('A1'), {
    bordered: false,
    font: { name: faces.head, size: 16 },
    align: { vertical: 'middle', horizontal: 'left' },
  });
  sheet.getRow(1).height = 30;
  sheet.getCell('A2').value = [input.subtitle, ...input.facts.map(({ label, value }) => `${label}：${value}`)].join(
    '　',
  );
  dress(sheet.getCell('A2'), { bordered: false, align: { vertical: 'middle', horizontal: 'left' } });

  const heads = [
    mergeTexts.measure,
    mergeTexts.unit,
    mergeTexts.total,
    ...input.rows.map((row) =>
      row.standing in markedStandings ? `${row.officeName}\n（${row.standing}）` : row.officeName,
    ),
  ];
  for (const [i, text] of heads.entries()) {
    const cell = sheet.getCell(HEAD_ROW, i + 1);
    cell.value = text;
    const office = input.rows[i - FIRST_OFFICE + 1];
    const standing = office?.standing ?? '';
    const missing = office?.grid === null;
    dress(cell, {
      font: { name: faces.head, size: 10 },
      fill: missing ? colours.notApplicable : colours.header,
      ...standingFill(standing),
    });
    sheet.getColumn(i + 1).width = [32, 9, 13][i] ?? 11;
  }
  sheet.getRow(HEAD_ROW).height = 62;

  let row = HEAD_ROW;
  let section = '';
  const rowOf = new Map(rowsOf(figures, HEAD_ROW));
  for (const figure of figures) {
    row += 1;
    if (figure.section !== section) {
      section = figure.section;
      for (let i = 1; i <= heads.length; i += 1)
        dress(sheet.getCell(row, i), {
          font: { name: faces.head },
          fill: colours.section,
          align: { ...inset(), wrapText: false },
        });
      sheet.getCell(row, 1).value = section;
      row += 1;
    }
    writeLine(sheet, { row, figure, input, totals, rowOf });
  }
  writeNotes(sheet, { row: row + 1, input });
  setUp(sheet);
}

/** Where each figure's line will stand, with a line for every section title. */
function rowsOf(figures: readonly FigureColumn[], before: number): [string, number][] {
  let row = before;
  let section = '';
  return figures.map((figure) => {
    row += figure.section === section ? 1 : 2;
    section = figure.section;
    return [figure.key, row];
  });
}

interface Line {
  readonly row: number;
  readonly figure: FigureColumn;
  readonly input: MergeInput;
  readonly totals: Grid;
  readonly rowOf: ReadonlyMap<string, number>;
}

function writeLine(sheet: Worksheet, { row, figure, input, totals, rowOf }: Line): void {
  const { measure, key } = figure;
  sheet.getCell(row, 1).value = measure.label;
  dress(sheet.getCell(row, 1), { align: inset(measure.indent) });
  sheet.getCell(row, 2).value = measure.unit;
  dress(sheet.getCell(row, 2), {});
  const total = sheet.getCell(row, 3);
  const last = letterOf(FIRST_OFFICE - 1 + input.rows.length);
  // 累计 figures that a ratio divides stand on the other sheet: there the ratio is a plain number.
  const [of, over] = [measure.ratio?.of, measure.ratio?.over].map((part) => rowOf.get(part ?? ''));
  if (measure.ratio !== undefined && (of === undefined || over === undefined))
    total.value = toCell(measure, totals[key]);
  else if (input.rows.length > 0) {
    const formula = measure.ratio
      ? ratioFormula({ of: `C${of}`, over: `C${over}`, decimals: measure.decimals })
      : sumFormula(`${letterOf(FIRST_OFFICE)}${row}:${last}${row}`);
    total.value = { formula, result: toCell(measure, totals[key]) ?? '' };
  }
  dress(total, { fill: colours.total, font: { bold: true }, align: right, format: totalFormat(measure) });
  for (const [i, office] of input.rows.entries()) {
    const cell = sheet.getCell(row, FIRST_OFFICE + i);
    cell.value = office.grid === null ? mergeTexts.absent : toCell(measure, office.grid[key]);
    dress(
      cell,
      office.grid === null
        ? { fill: colours.notApplicable, align: middle, font: { color: { argb: colours.faint } } }
        : { align: right, format: numberFormat(measure) },
    );
  }
  sheet.getRow(row).height = 17;
}

function setUp(sheet: Worksheet): void {
  sheet.views = [{ state: 'frozen', xSplit: FIRST_OFFICE - 1, ySplit: HEAD_ROW, showGridLines: false, zoomScale: 90 }];
  sheet.pageSetup = {
    paperSize: 8 as never,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: `${HEAD_ROW}:${HEAD_ROW}`,
    printTitlesColumn: 'A:C',
    margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
  };
  sheet.headerFooter.oddFooter = `&C${formTexts.printFooter}`;
}
