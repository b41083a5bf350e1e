import type { Oddity } from './oddity.js';
import { bookOf, rowOf, sheetOf } from './package.js';

/** Formulas and their cached results. */
export const formulas: readonly Oddity[] = [
  {
    story: 'a formula’s cached number, text, boolean and error',
    bytes: rowOf(
      '<c r="A1"><f>1+2</f><v>3</v></c><c r="B1" t="str"><f>"甲"&amp;"乙"</f><v>甲乙</v></c><c r="C1" t="b"><f>1=1</f><v>1</v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    ),
    cells: { A1: 3, B1: '甲乙', C1: true, D1: { error: '#DIV/0!' } },
    formulas: { A1: '1+2', B1: '"甲"&"乙"', C1: '1=1', D1: '1/0' },
  },
  {
    story: 'cached 0, false and empty text are results (the library we left loses them)',
    bytes: rowOf(
      '<c r="A1"><f>B9</f><v>0</v></c><c r="B1" t="b"><f>1=2</f><v>0</v></c><c r="C1" t="str"><f>IF(A9="","",A9)</f><v></v></c>',
    ),
    cells: { A1: 0, B1: false, C1: '' },
  },
  {
    story: 'a formula written by a program that does not compute has no result',
    bytes: rowOf('<c r="A1"><f>SUM(B1:C1)</f></c><c r="B1"><v>1</v></c><c r="C1"><f>B1</f><v/></c>'),
    cells: { A1: null, B1: 1, C1: null },
    formulas: { A1: 'SUM(B1:C1)', C1: 'B1' },
  },
  {
    story: 'VLOOKUP found nothing',
    bytes: rowOf('<c r="A1" t="e"><f>VLOOKUP("x",B:C,2,FALSE)</f><v>#N/A</v></c>'),
    cells: { A1: { error: '#N/A' } },
  },
  {
    story: 'a formula filled down is written once and shared',
    bytes: sheetOf(
      '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><f t="shared" ref="C1:C3" si="0">A1+$B$1*B1+$A1+A$1</f><v>2</v></c></row><row r="2"><c r="C2"><f t="shared" si="0"/><v>3</v></c></row><row r="3"><c r="C3"><f t="shared" si="0"></f><v>4</v></c></row>',
    ),
    cells: { A1: 1, C1: 2, C2: 3, C3: 4 },
    formulas: { C1: 'A1+$B$1*B1+$A1+A$1', C2: 'A2+$B$1*B2+$A2+A$1', C3: 'A3+$B$1*B3+$A3+A$1' },
  },
  {
    story: 'a shared formula with ranges, other sheets, texts and functions that look like addresses',
    bytes: sheetOf(
      '<row r="1"><c r="B1"><f t="shared" ref="B1:C2" si="3">SUM(A1:A$9)+LOG10(A1)+\'一 A1季度\'!A1+Sheet1!$A1+COUNTIF(B:B,"A1")+SUM(1:2)+N(税2023)</f><v>1</v></c><c r="C1"><f t="shared" si="3"/><v>2</v></c></row><row r="2"><c r="B2"><f t="shared" si="3"/><v>3</v></c></row>',
    ),
    cells: { B1: 1, C1: 2, B2: 3 },
    formulas: {
      C1: 'SUM(B1:B$9)+LOG10(B1)+\'一 A1季度\'!B1+Sheet1!$A1+COUNTIF(C:C,"A1")+SUM(1:2)+N(税2023)',
      B2: 'SUM(A2:A$9)+LOG10(A2)+\'一 A1季度\'!A2+Sheet1!$A2+COUNTIF(B:B,"A1")+SUM(2:3)+N(税2023)',
    },
  },
  {
    story: 'two shared formulas in one sheet',
    bytes: sheetOf(
      '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c><c r="D1"><f t="shared" ref="D1:D2" si="1">E1*2</f><v>2</v></c></row><row r="2"><c r="A2"><f t="shared" si="0"/><v>3</v></c><c r="D2"><f t="shared" si="1"/><v>4</v></c></row>',
    ),
    cells: { A1: 1, D1: 2, A2: 3, D2: 4 },
    formulas: { A2: 'B2', D2: 'E2*2' },
  },
  {
    story: 'a shared formula used before the sheet spells it out',
    bytes: sheetOf(
      '<row r="2"><c r="A2"><f t="shared" si="0"/><v>3</v></c></row><row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c></row>',
    ),
    cells: { A1: 1, A2: 3 },
    formulas: { A2: 'B2' },
  },
  {
    story: 'an array formula over several cells stands behind each of them',
    bytes: rowOf(
      '<c r="A1"><f t="array" ref="A1:B1">D1:E1*2</f><v>2</v></c><c r="B1"><v>4</v></c><c r="C1"><v>9</v></c>',
    ),
    cells: { A1: 2, B1: 4, C1: 9 },
    formulas: { A1: 'D1:E1*2', B1: 'D1:E1*2' },
  },
  {
    story: 'a data table’s results are not typed figures',
    bytes: rowOf('<c r="A1"><f t="dataTable" ref="A1:A2" dt2D="0" dtr="0" r1="B1"/><v>5</v></c>'),
    cells: { A1: 5 },
    formulas: { A1: 'TABLE(B1)' },
  },
  {
    story: 'figures fetched from another file',
    bytes: bookOf({
      sheets: [
        { xml: '<sheetData><row r="1"><c r="A1"><f>\'[1]三季度\'!B2+[2]Sheet1!A1</f><v>12</v></c></row></sheetData>' },
      ],
      after: '<externalReferences><externalReference r:id="rId9"/></externalReferences>',
      relationships:
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="externalLinks/externalLink1.xml"/>',
      parts: [
        {
          name: 'xl/externalLinks/externalLink1.xml',
          data: '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
        },
      ],
    }),
    cells: { A1: 12 },
    externalLinks: true,
  },
  {
    story: 'a column of a table in brackets is no other file',
    bytes: rowOf('<c r="A1"><f>SUM(表1[本期])+表1[[#This Row],[A1]]</f><v>12</v></c>'),
    cells: { A1: 12 },
    externalLinks: false,
  },
  {
    story: 'a formula laid out over several lines, with comparisons',
    bytes: rowOf('<c r="A1"><f>\nIF(B1&lt;&gt;0,\n  B1&amp;"家","")</f><v>0</v></c>'),
    cells: { A1: 0 },
    formulas: { A1: 'IF(B1<>0,\n  B1&"家","")' },
  },
  {
    story: 'a formula’s text result with an escaped line break',
    bytes: rowOf('<c r="A1" t="str"><f>B1&amp;CHAR(13)</f><v>甲_x000D_</v></c>'),
    cells: { A1: '甲\r' },
  },
  {
    story: 'figures of one sheet taken from another',
    bytes: bookOf({
      sheets: [
        { name: '一季度', xml: '<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>' },
        { name: '汇总', xml: '<sheetData><row r="1"><c r="A1"><f>\'一季度\'!A1</f><v>5</v></c></row></sheetData>' },
      ],
    }),
    cells: { '一季度!A1': 5, '汇总!A1': 5 },
    formulas: { '汇总!A1': "'一季度'!A1" },
    externalLinks: false,
  },
];
