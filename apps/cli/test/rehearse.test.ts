import path from 'node:path';
import { throwawayFolder } from '@duban/runtime';
import { afterAll, describe, expect, it } from 'vitest';
import { callDuban } from './support/call-duban.js';

const folder = throwawayFolder('rehearse-test');
afterAll(() => folder.remove());

describe('duban rehearse', () => {
  it.each([
    [['--year', '1999'], '--year 要是 2004 到 2099 之间的年份'],
    [['--year', '2026', '--launch', '2026-03-01'], '--year 和 --launch 只能写一个'],
    [['--launch', '2023-13-01'], '--launch 要是 YYYY-MM-DD 的日期'],
    [['--speed', '0'], '--speed 要是大于 0 的数'],
    [['--step'], '--step 要逐日按回车，只能在终端里用'],
    [['--profile', 'nobody'], '没有推演设定“nobody”'],
    [['--from', '2023-01-01'], '--from 要与 --compare 同用'],
  ])('refuses %j with exit code 2 and leaves nothing', async (options, said) => {
    const { code, stderr } = await callDuban([
      'rehearse',
      'jining-2023',
      '--out',
      path.join(folder.path, 'x'),
      ...options,
    ]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
  });

  it('refuses to compare with what is no campaign', async () => {
    const { code, stderr } = await callDuban(['rehearse', 'jining-2023', '--compare', 'nothing-2020']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('没有名为“nothing-2020”的方案')]);
  });

  it('compares at once, as text and as JSON, without a folder for results', async () => {
    const asked = ['rehearse', 'yunyang-2021', '--compare', 'yunyang-2022', '--from', '2022-11-01'];
    const text = await callDuban(asked);
    expect([text.code, text.stdout]).toEqual([0, expect.stringContaining('县卫健委')]);
    const { offices } = JSON.parse((await callDuban([...asked, '--json'])).stdout) as { offices: { office: string }[] };
    expect(offices.map(({ office }) => office)).toEqual(['yb', 'ga', 'wj']);
  });
});
