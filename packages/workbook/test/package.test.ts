import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { escapedString, spliced, withAttributes } from '../src/package/edit.js';
import { entriesOf } from '../src/package/entries.js';
import { outlineOf } from '../src/package/outline.js';
import { changedSheet, deselected } from '../src/package/sheet-part.js';
import { StylesPart } from '../src/package/styles-part.js';
import { withFirstSheet, withoutSheet } from '../src/package/workbook-part.js';
import { rezipped } from '../src/package/zip-write.js';
import { u16, u32, unzip, zip } from './zip.js';

const namespaces = {
  main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  relationships: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
};

describe('changes to a text', () => {
  it('never touch one place twice', () => {
    expect(() =>
      spliced('abcdef', [
        { start: 1, end: 4, text: 'x' },
        { start: 3, end: 5, text: 'y' },
      ]),
    ).toThrow();
  });
  it('of a part that is not well-formed are not made', () => {
    expect(() => outlineOf('<a><b></a>')).toThrow();
  });
  it.each([
    ['<c r="A1" s="3">', { s: '5' }, '<c r="A1" s="5">'],
    ["<c r='A1'\n s = '3' />", { s: '5' }, '<c r=\'A1\'\n s = "5"/>'],
    ['<c r="A1"/>', { s: '5' }, '<c r="A1" s="5"/>'],
    [
      '<v tabSelected="1" x="a tabSelected=&quot;1&quot;">',
      { tabSelected: null },
      '<v x="a tabSelected=&quot;1&quot;">',
    ],
    ['<n a=">">', { b: '<"&\n' }, '<n a=">" b="&lt;&quot;&amp;&#10;">'],
    ['<c ss="1">', { s: '2' }, '<c ss="1" s="2">'],
  ])('%s with %o', (tag, changes, expected) => {
    expect(withAttributes(tag, changes)).toBe(expected);
  });
  it('write texts that XML cannot hold as Excel does', () => {
    expect(escapedString('a<b>&\u0001_x0041_\r\n\ud800')).toBe('a&lt;b&gt;&amp;_x0001__x005F_x0041__x000D_\n\ufffd');
  });
});

describe('a zip written anew', () => {
  /** As Java streams it: sizes follow the data; with an extra field, a comment and a name of an old Chinese Windows. */
  const streamed = (): Buffer => {
    const name = Buffer.from('b8bdbcfe2e786d6c', 'hex');
    const content = Buffer.from('<附件/>');
    const data = deflateRawSync(content);
    const extra = Buffer.concat([u16(0x5455, 5), Buffer.from([1, 0, 0, 0, 1])]);
    const local = Buffer.concat([
      u32(0x04034b50),
      u16(20, 8, 8, 0x5a21, 0x5761),
      u32(0, 0, 0),
      u16(name.length, 0),
      name,
    ]);
    const after = u32(0x08074b50, crc32(content), data.length, content.length);
    const entry = Buffer.concat([
      u32(0x02014b50),
      u16(20, 20, 8, 8, 0x5a21, 0x5761),
      u32(crc32(content), data.length, content.length),
      u16(name.length, extra.length, 2, 0, 0),
      u32(0x81a40000, 0),
      name,
      extra,
      Buffer.from('OA'),
    ]);
    const offset = local.length + data.length + after.length;
    return Buffer.concat([
      local,
      data,
      after,
      entry,
      u32(0x06054b50),
      u16(0, 0, 1, 1),
      u32(entry.length, offset),
      u16(0),
    ]);
  };
  it('keeps names in their bytes, dates, attributes, extra fields, comments and packed data', async () => {
    const before = await entriesOf(streamed(), 10);
    const after = await entriesOf(rezipped(before ?? [], new Map([['new.xml', Buffer.from('<x/>')]])), 10);
    const told = (list: typeof before) =>
      list?.map(({ entry, raw }) => ({
        raw: raw.toString('hex'),
        name: entry.fileNameRaw.toString('hex'),
        date: [entry.lastModFileDate, entry.lastModFileTime],
        attributes: entry.externalFileAttributes,
        comment: entry.fileCommentRaw.toString(),
        extra: entry.extraFieldRaw.toString('hex'),
        sizes: [entry.compressedSize, entry.uncompressedSize, entry.crc32],
      }));
    expect(told(after)?.[0]).toEqual(told(before)?.[0]);
    expect(after?.map(({ name }) => name)[1]).toBe('new.xml');
  });
  it('keeps the place of what changes and leaves out what goes', async () => {
    const entries = (await entriesOf(zip(['a', 'b', 'c'].map((name) => ({ name, data: name }))), 10)) ?? [];
    const changes = new Map([
      ['b', Buffer.from('B')],
      ['a', null],
    ]);
    const parts = await unzip(rezipped(entries, changes));
    expect(parts.map(({ name, data }) => `${name}=${Buffer.from(data)}`)).toEqual(['b=B', 'c=c']);
  });
});

