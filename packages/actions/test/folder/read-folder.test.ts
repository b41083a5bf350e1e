import { execFile } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { throwawayFolder } from '@duban/runtime';
import iconv from 'iconv-lite';
import JSZip from 'jszip';
import { afterAll, describe, expect, it } from 'vitest';
import { readFolder } from '../../src/read-folder.js';

const home = throwawayFolder('read-folder');
afterAll(() => home.remove());
let made = 0;

type Content = string | Uint8Array;

async function folderWith(files: Readonly<Record<string, Content>>): Promise<string> {
  made += 1;
  const folder = path.join(home.path, String(made));
  await mkdir(folder);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return folder;
}

async function zipOf(
  files: Readonly<Record<string, Content>>,
  encodeFileName?: (name: string) => string,
): Promise<Uint8Array> {
  const zip = new JSZip();
  for (const [name, content] of Object.entries(files)) zip.file(name, content);
  return zip.generateAsync({
    type: 'uint8array',
    compression: 'DEFLATE',
    ...(encodeFileName ? { encodeFileName } : {}),
  });
}

const gbk = (name: string) => iconv.encode(name, 'gbk') as unknown as string;

async function listed(files: Readonly<Record<string, Content>>) {
  const found = await readFolder(await folderWith(files));
  return found.map(({ path: at, content }) => [
    at,
    content.kind === 'other' ? (content.quiet ? 'quiet' : content.what) : content.kind,
  ]);
}

describe('a folder is refused', () => {
  it('when it is not there, or is a file', async () => {
    await expect(readFolder(path.join(home.path, 'nowhere'))).rejects.toMatchObject({ code: 'folder-unknown' });
    const folder = await folderWith({ 'a.xlsx': 'x' });
    await expect(readFolder(path.join(folder, 'a.xlsx'))).rejects.toMatchObject({ code: 'folder-unknown' });
  });
});

describe('an archive is told of, and nothing of it read,', () => {
  const told = async (bytes: Uint8Array) => {
    const [only] = await readFolder(await folderWith({ '报表.zip': bytes }));
    return only?.content.kind === 'other' ? only.content.advice : only?.content.kind;
  };

  it('when it is broken', async () => {
    const bytes = await zipOf({ 'a.xlsx': 'x' });
    expect(await told(bytes.subarray(0, bytes.length - 12))).toContain('结构不完整');
  });

  it('when it has too many entries', async () => {
    const files = Object.fromEntries(Array.from({ length: 2_001 }, (_, at) => [`${at}.xlsx`, '']));
    expect(await told(await zipOf(files))).toContain('超过 2000 个');
  });

  it('when archives are inside archives inside archives', async () => {
    const inner = await zipOf({ 'c.zip': await zipOf({ 'd.xlsx': 'x' }) });
    expect(await listed({ 'a.zip': await zipOf({ 'b.zip': inner }) })).toEqual([['a.zip/b.zip/c.zip', '压缩包']]);
  });
});

describe('a file of an archive is refused before it is inflated', () => {
  const bytesOf = async (bytes: Uint8Array) => {
    const [only] = await readFolder(await folderWith({ '报表.zip': bytes }));
    if (only === undefined || only.content.kind === 'other') throw new Error('no sheet found');
    return only.content.bytes();
  };

  it('when it claims to grow a thousandfold', async () => {
    await expect(bytesOf(await zipOf({ 'a.xlsx': new Uint8Array(5_000_000) }))).rejects.toMatchObject({
      code: 'archive-refused',
      details: { reason: '压缩比异常，像是恶意构造的文件' },
    });
  });

  it('when it is larger than any form', async () => {
    await expect(bytesOf(await zipOf({ 'a.xlsx': new Uint8Array(21_000_000) }))).rejects.toMatchObject({
      details: { reason: '里面有超过 20 MB 的文件' },
    });
  });

  it('when it has a password', async () => {
    const bytes = await zipOf({ 'a.xlsx': 'x' });
    const at = Buffer.from(bytes).indexOf(Buffer.from('504b0102', 'hex'));
    bytes[at + 8] = (bytes[at + 8] ?? 0) | 1;
    await expect(bytesOf(bytes)).rejects.toMatchObject({ details: { reason: '加了密码' } });
  });
});

