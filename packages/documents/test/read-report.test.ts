import { DubanError } from '@duban/base';
import { readReport, requireSubstance, writeReportTemplate } from '@duban/documents';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { paragraph, wordFile } from './tamper.js';

const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const ole = (stream: string) =>
  Uint8Array.from([
    0xd0,
    0xcf,
    0x11,
    0xe0,
    0xa1,
    0xb1,
    0x1a,
    0xe1,
    ...[...stream].flatMap((c) => [c.charCodeAt(0), 0]),
  ]);
async function refusal(bytes: Uint8Array): Promise<DubanError> {
  const error = await readReport(bytes, '总结.docx').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DubanError);
  return error as DubanError;
}

describe('what is no .docx is told by its name', () => {
  it.each<[string, Uint8Array]>([
    ['空文件', new Uint8Array()],
    ['旧版 .doc 文档', ole('WordDocument')],
    ['加了密码的文档', ole('EncryptedPackage')],
    ['旧版 .xls 表格', ole('Workbook')],
    ['PDF 文件', latin('%PDF-1.7')],
    ['RTF 文档', latin('{\\rtf1')],
    ['网页', latin('\n<html><body>x')],
    ['纯文本', strToU8('关于专项整治的总结')],
    ['RAR 压缩包', latin('Rar!\x1a')],
    ['JPEG 图片', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0])],
    ['Excel 工作簿', zipSync({ 'xl/workbook.xml': strToU8('<x/>') })],
    ['ODF 文档（.odt）', zipSync({ mimetype: strToU8('x'), 'content.xml': strToU8('<x/>') })],
    ['压缩包', zipSync({ 'a.txt': strToU8('x') })],
  ])('%s', async (actual, bytes) => {
    const error = await refusal(bytes);
    expect(error.code).toBe('file-not-docx');
    expect(error.details.actual).toBe(actual);
    expect(error.message).toContain('另存为 .docx');
  });
});

const bomb = () => zipSync({ 'word/a.xml': new Uint8Array(101 * 1024 * 1024) }, { level: 1 });

describe('what could do harm is refused', () => {
  it('a file over 10 MB', async () => {
    const bytes = new Uint8Array(10 * 1024 * 1024 + 1);
    bytes.set([0x50, 0x4b, 0x03, 0x04]);
    expect((await refusal(bytes)).message).toContain('10 MB');
  });

  it('a bomb, by the bytes it declares', async () => {
    expect((await refusal(bomb())).message).toContain('100 MB');
  });

  it('a bomb whose directory lies about its size, as soon as more comes out than declared', async () => {
    const bytes = bomb();
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let at = 0; at < bytes.length - 46; at++) {
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 1e8)
        view.setUint32(at + 24, 10, true);
    }
    const error = await refusal(bytes);
    expect(error.code).toBe('file-unsafe');
    expect(error.message).toContain('比声明的大');
  });

  it('a bomb of many parts, each below the limit', async () => {
    const part = new Uint8Array(11 * 1024 * 1024);
    const parts = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`word/${i}.xml`, part]));
    expect((await refusal(zipSync(parts, { level: 1 }))).message).toContain('100 MB');
  });

  it('a text so long that reading it would take many seconds', async () => {
    expect((await refusal(wordFile(' '.repeat(17 * 1024 * 1024)))).message).toContain('16 MB');
  });

  it('more than 1,000 parts', async () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`word/${i}.xml`, '']));
    expect((await refusal(wordFile('', many))).message).toContain('超过 1000 个');
  });

  it.each(['../evil.xml', '/etc/x.xml', 'C:x.xml', 'word\\x.xml'])('a part named %s', async (name) => {
    expect((await refusal(wordFile('', { [name]: 'x' }))).code).toBe('file-unsafe');
  });

  it('two parts of one name', async () => {
    expect((await refusal(wordFile('', { 'word/Document.xml': '<x/>' }))).message).toContain('重名');
  });

  it('a DOCTYPE, before any entity is read', async () => {
    const evil =
      '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w"><w:t>&a;</w:t></w:document>';
    const error = await refusal(wordFile('', { 'word/document.xml': evil }));
    expect(error.code).toBe('file-unsafe');
    expect(error.message).toContain('DOCTYPE');
  });

  it('macros', async () => {
    expect((await refusal(wordFile('', { 'word/vbaProject.bin': 'x' }))).message).toContain('宏');
  });

  it('nesting without end', async () => {
    const deep = `${'<w:r>'.repeat(5000)}${'</w:r>'.repeat(5000)}`;
    expect((await refusal(wordFile(deep))).code).toBe('file-unsafe');
  });

  it('a truncated file, and one with broken XML, as damaged', async () => {
    const whole = wordFile(paragraph('正文'));
    expect((await refusal(whole.subarray(0, whole.length - 30))).code).toBe('document-unreadable');
    expect((await refusal(wordFile('<w:p>'))).code).toBe('document-unreadable');
  });
});

