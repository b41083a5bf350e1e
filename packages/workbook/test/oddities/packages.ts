import { zip } from '../zip.js';
import type { Oddity } from './oddity.js';
import { bookOf, partsOf, rewritten, rowOf } from './package.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const simple = { sheets: [{ xml: '<sheetData><row r="1"><c r="A1"><v>12</v></c></row></sheetData>' }] };
const withText = {
  ...simple,
  strings: ['<si><t>任城区</t></si>'],
  sheets: [{ xml: '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>' }],
};
const changed = (book: Parameters<typeof partsOf>[0], change: (text: string, name: string) => string) =>
  rewritten(partsOf(book), ({ name, data }) => ({ name, data: change(String(data), name) }));
const renamed = (book: Parameters<typeof partsOf>[0], names: Readonly<Record<string, string>>) =>
  rewritten(partsOf(book), ({ name, data }) => ({
    name: names[name] ?? name,
    data: Object.entries(names).reduce(
      (text, [from, to]) => text.replaceAll(from.replace(/^xl\//, ''), to.replace(/^xl\//, '')),
      String(data),
    ),
  }));

/** Packages as different programs put them together. */
export const packages: readonly Oddity[] = [
  {
    story: 'a program that gives every element a namespace prefix (crashes the library we left)',
    bytes: changed(withText, (text, name) =>
      /workbook\.xml$|sheet1|shared/.test(name)
        ? text.replace(/<(\/?)(?=[a-z])/g, '<$1x:').replace(`xmlns="${MAIN}"`, `xmlns:x="${MAIN}"`)
        : text,
    ),
    cells: { A1: '任城区' },
  },
  {
    story: 'strict OOXML with its other namespaces and ISO dates',
    bytes: changed(
      {
        sheets: [
          {
            xml: '<sheetData><row r="1"><c r="A1" t="d"><v>2023-10-08</v></c><c r="B1" t="d"><v>2023-10-08T08:30:00</v></c><c r="C1"><v>5</v></c></row></sheetData>',
          },
        ],
      },
      (text) =>
        text
          .replaceAll(MAIN, 'http://purl.oclc.org/ooxml/spreadsheetml/main')
          .replaceAll(REL, 'http://purl.oclc.org/ooxml/officeDocument/relationships'),
    ),
    cells: { A1: { date: '2023-10-08' }, B1: { date: '2023-10-08', time: '08:30:00' }, C1: 5 },
  },
  {
    story: 'relationships with absolute targets',
    bytes: changed(withText, (text, name) =>
      name.endsWith('workbook.xml.rels') ? text.replace(/Target="/g, 'Target="/xl/') : text,
    ),
    cells: { A1: '任城区' },
  },
  {
    story: 'relationships with backslashes and detours',
    bytes: changed(withText, (text, name) =>
      name.endsWith('workbook.xml.rels') ? text.replace('worksheets/sheet1', '..\\xl\\worksheets\\sheet1') : text,
    ),
    cells: { A1: '任城区' },
    calamine: { why: 'calamine does not find the sheet', sees: 'refuses' },
  },
  {
    story: 'parts with names of their own',
    bytes: renamed(withText, {
      'xl/worksheets/sheet1.xml': 'xl/data/form-A.xml',
      'xl/sharedStrings.xml': 'xl/strings2.xml',
    }),
    cells: { A1: '任城区' },
    calamine: {
      why: 'calamine looks for sharedStrings.xml by name instead of following the relationship',
      sees: 'refuses',
    },
  },
  {
    story: 'part names in other letter case than the relationships',
    bytes: rewritten(partsOf(withText), ({ name, data }) => ({
      name: name.replace('worksheets/sheet1', 'worksheets/Sheet1').replace('sharedStrings', 'SharedStrings'),
      data,
    })),
    cells: { A1: '任城区' },
  },
  {
    story: 'a numbered workbook part',
    bytes: rewritten(partsOf(simple), ({ name, data }) => ({
      name: name.replace('workbook.xml', 'workbook2.xml'),
      data: String(data).replace('xl/workbook.xml', 'xl/workbook2.xml'),
    })),
    cells: { A1: 12 },
    calamine: { why: 'calamine looks for workbook.xml by name instead of following the relationship', sees: 'refuses' },
  },
  {
    story: 'no styles part although cells name a style',
    bytes: rowOf('<c r="A1" s="7"><v>12</v></c>'),
    cells: { A1: 12 },
    formats: { A1: 'General' },
  },
  {
    story: 'styles that are named but missing',
    bytes: zip(partsOf({ ...simple, formats: [14] }).filter(({ name }) => name !== 'xl/styles.xml')),
    cells: { A1: 12 },
  },
  {
    story: 'a chart on its own tab beside the form',
    bytes: bookOf({
      sheets: [
        { name: '图', kind: 'chartsheet', xml: `<chartsheet xmlns="${MAIN}"/>` },
        { name: '表', xml: '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>' },
      ],
    }),
    cells: { '表!A1': 1 },
    states: { 表: 'visible' },
  },
  {
    story: 'parts in UTF-16',
    bytes: rewritten(partsOf(withText), ({ name, data }) => ({
      name,
      data: /sheet1|shared/.test(name) ? Buffer.from(`\ufeff${String(data)}`, 'utf16le') : data,
    })),
    cells: { A1: '任城区' },
    calamine: { why: 'calamine reads UTF-8 only; OPC allows UTF-16', sees: 'refuses' },
  },
  {
    story: 'parts in UTF-8 with a byte order mark',
    bytes: changed(withText, (text) => `\ufeff${text}`),
    cells: { A1: '任城区' },
  },
  {
    story: 'parts in GB18030, as an old domestic tool writes them',
    bytes: rewritten(partsOf(withText), ({ name, data }) => ({
      name,
      data: name.includes('shared')
        ? Buffer.concat([
            Buffer.from('<?xml version="1.0" encoding="GB18030"?>'),
            Buffer.from(`<sst xmlns="${MAIN}"><si><t>`),
            Buffer.from('c8ceb3c7c7f8', 'hex'),
            Buffer.from('</t></si></sst>'),
          ])
        : data,
    })),
    cells: { A1: '任城区' },
    calamine: { why: 'calamine reads UTF-8 only', sees: 'refuses' },
  },
  {
    story: 'comments and processing instructions among the cells',
    bytes: rowOf('<!-- 导出于 <2023> --><c r="A1"><!-- x --><v>1<!-- y -->2</v></c><?x y?><c r="B1"><v>3</v></c>'),
    cells: { A1: 12, B1: 3 },
    calamine: {
      why: 'calamine takes what stands before the comment and loses the rest of the figure',
      sees: { A1: 1 },
    },
  },
  {
    story: 'attributes in single quotes, with line breaks and spaces',
    bytes: rowOf("<c\n  r = 'A1'\n  t='inlineStr' ><is ><t >甲>乙</t ></is ></c >"),
    cells: { A1: '甲>乙' },
  },
  {
    story: 'entries stored without compression, with entries for folders',
    bytes: stored(partsOf(simple).map(({ name, data }) => ({ name, data: String(data) }))),
    cells: { A1: 12 },
  },
  {
    story: 'a package with a picture, a theme, custom properties and printer settings',
    bytes: zip([
      ...partsOf(simple),
      { name: 'docProps/app.xml', data: '<Properties><Application>WPS Office</Application></Properties>' },
      { name: 'docProps/custom.xml', data: '<Properties/>' },
      { name: 'xl/theme/theme1.xml', data: '<a:theme xmlns:a="x"/>' },
      { name: 'xl/media/image1.png', data: Buffer.from('89504e470d0a1a0a', 'hex') },
      { name: 'xl/printerSettings/printerSettings1.bin', data: Buffer.from([0, 1, 2]) },
    ]),
    cells: { A1: 12 },
  },
  {
    story: 'the directory lists the parts in another order than they lie',
    bytes: zip([...partsOf(withText)].reverse()),
    cells: { A1: '任城区' },
  },
];

/** A zip without compression, each folder an entry of its own, as some archivers make it when a workbook was unpacked and packed again. */
function stored(parts: readonly { name: string; data: string }[]): Uint8Array {
  const folders = new Set(parts.flatMap(({ name }) => (name.includes('/') ? [`${name.split('/')[0]}/`] : [])));
  return zip(
    [...[...folders].map((name) => ({ name, data: '' })), ...parts].map((part) => ({ ...part, stored: true })),
  );
}
