import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { itemsIn, problemsIn, rowsIn, sumOf } from '../lib/asvs.mjs';
import { isPrintedOf, titlesIn } from '../lib/test-titles.mjs';

const items = itemsIn('# numbers only\nV1.1.1\t2\nV1.2.4\t1\n');
const FILE = 'apps/api/test/a.test.ts';
const good = [
  '| V1.1.1 | 2 | 只解码一次 | 不适用 | 没有这样的输入 |',
  `| V1.2.4 | 1 | 查询参数化 | 满足 | \`${FILE} › SQL is refused\` |`,
];

/** What is said of a page with these rows and a right sum. */
function said(rows, more = {}) {
  const head = more.sum ?? sumOf(rowsIn(rows.join('\n')));
  const titlesOf = (file) => (file === FILE ? [['SQL is refused'], ['a link', 'is refused for %s']] : null);
  const hasHeading = (target) => target === 'measures.md#输入';
  const look = { items, markdown: [head, ...rows].join('\n'), titlesOf, hasHeading, resultOf: () => null, ran: false };
  return problemsIn({ ...look, ...more });
}

describe('the table is refused', () => {
  it.each([
    ['a requirement is missing', [good[0]], 'V1.2.4：表里没有'],
    ['one is there that was not asked for', [...good, good[0].replace('V1.1.1', 'V9.9.9')], 'V9.9.9：不在'],
    ['one is there twice', [...good, good[0]], 'V1.1.1：出现了两次'],
    ['a level is another', [good[0].replace('| 2 |', '| 1 |'), good[1]], 'V1.1.1：级别应为 2'],
    ['a verdict is none', [good[0].replace('不适用', '大概'), good[1]], 'V1.1.1：结论“大概”'],
    ['nothing says what is asked', [good[0].replace('只解码一次', ''), good[1]], 'V1.1.1：没有写要求'],
    ['no reason is given', [good[0].replace('没有这样的输入', ''), good[1]], 'V1.1.1：不适用要写理由'],
    [
      'a test alone explains a part',
      [`| V1.1.1 | 2 | x | 部分 | \`${FILE} › SQL is refused\` |`, good[1]],
      'V1.1.1：部分要写理由',
    ],
    [
      'it is said to be met, and nothing shows it',
      [good[0].replace('不适用', '满足'), good[1]],
      'V1.1.1：满足要有测试',
    ],
    ['a test file is gone', [good[0], good[1].replace('/a.', '/b.')], 'V1.2.4：没有这个测试文件'],
    ['a title was changed', [good[0], good[1].replace('SQL', 'sql')], 'V1.2.4：apps/api/test/a.test.ts 里没有测试“sql'],
    ['a page lacks the section', ['| V1.1.1 | 2 | x | 满足 | [说明](measures.md#无) |', good[1]], 'V1.1.1：没有这一节'],
  ])('when %s', (_, rows, problem) => {
    expect(said(rows)).toEqual([expect.stringContaining(problem)]);
  });

  it('when its head counts otherwise than its rows', () => {
    expect(said(good, { sum: '共 2 项：满足 2，部分 0，不适用 0，未做 0' })).toEqual([
      expect.stringContaining('满足 1，部分 0，不适用 1，未做 0'),
    ]);
  });

  it.each([
    ['a test was skipped', [{ title: ['SQL is refused'], status: 'skipped' }], '没有通过：skipped'],
    ['a test failed', [{ title: ['SQL is refused'], status: 'failed' }], '没有通过：failed'],
    ['a test is not among the results', [{ title: ['another'], status: 'passed' }], '没有运行'],
  ])('when in a whole run %s', (_, results, problem) => {
    expect(said(good, { ran: true, resultOf: () => results })).toEqual([expect.stringContaining(problem)]);
  });

  it('when a test failed the last time somebody ran it', () => {
    const resultOf = () => [{ title: ['SQL is refused'], status: 'failed' }];
    expect(said(good, { resultOf })).toEqual([expect.stringContaining('没有通过：failed')]);
  });

  it('when the run is over and left no result of a file', () => {
    expect(said(good, { ran: true })).toEqual([expect.stringContaining('没有运行结果')]);
  });
});

describe('the table is taken', () => {
  it('without results, with those of a part of a run, and with those of its tests', () => {
    expect(said(good)).toEqual([]);
    for (const status of ['skipped', 'passed'])
      expect(said(good, { resultOf: () => [{ title: ['SQL is refused'], status }] })).toEqual([]);
    expect(said(good, { ran: true, resultOf: () => [{ title: ['SQL is refused'], status: 'passed' }] })).toEqual([]);
  });

  it('with a test named by its suite, whose values a run has filled in', () => {
    const rows = [good[0], `| V1.2.4 | 1 | x | 部分 | 还差一半。\`${FILE} › a link › is refused for %s\` |`];
    const results = [
      { title: ['a link', 'is refused for an office'], status: 'passed' },
      { title: ['a link', 'is refused for nobody'], status: 'passed' },
    ];
    expect(said(rows, { ran: true, resultOf: () => results })).toEqual([]);
  });

  it('with a page of ours in place of a test, and a bar within a cell', () => {
    expect(said(['| V1.1.1 | 2 | a \\| b | 满足 | [输入](measures.md#输入) |', good[1]])).toEqual([]);
  });
});

it('titles are found through each, skipIf and templates, with their suites', () => {
  const folder = mkdtempSync(join(tmpdir(), 'duban-titles-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'a.test.ts');
  writeFileSync(
    file,
    "describe.each(rows)('suite %s', () => { it('one', () => {}); it.each([1])(`two \x24{SEED}`, () => { it; }); });\ntest.skipIf(x)('three', f);\nother('four');",
  );
  expect(titlesIn(file)).toEqual([['suite %s', 'one'], ['suite %s', 'two \x24{SEED}'], ['three']]);
  expect(isPrintedOf('two \x24{SEED}', 'two 17')).toBe(true);
  expect(isPrintedOf('is $title (100%)', 'is a+b (100%)')).toBe(true);
  expect(isPrintedOf('one', 'one more')).toBe(false);
});