describe('a folder is read', () => {
  it('with its sub-folders and archives, one inside another, in order of path', async () => {
    const inner = await zipOf({ '泗水县.xlsx': 'inner' });
    const found = await listed({
      '任城区.xlsx': 'x',
      '第二批/曲阜.XLSX': 'x',
      '汶上.zip': await zipOf({ '报送/汶上县.xlsx': 'x', '泗水.zip': inner }),
    });
    expect(found).toEqual([
      ['任城区.xlsx', 'sheet'],
      ['汶上.zip/报送/汶上县.xlsx', 'sheet'],
      ['汶上.zip/泗水.zip/泗水县.xlsx', 'sheet'],
      ['第二批/曲阜.XLSX', 'sheet'],
    ]);
  });

  it('with names in GBK, in UTF-8 with and without the mark that says so', async () => {
    const utf8 = (name: string) => Buffer.from(name, 'utf8') as unknown as string;
    const found = await listed({
      'a.zip': await zipOf({ '汶上县医保局.xlsx': 'x' }, gbk),
      'b.zip': await zipOf({ '泗水县.xlsx': 'x' }),
      'c.zip': await zipOf({ '梁山县.xlsx': 'x' }, utf8),
    });
    expect(found.map(([at]) => at)).toEqual(['a.zip/汶上县医保局.xlsx', 'b.zip/泗水县.xlsx', 'c.zip/梁山县.xlsx']);
  });

  it('with the bytes that went in', async () => {
    const found = await readFolder(await folderWith({ 'a.zip': await zipOf({ 'x.xlsx': '内容' }), 'b.xlsx': '别的' }));
    const texts = await Promise.all(
      found.map(async ({ content }) => (content.kind === 'other' ? '' : Buffer.from(await content.bytes()).toString())),
    );
    expect(texts).toEqual(['内容', '别的']);
  });

  it('telling what is no sheet, and quiet about litter', async () => {
    const found = await listed({
      '~$任城区.xlsx': 'x',
      '.~任城区.xlsx': 'x',
      '.DS_Store': 'x',
      'Thumbs.db': 'x',
      '总结.docx': 'x',
      '盖章件.pdf': 'x',
      '照片.JPG': 'x',
      '打包.rar': 'x',
      说明: '文字',
      '旧版.xls': 'x',
      '金山.et': 'x',
      'mac.zip': await zipOf({ '__MACOSX/._a.xlsx': 'x', 'a.xlsx': 'x' }),
    });
    expect(Object.fromEntries(found)).toEqual({
      '~$任城区.xlsx': 'quiet',
      '.~任城区.xlsx': 'quiet',
      '.DS_Store': 'quiet',
      'Thumbs.db': 'quiet',
      '总结.docx': 'Word 文档',
      '盖章件.pdf': 'PDF 文档',
      '照片.JPG': '图片',
      '打包.rar': 'RAR 压缩包',
      说明: '不是表格的文件',
      '旧版.xls': 'legacy',
      '金山.et': 'legacy',
      'mac.zip/__MACOSX/._a.xlsx': 'quiet',
      'mac.zip/a.xlsx': 'sheet',
    });
  });

  it('knowing a workbook whose name was lost or changed by a mail gateway', async () => {
    const workbook = await zipOf({ '[Content_Types].xml': '<x/>', 'xl/workbook.xml': '<x/>' });
    expect(
      await listed({ 任城区: workbook, '兖州区.zip': workbook, '邹城.bin': Buffer.from('d0cf11e0a1b11ae1', 'hex') }),
    ).toEqual([
      ['任城区', 'sheet'],
      ['兖州区.zip', 'sheet'],
      ['邹城.bin', 'legacy'],
    ]);
  });

  it('knowing a workbook that somebody named .csv, and a CSV for what it is', async () => {
    const workbook = await zipOf({ '[Content_Types].xml': '<x/>', 'xl/workbook.xml': '<x/>' });
    expect(await listed({ '任城区.csv': workbook, '兖州区.csv': '单位名称,数' })).toEqual([
      ['任城区.csv', 'sheet'],
      ['兖州区.csv', 'CSV 文本'],
    ]);
  });

  it('marking what may hold forms that nobody saw, and nothing else, as unopened', async () => {
    const folder = await folderWith({
      '打包.rar': 'x',
      '空.zip': '',
      '兖州区.csv': 'a,b',
      '总结.docx': 'x',
      '盖章件.pdf': 'x',
      说明: '文字',
    });
    await symlink('/nowhere', path.join(folder, '链接.xlsx'));
    const found = await readFolder(folder);
    const unopened = found.filter(({ content }) => content.kind === 'other' && content.unopened);
    expect(unopened.map((file) => file.path).sort()).toEqual(['兖州区.csv', '打包.rar', '空.zip', '链接.xlsx'].sort());
  });

  it.skipIf(process.platform === 'win32')('listing a pipe without opening it, which would wait for ever', async () => {
    const folder = await folderWith({});
    await promisify(execFile)('mkfifo', [path.join(folder, '管道.xlsx')]);
    const found = await readFolder(folder);
    expect(found.map(({ path: at, content }) => [at, content.kind])).toEqual([['管道.xlsx', 'other']]);
  });

  it('without following links and without looking into an earlier result', async () => {
    const folder = await folderWith({ 'a.xlsx': 'x', 'out/合并结果.json': '{}', 'out/汇总.xlsx': 'x' });
    await symlink(path.join(folder, 'a.xlsx'), path.join(folder, 'b.xlsx'));
    const found = await readFolder(folder);
    expect(found.map(({ path: at, content }) => [at, content.kind])).toEqual([
      ['a.xlsx', 'sheet'],
      ['b.xlsx', 'other'],
    ]);
  });

  it('keeping paths of an archive inside the folder’s own words', async () => {
    const found = await listed({ 'a.zip': await zipOf({ '../../etc/x.xlsx': 'x' }, gbk) });
    expect(found).toEqual([['a.zip/etc/x.xlsx', 'sheet']]);
  });
});