describe('a style sheet', () => {
  const fill = '<fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/></patternFill></fill>';
  it('without anything gets what Excel needs', () => {
    const styles = new StylesPart('<styleSheet xmlns="m"/>');
    expect(styles.withFill(0, fill, { shown: true })).toBe(1);
    expect(styles.text()).toMatch(
      /^<styleSheet xmlns="m"><fonts count="1">.*<fills count="3">.*gray125.*FFFFC7CE.*<borders count="1">.*<cellXfs count="2">.*fillId="2" borderId="0" applyFill="1"\/><\/cellXfs><\/styleSheet>$/,
    );
  });
  it('with prefixes gets prefixed ones, and the same twice is the same', () => {
    const text =
      '<x:styleSheet xmlns:x="m"><x:fonts/><x:fills count="1"><x:fill/></x:fills><x:borders/><x:cellXfs count="1"><x:xf numFmtId="9"/></x:cellXfs><x:dxfs/></x:styleSheet>';
    const styles = new StylesPart(text);
    expect([styles.withFill(0, fill, { shown: true }), styles.withFill(0, fill, { shown: true })]).toEqual([1, 1]);
    expect(styles.text()).toContain(
      '<x:fill><x:patternFill patternType="solid"><x:fgColor rgb="FFFFC7CE"/></x:patternFill></x:fill></x:fills>',
    );
    expect(styles.text()).toContain(
      '<x:cellXfs count="2"><x:xf numFmtId="9"/><x:xf numFmtId="9" fillId="1" applyFill="1"/></x:cellXfs><x:dxfs/>',
    );
    expect(new StylesPart(styles.text()).withFill(1, '<fill/>', { shown: false })).toBe(0);
  });
});

describe('a sheet', () => {
  const marked = (xml: string, cells: readonly string[]) =>
    changedSheet(`<worksheet xmlns="m">${xml}</worksheet>`, {
      cells: new Map(cells.map((address) => [address, (old: number) => ({ style: old + 10 })])),
    })
      .replace('<worksheet xmlns="m">', '')
      .replace('</worksheet>', '');
  it.each([
    [
      '<sheetData/>',
      ['B2', 'A2', 'A1'],
      '<sheetData><row r="1"><c r="A1" s="10"/></row><row r="2"><c r="A2" s="10"/><c r="B2" s="10"/></row></sheetData>',
    ],
    ['<mergeCells/>', ['A1'], '<sheetData><row r="1"><c r="A1" s="10"/></row></sheetData><mergeCells/>'],
    [
      '<sheetData><row r="3"/></sheetData>',
      ['B3', 'A1', 'A9'],
      '<sheetData><row r="1"><c r="A1" s="10"/></row><row r="3"><c r="B3" s="10"/></row><row r="9"><c r="A9" s="10"/></row></sheetData>',
    ],
    [
      '<sheetData><row><c s="1"/><c><v>1</v></c></row></sheetData>',
      ['A1', 'B1', 'C1'],
      '<sheetData><row><c s="11"/><c s="10"><v>1</v></c><c r="C1" s="10"/></row></sheetData>',
    ],
    [
      '<sheetData><row r="1" spans="2:2" s="4" customFormat="1"><c r="B1"/></row></sheetData>',
      ['A1'],
      '<sheetData><row r="1" spans="1:2" s="4" customFormat="1"><c r="A1" s="14"/><c r="B1"/></row></sheetData>',
    ],
    [
      '<cols><col min="2" max="5" style="7"/></cols><sheetData><row r="1"/></sheetData>',
      ['C1'],
      '<cols><col min="2" max="5" style="7"/></cols><sheetData><row r="1"><c r="C1" s="17"/></row></sheetData>',
    ],
  ])('%s with cells %o marked', (xml, cells, expected) => {
    expect(marked(xml, cells)).toBe(expected);
  });
  it('of a program with prefixes gets cells with prefixes', () => {
    const xml = '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"/></x:sheetData></x:worksheet>';
    expect(changedSheet(xml, { cells: new Map([['A1', () => ({ style: 1 })]]) })).toContain(
      '<x:row r="1"><x:c r="A1" s="1"/></x:row>',
    );
  });
  it.each([
    ['<drawing/><tableParts/><extLst/>', '<drawing/>@<tableParts/><extLst/>'],
    ['<pageSetup/><legacyDrawingHF/>', '<pageSetup/>@<legacyDrawingHF/>'],
    [
      '<pageSetup/><mc:AlternateContent xmlns:mc="c"/><tableParts/>',
      '<pageSetup/>@<mc:AlternateContent xmlns:mc="c"/><tableParts/>',
    ],
    ['<sheetData/>', '<sheetData/>@'],
  ])('%s gets its drawing where the schema wants it', (tail, expected) => {
    const xml = `<worksheet xmlns:rr="${namespaces.relationships}">${tail}</worksheet>`;
    expect(changedSheet(xml, { drawing: { id: 'rId9', namespaces } })).toBe(
      xml.replace(tail, expected.replace('@', '<legacyDrawing rr:id="rId9"/>')),
    );
  });
  it('is selected no more, whatever else its view says', () => {
    expect(deselected('<w><sheetViews><sheetView tabSelected="1" zoomScale="80"/></sheetViews></w>')).toBe(
      '<w><sheetViews><sheetView zoomScale="80"/></sheetViews></w>',
    );
  });
});

describe('a workbook', () => {
  const bare =
    '<workbook xmlns:r="R"><bookViews><workbookView/></bookViews><sheets><sheet name="表" sheetId="4" r:id="rId1"/></sheets></workbook>';
  const named = bare.replace(
    '</workbook>',
    '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">表!$A$1</definedName><definedName name="全局">表!$A$1</definedName></definedNames><calcPr/></workbook>',
  );
  const sheet = {
    name: '审核意见',
    id: 'rId7',
    titles: "'审核意见'!$5:$5",
    namespaces: { ...namespaces, relationships: 'R' },
  };
  it('is itself again when its new first sheet is taken out', () => {
    for (const text of [bare, named]) expect(withoutSheet(withFirstSheet(text, sheet), 'rId7')).toBe(text);
  });
  it('keeps the names of the other sheets when one between them goes', () => {
    const two = withFirstSheet(withFirstSheet(named, sheet), { ...sheet, id: 'rId8', name: '又一页' });
    expect(withoutSheet(two, 'rId7')).toContain('name="_xlnm.Print_Area" localSheetId="1"');
  });
});