describe('what is read of a report', () => {
  it('has text, characters without blanks, and headings by style, outline level and number', async () => {
    const styles = '<w:styles xmlns:w="w"><w:style w:styleId="2"><w:name w:val="heading 1"/></w:style></w:styles>';
    const body = [
      paragraph('总 结', '<w:pStyle w:val="2"/>'),
      paragraph('一、组织领导'),
      paragraph('（一）分工', '<w:outlineLvl w:val="1"/>'),
      paragraph('正文 一段。', '<w:outlineLvl w:val="9"/>'),
      `<w:tbl><w:tr><w:tc>${paragraph('表内')}</w:tc></w:tr></w:tbl>`,
    ].join('');
    const report = await readReport(wordFile(body, { 'word/styles.xml': styles }), '总结.docx');
    expect(report.text).toBe('总 结\n一、组织领导\n（一）分工\n正文 一段。\n表内');
    expect(report.characters).toBe(20);
    expect(report.headings).toEqual(['总 结', '一、组织领导', '（一）分工']);
  });

  it('takes no long numbered sentence for a heading, no deleted text, no second copy of a text box', async () => {
    const long = `一、${'我们'.repeat(40)}`;
    const box = `<w:p><w:r><mc:AlternateContent xmlns:mc="mc"><mc:Choice>${paragraph('框')}</mc:Choice><mc:Fallback>${paragraph('框')}</mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    const report = await readReport(
      wordFile(`${paragraph(long)}${box}<w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>`),
      'x.docx',
    );
    expect(report.headings).toEqual([]);
    expect(report.text.match(/框/g)).toHaveLength(1);
    expect(report.text).not.toContain('删');
  });

  it('finds the main document where the package says it is', async () => {
    const relations =
      '<Relationships><Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>';
    const renamed = wordFile('', {
      '_rels/.rels': relations,
      'word/document2.xml': '<w:document xmlns:w="w"><w:p><w:r><w:t>正文</w:t></w:r></w:p></w:document>',
    });
    expect((await readReport(renamed, 'x.docx')).text).toBe('正文');
  });
});

describe('substance', () => {
  it('refuses a report with fewer characters than the requirement asks', async () => {
    const report = await readReport(wordFile(paragraph('太短了')), '总结.docx');
    expect(() => requireSubstance(report, { name: '总结.docx', least: 500 })).toThrow(/只有 3 个字.*至少 500 个字/);
    expect(() => requireSubstance(report, { name: '总结.docx', least: 3 })).not.toThrow();
  });

  it('looks once at each of a million hints that never close, and not at the rest of the text for each', async () => {
    const text = '【请填写'.repeat(1_000_000);
    expect((await readReport(wordFile(paragraph(text)), '总结.docx')).characters).toBe(4_000_000);
  });

  it('does not count the hints of our own template', async () => {
    const outline = [{ heading: '一、组织领导与部署', hint: '领导小组、动员部署、责任分工和督导情况'.repeat(20) }];
    const empty = await readReport(
      await writeReportTemplate({ office: '任城区', title: '总结报告', outline }),
      'x.docx',
    );
    expect(empty.characters).toBe('总结报告一、组织领导与部署任城区'.length);
  });
});
