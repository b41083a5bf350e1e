import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { throwawayFolder } from '@duban/runtime';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import { readProvisional } from '../../src/read-provisional.js';

const home = throwawayFolder('read-provisional');
afterAll(() => home.remove());

async function read(content: string | Uint8Array) {
  const file = path.join(home.path, '快报.csv');
  await writeFile(file, content);
  return readProvisional(file, () => Promise.reject(new Error('no workbook')));
}

describe('a list of 快报数', () => {
  it('is refused without its three columns', async () => {
    await expect(read('单位,数\n任城区,3\n')).rejects.toMatchObject({ code: 'provisional-unreadable' });
  });

  it('is read as Excel in Chinese saves it, below whatever stands above its heads', async () => {
    const text = '十月快报,,\n单位名称,指标,快报数\n任城区,检查家次,1200\n,,\n兖州区,追回医保基金合计,3.5\n';
    expect(await read(iconv.encode(text, 'gbk'))).toEqual([
      { line: 3, office: '任城区', measure: '检查家次', value: '1200' },
      { line: 5, office: '兖州区', measure: '追回医保基金合计', value: '3.5' },
    ]);
  });
});
