import type { Oddity } from './oddity.js';
import { bookOf, rowOf, sheetOf } from './package.js';

const cell = (address: string, value: number) => `<c r="${address}"><v>${value}</v></c>`;
const row = (number: number, more = '') => `<row r="${number}"${more}>${cell(`A${number}`, number)}</row>`;

/** Rows, columns, merges and sheets as they are moved, hidden and forgotten. */
export const layout: readonly Oddity[] = [
  {
    story: 'rows hidden by hand and by height 0',
    bytes: sheetOf(
      row(1) +
        row(2, ' hidden="1"') +
        row(3, ' ht="0" customHeight="1"') +
        row(4, ' hidden="true"') +
        row(5, ' hidden="0"'),
    ),
    cells: { A1: 1, A2: 2, A3: 3, A4: 4, A5: 5 },
    hiddenRows: [2, 3, 4],
  },
  {
    story: 'rows hidden by a filter',
    bytes: sheetOf(row(1) + row(2, ' hidden="1"') + row(3), {
      around: [
        '<sheetPr filterMode="1"/>',
        '<autoFilter ref="A1:A3"><filterColumn colId="0"><filters><filter val="3"/></filters></filterColumn></autoFilter>',
      ],
    }),
    cells: { A1: 1, A2: 2, A3: 3 },
    hiddenRows: [2],
  },
  {
    story: 'rows of a collapsed outline',
    bytes: sheetOf(row(1) + row(2, ' outlineLevel="1" hidden="1"') + row(3, ' collapsed="1"')),
    cells: { A1: 1, A2: 2, A3: 3 },
    hiddenRows: [2],
  },
  {
    story: 'all unused rows hidden: the ones in use are not',
    bytes: sheetOf(row(1) + row(3), { around: ['<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>', ''] }),
    cells: { A1: 1, A3: 3 },
    hiddenRows: [2],
  },
  {
    story: 'columns hidden by hand and by width 0, up to the end of the sheet',
    bytes: rowOf(cell('A1', 1) + cell('B1', 2) + cell('C1', 3) + cell('D1', 4) + cell('E1', 5), {
      around: [
        '<cols><col min="2" max="2" width="9" hidden="1"/><col min="3" max="3" width="0" customWidth="1"/><col min="5" max="16384" hidden="1"/></cols>',
        '',
      ],
    }),
    cells: { A1: 1, B1: 2, C1: 3, D1: 4, E1: 5 },
    hiddenColumns: [2, 3, 5],
  },
  {
    story: 'a merged heading holds its text in the first cell only',
    bytes: sheetOf(
      '<row r="1"><c r="A1" t="inlineStr"><is><t>表头</t></is></c><c r="B1"/></row><row r="2"><c r="A2"/></row>',
      {
        around: ['', '<mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>'],
      },
    ),
    cells: { A1: '表头' },
    merges: ['A1:C2'],
  },
  {
    story: 'figures left below a merge when cells were merged over them',
    bytes: sheetOf(`<row r="1">${cell('A1', 1)}${cell('B1', 2)}</row>`, {
      around: ['', '<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="D3:C2"/></mergeCells>'],
    }),
    cells: { A1: 1, B1: 2 },
    merges: ['A1:B1', 'C2:D3'],
  },
  {
    story: 'rows and cells without addresses',
    bytes: sheetOf(
      '<row><c><v>1</v></c><c><v>2</v></c></row><row><c r="C2"><v>3</v></c><c><v>4</v></c></row><row r="5"><c><v>5</v></c></row><row><c><v>6</v></c></row>',
    ),
    cells: { A1: 1, B1: 2, C2: 3, D2: 4, A5: 5, A6: 6 },
  },
  {
    story: 'rows out of order',
    bytes: sheetOf(row(3) + row(1) + row(2)),
    cells: { A1: 1, A2: 2, A3: 3 },
  },
  {
    story: 'cells out of order within a row',
    bytes: rowOf(cell('C1', 3) + cell('A1', 1) + cell('B1', 2)),
    cells: { A1: 1, B1: 2, C1: 3 },
  },
  {
    story: 'one row written in two pieces',
    bytes: sheetOf(`<row r="1">${cell('A1', 1)}</row><row r="1">${cell('B1', 2)}</row>`),
    cells: { A1: 1, B1: 2 },
  },
  {
    story: 'a stray cell far away from the form',
    bytes: sheetOf(`${row(1)}<row r="2000">${cell('IV2000', 7)}</row>`),
    cells: { A1: 1, IV2000: 7 },
  },
  {
    story: 'a form that begins far from the corner',
    bytes: sheetOf(`<row r="40">${cell('H40', 7)}</row>`),
    cells: { H40: 7 },
  },
  {
    story: 'a dimension that lies',
    bytes: sheetOf(row(1) + row(9), { around: ['<dimension ref="A1"/>', ''] }),
    cells: { A1: 1, A9: 9 },
  },
  {
    story: 'a dimension over the whole sheet',
    bytes: sheetOf(row(1), { around: ['<dimension ref="A1:XFD1048576"/>', ''] }),
    cells: { A1: 1 },
  },
  {
    story: 'styles down to the last row of the sheet, without content',
    bytes: sheetOf(`${row(1)}<row r="1048576" s="1" customFormat="1"><c r="A1048576" s="1"/></row>`, { formats: [2] }),
    cells: { A1: 1 },
  },
  {
    story: 'hidden and very hidden sheets are read and told apart',
    bytes: bookOf({
      sheets: [
        { name: '统计表', xml: `<sheetData>${row(1)}</sheetData>` },
        { name: '字典', state: 'hidden', xml: `<sheetData>${row(2)}</sheetData>` },
        { name: '_duban', state: 'veryHidden', xml: `<sheetData>${row(3)}</sheetData>` },
      ],
    }),
    cells: { '统计表!A1': 1, '字典!A2': 2, '_duban!A3': 3 },
    states: { 统计表: 'visible', 字典: 'hidden', _duban: 'veryHidden' },
  },
  {
    story: 'sheet names with spaces, quotes and markup',
    bytes: bookOf({
      sheets: [
        { name: ' 附件1 &amp; 2 ', xml: `<sheetData>${row(1)}</sheetData>` },
        { name: 'O&apos;表', xml: `<sheetData>${row(2)}</sheetData>` },
      ],
    }),
    cells: { ' 附件1 & 2 !A1': 1, "O'表!A2": 2 },
  },
  {
    story: 'an empty second and third sheet, as old Excel adds them',
    bytes: bookOf({
      sheets: [
        { name: 'Sheet1', xml: `<sheetData>${row(1)}</sheetData>` },
        { name: 'Sheet2', xml: '<sheetData/>' },
        { name: 'Sheet3', xml: '' },
      ],
    }),
    cells: { 'Sheet1!A1': 1 },
    states: { Sheet1: 'visible', Sheet2: 'visible', Sheet3: 'visible' },
  },
  {
    story: 'a sheet with drop-downs, colours by rule and filters around the figures',
    bytes: sheetOf(row(1) + row(2), {
      around: [
        '<sheetPr><tabColor rgb="FFFF0000"/></sheetPr>',
        '<autoFilter ref="A1:A2"/><conditionalFormatting sqref="A1"><cfRule type="cellIs" priority="1" operator="equal"><formula>1</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" sqref="A1:A1048576"><formula1>"是,否"</formula1></dataValidation></dataValidations>',
      ],
    }),
    cells: { A1: 1, A2: 2 },
  },
  {
    story: 'what newer Excel keeps for itself (extLst) is no cell',
    bytes: sheetOf(`<row r="1"><c r="A1"><v>1</v><extLst><ext uri="x"><v>99</v></ext></extLst></c></row>`, {
      around: [
        '',
        '<extLst><ext uri="y" xmlns:x14="z"><x14:conditionalFormattings><x14:c r="B1"><v>98</v></x14:c></x14:conditionalFormattings></ext></extLst>',
      ],
    }),
    cells: { A1: 1 },
    calamine: { why: 'calamine does not expect extLst inside a cell, which ECMA-376 18.3.1.4 allows', sees: 'refuses' },
  },
];
