import type { Oddity } from './oddity.js';
import { rowOf, sheetOf } from './package.js';

const si = (text: string) => `<si><t>${text}</t></si>`;
const kept = (text: string) => `<si><t xml:space="preserve">${text}</t></si>`;
const text = (...strings: string[]) => rowOf(strings.map((_, i) => `<c t="s"><v>${i}</v></c>`).join(''), { strings });

/** Figures, texts and codes as clerks type them. */
export const values: readonly Oddity[] = [
  {
    story: 'full-width digits typed with a Chinese input method stay the text they are',
    bytes: text(si('１２'), si('１２．５')),
    cells: { A1: '１２', B1: '１２．５' },
  },
  {
    story: 'thousands separators typed into a text cell, half and full width',
    bytes: text(si('1,234'), si('1，234.50')),
    cells: { A1: '1,234', B1: '1，234.50' },
  },
  {
    story: 'a unit typed behind the figure',
    bytes: text(si('12.5万元'), si('30家')),
    cells: { A1: '12.5万元', B1: '30家' },
  },
  { story: 'a number stored as text keeps its leading zeros', bytes: text(si('00370811')), cells: { A1: '00370811' } },
  {
    story: 'an 18-digit credit code stored as a number keeps the characters of the file',
    bytes: rowOf('<c r="A1"><v>9.1370811345678906E+17</v></c><c r="B1"><v>913708113456789012</v></c>'),
    cells: { A1: 913708113456789100, B1: 913708113456789000 },
    stored: { A1: '9.1370811345678906E+17', B1: '913708113456789012' },
  },
  {
    story: 'spaces around a text that the file says to keep',
    bytes: text(kept('  任城区 ')),
    cells: { A1: '  任城区 ' },
  },
  {
    story: 'ideographic and non-breaking spaces are no XML white space',
    bytes: text(si('\u3000任城区\u00a0')),
    cells: { A1: '\u3000任城区\u00a0' },
  },
  {
    story: 'a text laid out over lines for a reader of XML has no white space at its ends',
    bytes: text('<si>\n  <t>\n    任城区\n  </t>\n</si>'),
    cells: { A1: '任城区' },
  },
  {
    story: 'a line break typed with Alt+Enter',
    bytes: text('<si><t xml:space="preserve">检查机构\n（家）</t></si>', si('甲&#10;乙')),
    cells: { A1: '检查机构\n（家）', B1: '甲\n乙' },
  },
  {
    story: 'a carriage return escaped as _x000D_ by a Windows program',
    bytes: text(kept('说明_x000D_\n第二行')),
    cells: { A1: '说明\r\n第二行' },
  },
  {
    story: 'somebody’s text that looks like an escape is itself escaped',
    bytes: text(si('_x005F_x000D_')),
    cells: { A1: '_x000D_' },
  },
  {
    story: 'words in several fonts within one cell (rich text)',
    bytes: text('<si><r><rPr><b/></rPr><t xml:space="preserve">追回 </t></r><r><t>医保基金</t></r></si>'),
    cells: { A1: '追回 医保基金' },
  },
  {
    story: 'phonetic guides are not part of the text',
    bytes: text('<si><t>任城</t><rPh sb="0" eb="2"><t>にんじょう</t></rPh><phoneticPr fontId="1"/></si>'),
    cells: { A1: '任城' },
  },
  {
    story: 'a web export writes its texts into the cells (inline strings)',
    bytes: rowOf(
      '<c r="A1" t="inlineStr"><is><t>任城区</t></is></c><c r="B1" t="inlineStr"><is><r><t>兖</t></r><r><t>州区</t></r></is></c>',
    ),
    cells: { A1: '任城区', B1: '兖州区' },
  },
  {
    story: 'a reporting tool writes plain texts as formula results (t="str")',
    bytes: rowOf('<c r="A1" t="str"><v>任城区</v></c><c r="B1" t="str"><v>12</v></c>'),
    cells: { A1: '任城区', B1: '12' },
  },
  {
    story: 'rare characters of personal names beyond the basic plane',
    bytes: text(si('𠮷野'), si('㐂&#x20BB7;')),
    cells: { A1: '𠮷野', B1: '㐂𠮷' },
  },
  {
    story: 'markup characters in a text',
    bytes: text(si('A&amp;B &lt;医院&gt; &quot;x&quot;'), '<si><t><![CDATA[<二级> & 以上]]></t></si>'),
    cells: { A1: 'A&B <医院> "x"', B1: '<二级> & 以上' },
  },
  {
    story: 'an emptied cell that a program filled with an empty text is a blank',
    bytes: text(si(''), '<si/>', si('x')),
    cells: { C1: 'x' },
  },
  {
    story: 'cells that only have a border or a colour hold nothing',
    bytes: rowOf('<c r="A1" s="1"/><c r="B1" s="1"><v></v></c><c r="C1" s="1"><v>0</v></c><c r="D1" t="s"/>', {
      formats: [2],
    }),
    cells: { C1: 0 },
  },
  {
    story: 'zero is not blank',
    bytes: rowOf('<c r="A1"><v>0</v></c><c r="B1"/><c r="C1"><v>-0</v></c><c r="D1"><v>0.0</v></c>'),
    cells: { A1: 0, C1: -0, D1: 0 },
  },
  {
    story: 'numbers in scientific notation',
    bytes: rowOf(
      '<c r="A1"><v>1.2000000000000002E2</v></c><c r="B1"><v>5e-05</v></c><c r="C1"><v>1E3</v></c><c r="D1"><v>-2.5E+2</v></c>',
    ),
    cells: { A1: 120.00000000000001, B1: 0.00005, C1: 1000, D1: -250 },
    stored: { A1: '1.2000000000000002E2', C1: '1E3' },
  },
  {
    story: 'what adding up tenths leaves behind is kept to the last digit',
    bytes: rowOf('<c r="A1"><v>0.30000000000000004</v></c><c r="B1"><v>1234567.8899999999</v></c>'),
    cells: { A1: 0.30000000000000004, B1: 1234567.8899999999 },
  },
  {
    story: 'a percentage is its fraction',
    bytes: rowOf('<c r="A1" s="1"><v>0.125</v></c>', { formats: [10] }),
    cells: { A1: 0.125 },
    formats: { A1: '0.00%' },
  },
  {
    story: 'a number in a cell of text format is still a number, and the format is told',
    bytes: rowOf('<c r="A1" s="1"><v>370811</v></c>', { formats: [49] }),
    cells: { A1: 370811 },
    formats: { A1: '@' },
  },
  {
    story: 'booleans in both spellings',
    bytes: rowOf(
      '<c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="b"><v>true</v></c><c r="D1" t="b"><v>false</v></c>',
    ),
    cells: { A1: true, B1: false, C1: true, D1: false },
  },
  {
    story: 'every error value Excel knows',
    bytes: rowOf(
      ['#DIV/0!', '#N/A', '#NAME?', '#NULL!', '#NUM!', '#REF!', '#VALUE!']
        .map((error) => `<c t="e"><v>${error}</v></c>`)
        .join(''),
    ),
    cells: {
      A1: { error: '#DIV/0!' },
      B1: { error: '#N/A' },
      C1: { error: '#NAME?' },
      D1: { error: '#NULL!' },
      E1: { error: '#NUM!' },
      F1: { error: '#REF!' },
      G1: { error: '#VALUE!' },
    },
  },
  {
    story: 'a number with white space around it in the XML',
    bytes: rowOf('<c r="A1"><v> 12 </v></c><c r="B1"><v>\n13\n</v></c>'),
    cells: { A1: 12, B1: 13 },
    calamine: {
      why: 'xsd:double collapses white space: these are numbers, as in Excel; calamine gives texts',
      sees: { A1: ' 12 ', B1: '\n13\n' },
    },
  },
  {
    story: 'a cell that claims a number and holds words is shown as the words',
    bytes: rowOf('<c r="A1"><v>12家</v></c><c r="B1" t="n"><v>1,234</v></c>'),
    cells: { A1: '12家', B1: '1,234' },
    calamine: { why: 'calamine gives the whole file up', sees: 'refuses' },
  },
  {
    story: 'leading zeros of a stored number mean nothing',
    bytes: rowOf('<c r="A1"><v>007</v></c><c r="B1"><v>1.50</v></c>'),
    cells: { A1: 7, B1: 1.5 },
    stored: { A1: '007', B1: '1.50' },
  },
  {
    story: 'the table of texts counts wrongly and repeats itself',
    bytes: sheetOf('<row r="1"><c r="A1" t="s"><v>2</v></c><c r="B1" t="s"><v>0</v></c></row>', {
      strings: [si('甲'), si('甲'), si('乙')],
    }),
    cells: { A1: '乙', B1: '甲' },
  },
];
