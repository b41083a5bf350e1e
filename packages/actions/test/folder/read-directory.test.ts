import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { throwawayFolder } from '@duban/runtime';
import { createWorkbookPool } from '@duban/workbook';
import iconv from 'iconv-lite';
import JSZip from 'jszip';
import { afterAll, describe, expect, it } from 'vitest';
import { readDirectory } from '../../src/read-directory.js';

const home = throwawayFolder('read-directory');
const workbooks = createWorkbookPool({ size: 1 });
afterAll(async () => {
  await workbooks.close();
  home.remove();
});

async function read(name: string, content: string | Uint8Array) {
  const file = path.join(home.path, name);
  await writeFile(file, content);
  return readDirectory(file, workbooks);
}

/** A workbook with one sheet of inline texts. */
async function workbook(rows: readonly (readonly string[])[]): Promise<Uint8Array> {
  const zip = new JSZip();
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const cells = rows.map(
    (row, r) =>
      `<row r="${r + 1}">${row.map((text, c) => `<c r="${'ABCDEF'.charAt(c)}${r + 1}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`,
  );
  zip.file('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>');
  zip.file(
    '_rels/.rels',
    `<Relationships xmlns="${relations}"><Relationship Id="r" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  zip.file(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="a" sheetId="1" r:id="r"/></sheets></workbook>`,
  );
  zip.file(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${relations}"><Relationship Id="r" Type="${office}/worksheet" Target="worksheets/a.xml"/></Relationships>`,
  );
  zip.file('xl/worksheets/a.xml', `<worksheet xmlns="${main}"><sheetData>${cells.join('')}</sheetData></worksheet>`);
  return zip.generateAsync({ type: 'uint8array' });
}

describe('a list of offices is refused', () => {
  const reason = async (name: string, content: string) =>
    read(name, content).then(
      () => 'taken',
      (error: { code: string; details: { reason: string } }) => `${error.code}: ${error.details.reason}`,
    );

  it.each([
    ['a.csv', '名字,电话\n任城,1\n', '找不到“单位名称”一列'],
    ['b.csv', '单位名称\n', '里面没有单位'],
    ['c.csv', '单位名称\n任城区医保局\n任城区医保局\n', '“任城区医保局”出现了不止一次'],
    ['two spellings.csv', '单位名称\n任城区医疗保障局\n任城区医保局\n', '“任城区医保局”出现了不止一次'],
    ['x.xlsx', 'x', '打不开，不是完好的 .xlsx 工作簿（加了密码的请先取消）'],
    ['d.yaml', 'offices: 任城\n', '没有 offices 列表'],
    ['e.yaml', 'offices:\n  - { code: "370811" }\n', '第1个单位没有 name'],
    ['f.yaml', 'offices: [\n', 'YAML 的格式不对'],
    ['g.docx', 'x', '只认 .xlsx、.csv、.yaml'],
  ])('%s: %s', async (name, content, expected) => {
    expect(await reason(name, content)).toBe(`directory-unreadable: ${expected}`);
  });

  it('when it is not there', async () => {
    await expect(readDirectory(path.join(home.path, 'nowhere.csv'), workbooks)).rejects.toMatchObject({
      code: 'directory-unreadable',
    });
  });
});

describe('a list of offices is read', () => {
  const expected = [
    {
      id: '任城区',
      name: '任城区医疗保障局',
      shortName: '任城区',
      code: '370811',
      aliases: ['老任城'],
      standing: 'subordinate',
    },
    {
      id: '济宁高新区',
      name: '济宁高新区人力资源部',
      shortName: '高新区',
      code: null,
      aliases: [],
      standing: 'subordinate',
    },
  ];
  const rows = [
    ['济宁市填报单位名录'],
    ['序号', '单位名称', '简称', '区划代码', '别名'],
    ['1', '任城区医疗保障局', '', '370811000000', '老任城'],
    ['2', '济宁高新区人力资源部', '高新区', '', ''],
  ];
  const csv = rows.map((row) => row.join(',')).join('\n');

  it('from the “Unicode 文本” that Excel writes', async () => {
    const text = rows.map((row) => row.join('\t')).join('\r\n');
    expect((await read('u16.txt', iconv.encode(text, 'utf16', { addBOM: true }))).offices).toEqual(expected);
  });

  it('from CSV in UTF-8 and in GBK, below a title', async () => {
    expect((await read('utf8.csv', `\uFEFF${csv}`)).offices).toEqual(expected);
    expect((await read('gbk.csv', iconv.encode(csv, 'gbk'))).offices).toEqual(expected);
  });

  it('from a workbook', async () => {
    const list = await read('名录.xlsx', await workbook(rows));
    expect(list).toEqual({ title: '名录.xlsx', offices: expected, campaign: null });
  });

  it('from YAML, also one of a campaign', async () => {
    const yaml =
      'offices:\n  - { id: rc, name: 任城区医疗保障局, shortName: 任城区, code: 370811, kind: county, standing: outside }\n';
    expect((await read('a.yaml', yaml)).offices).toEqual([
      { id: 'rc', name: '任城区医疗保障局', shortName: '任城区', code: '370811', aliases: [], standing: 'outside' },
    ]);
  });

  it('with organs of one county kept apart by their full names', async () => {
    const list = await read('two.csv', '单位名称\n任城区医疗保障局\n任城区公安局\n');
    expect(list.offices.map(({ id }) => id)).toEqual(['任城区医疗保障局', '任城区公安局']);
  });
});
