import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { throwawayFolder } from '@duban/runtime';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import { readProvisional } from '../../src/read-provisional.js';

const home = throwawayFolder('read-provisional');
afterAll(() => home.remove());

/** Reads a .csv, or rows as a workbook would give them. */
async function read(content: string | Uint8Array | readonly (readonly string[])[], name = '快报.csv') {
  const file = path.join(home.path, name);
  const isRows = Array.isArray(content);
  await writeFile(file, isRows ? '' : (content as string | Uint8Array));
  const rows = () => (isRows ? Promise.resolve(content) : Promise.reject(new Error('no workbook')));
  return readProvisional(file, { rows });
}

describe('a list of 快报数 is refused', () => {
  it.each([
    ['a.csv', '单位,数\n任城区,3\n', '找不到“单位”“指标”“快报数”三列'],
    ['its title.csv', '各单位指标快报数\n任城区,检查家次,3\n', '找不到“单位”“指标”“快报数”三列'],
    ['计量单位 is nobody.csv', '计量单位,指标,快报数\n家次,检查家次,3\n', '找不到“单位”“指标”“快报数”三列'],
    ['nothing.csv', '单位,指标,快报数\n', '里面一个数也没有'],
    ['nothing phoned in.csv', '单位,指标,快报数\n任城区,检查家次,\n', '里面一个数也没有'],
    [
      'thousands.csv',
      '单位,指标,快报数\n任城区,检查家次,1,200\n',
      '第2行比表头多出“200”（CSV 里带逗号的数会分成两格，请去掉逗号；别的内容请补上表头）',
    ],
    ['快报.yaml', 'offices: []\n', '只认 .xlsx、.csv'],
    ['快报.xlsx', 'x', '打不开，不是完好的 .xlsx 工作簿（加了密码的请先取消）'],
  ])('%s: %s', async (name, content, reason) => {
    await expect(read(content, name)).rejects.toMatchObject({
      code: 'provisional-unreadable',
      details: { name, reason },
    });
  });

  it('when it is not there', async () => {
    const rows = () => Promise.resolve([]);
    await expect(readProvisional(path.join(home.path, 'nowhere.csv'), { rows })).rejects.toMatchObject({
      code: 'provisional-unreadable',
      details: { name: 'nowhere.csv', reason: '找不到或打不开这个文件' },
    });
  });
});

describe('a list of 快报数', () => {
  it('is read as Excel in Chinese saves it, below whatever stands above its heads', async () => {
    const text = '十月快报,,\n单位名称,指标,快报数\n任城区,检查家次,1200\n,,\n兖州区,追回医保基金合计,3.5\n';
    expect(await read(iconv.encode(text, 'gbk'))).toEqual({
      name: '快报.csv',
      lines: [
        { line: 3, office: '任城区', measure: '检查家次', value: '1200', unit: '' },
        { line: 5, office: '兖州区', measure: '追回医保基金合计', value: '3.5', unit: '' },
      ],
    });
  });

  it('keeps the lines of the file where some are empty', async () => {
    const { lines } = await read('\n单位,指标,快报数\n\n任城区,检查家次,3\n');
    expect(lines.map(({ line }) => line)).toEqual([4]);
  });

  it('has the unit of its column, its columns in any order, and figures with commas in quotes', async () => {
    const { lines } = await read('序号,金额（万元）,项目,计量单位,填报单位\n1,"1,200",行政罚款,万元,任城区\n');
    expect(lines).toEqual([{ line: 2, office: '任城区', measure: '行政罚款', value: '1,200', unit: '万元' }]);
  });

  it('keeps a figure whose office or measure is missing, so that it can be told of', async () => {
    const rows = [
      ['单位', '指标', '快报数'],
      ['任城区', '检查家次', '3'],
      // Cells that were joined over two rows: only the first has the office.
      ['', '约谈', '4'],
      ['制表人：张三'],
    ];
    const { lines } = await read(rows, '快报.xlsx');
    expect(lines.map(({ line, office, value }) => [line, office, value])).toEqual([
      [2, '任城区', '3'],
      [3, '', '4'],
    ]);
  });
});
