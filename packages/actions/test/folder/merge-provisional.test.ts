import { describe, expect, it, vi } from 'vitest';
import type { ProvisionalList } from '../../src/read-provisional.js';
import { directoryOf, fileOf, merge, textsIn } from './folders.js';

/** Two cores are shared with other suites. */
vi.setConfig({ testTimeout: 120_000 });

const office = '任城区医疗保障局';
const directory = directoryOf([office, '兖州区医疗保障局']);
const sheets = async () => [
  await fileOf({ table: 'T2b', office, period: 'final', figures: {}, path: 'a.xlsx' }, directory),
];
const list = (...noted: readonly (readonly [string, string, string])[]): ProvisionalList => ({
  name: '十月快报.csv',
  lines: noted.map(([whose, measure, value], at) => ({ line: at + 2, office: whose, measure, value, unit: '' })),
});

describe('快报数 noted before the sheets came', () => {
  it('are refused, all lines at once, where office, measure or number cannot be told', async () => {
    const lines = list(['微山县', '应自查机构', '1'], ['任城', '不存在的指标', '1']);
    const refusal = merge(await sheets(), directory, { provisional: lines });
    await expect(refusal).rejects.toMatchObject({ code: 'provisional-unreadable', details: { name: '十月快报.csv' } });
    await expect(refusal).rejects.toThrow(/第2行的单位“微山县”.*第3行的指标“不存在的指标”/u);
  });

  it('stand beside the final figures, and are added to nothing', async () => {
    const plain = await merge(await sheets(), directory);
    const result = await merge(await sheets(), directory, { provisional: list(['任城', '应自查机构', '12']) });
    expect(await textsIn(result, 'T2b')).toContain('快报与定稿');
    expect(await textsIn(plain, 'T2b')).not.toContain('快报与定稿');
    expect(result.forms[0]?.findings).toEqual(plain.forms[0]?.findings);
  });
});
