import { describe, expect, it } from 'vitest';
import { loadTables } from '../../src/schema.js';
import { demoYaml, problemsOf } from '../demo.js';

describe('forms that speak of each other', () => {
  const other = (measure: string, id = 'D9', version = 1) => ({
    name: 'd9.yaml',
    text: `id: ${id}\nversion: ${version}\ntitle: 下发\nheader: []\nsections:\n  - title: s\n    measures:\n${measure}\n`,
  });
  const measure = (key: string, unit: string) =>
    `      - { key: ${key}, label: 数, unit: ${unit}, semantics: flow-additive, source: t }`;
  const file = { name: 'd1.yaml', text: demoYaml };
  it('load when the other side is there', () => {
    expect(loadTables([file, other(measure('sent', '条'))]).map(({ id }) => id)).toEqual(['D1', 'D9']);
  });
  it('are refused when the other table, its figure or its unit is another', () => {
    expect(problemsOf(() => loadTables([file]))).toMatch(
      /^d1\.yaml 第\d+行第\d+列：reconciliations\[1\]\.right\.table 出现了没有表“D9”；允许：D1/,
    );
    expect(problemsOf(() => loadTables([file, other(measure('send', '条'))]))).toMatch(/没有指标“sent”；允许：send/);
    expect(problemsOf(() => loadTables([file, other(measure('sent', '件'))]))).toMatch(
      /单位“件”；允许：与 recv.cumulative 相同的“条”/,
    );
  });
  it('are refused when a crosswalk names an old measure that the old version does not have', () => {
    const old = ['recvNational', 'recvProvinc', 'phoned'].map((key) => measure(key, '条')).join('\n');
    const files = [file, other(measure('sent', '条')), { ...other(old, 'D1'), name: 'old.yaml' }];
    expect(problemsOf(() => loadTables(files))).toMatch(
      /carry\.recv 出现了第 1 版没有指标“recvProvince”；允许：recvProvinc/,
    );
  });
  it('tell the problems of all files', () => {
    const found = problemsOf(() => loadTables([file, { name: 'bad.yaml', text: 'a: [1' }]));
    expect(found).toMatch(/d1\.yaml/);
    expect(found).toMatch(/bad\.yaml/);
  });
});
