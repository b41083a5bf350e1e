import { isPrintedOf } from './test-titles.mjs';

/** 满足 names tests that show it, or the page that says it where the requirement asks for documentation. */
export const VERDICTS = ['满足', '部分', '不适用', '未做'];
const BETWEEN = ' › ';

/**
 * One line of the table.
 * @typedef {{ id: string, level: string, says: string, verdict: string, tests: { file: string, title: string[] }[], pages: string[], why: string }} Row
 */

/** `id⇥level` of every requirement that the table must have, in its order. @returns {Map<string, string>} */
export function itemsIn(text) {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => line.split('\t')));
}

/** The lines of all tables of the page whose first cell is the number of a requirement. @returns {Row[]} */
export function rowsIn(markdown) {
  return markdown
    .split('\n')
    .filter((line) => /^\|\s*V\d+\.\d+\.\d+\s*\|/.test(line))
    .map(rowOf);
}

function rowOf(line) {
  const cells = line
    .replace(/^\||\|\s*$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
  const [id = '', level = '', says = '', verdict = '', grounds = '', ...more] = cells;
  if (more.length > 0) throw new Error(`${id}：这一行多出 ${more.length} 格`);
  const spans = [...grounds.matchAll(/(`+)(.+?)\1/g)].map(([, , text]) => text.trim());
  const tests = spans
    .filter((span) => span.includes(BETWEEN))
    .map((span) => span.split(BETWEEN))
    .map(([file, ...title]) => ({ file, title }));
  const pages = [...grounds.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target);
  const why = spans
    .reduce((text, span) => text.replace(span, ''), grounds)
    .replaceAll(/[`\s]|<br>|\[[^\]]*\]\([^)]*\)/g, '');
  return { id, level, says, verdict, tests, pages, why };
}

/** How many rows have each verdict, as the page must say it. */
export function sumOf(rows) {
  const count = (verdict) => rows.filter((row) => row.verdict === verdict).length;
  return `共 ${rows.length} 项：${VERDICTS.map((verdict) => `${verdict} ${count(verdict)}`).join('，')}`;
}

/**
 * What is wrong with the table, in Chinese; empty when nothing is.
 * @param {{ items: Map<string, string>, markdown: string, titlesOf: (file: string) => string[][] | null, hasHeading: (target: string) => boolean,
 *   resultOf: (file: string) => { title: string[], status: string }[] | null, ran: boolean }} look
 *   `titlesOf`, `resultOf`: null when there is no such file, or no result of it; `ran`: a test without a result is a mistake
 */
export function problemsIn({ items, markdown, titlesOf, hasHeading, resultOf, ran }) {
  const rows = rowsIn(markdown);
  const ids = rows.map(({ id }) => id);
  const problems = [];
  for (const id of items.keys()) if (!ids.includes(id)) problems.push(`${id}：表里没有`);
  for (const [i, id] of ids.entries()) {
    if (!items.has(id)) problems.push(`${id}：不在 asvs-items.tsv 里`);
    if (ids.indexOf(id) !== i) problems.push(`${id}：出现了两次`);
  }
  for (const row of rows) {
    if (items.has(row.id) && items.get(row.id) !== row.level) problems.push(`${row.id}：级别应为 ${items.get(row.id)}`);
    problems.push(...faultsOf(row).map((fault) => `${row.id}：${fault}`));
    for (const target of row.pages) if (!hasHeading(target)) problems.push(`${row.id}：没有这一节：${target}`);
    for (const test of row.tests)
      for (const fault of testFaults(test, { titlesOf, resultOf, ran })) problems.push(`${row.id}：${fault}`);
  }
  if (!markdown.includes(sumOf(rows))) problems.push(`页首的合计应为“${sumOf(rows)}”`);
  return problems;
}

function faultsOf({ says, verdict, tests, pages, why }) {
  if (!VERDICTS.includes(verdict)) return [`结论“${verdict}”不在 ${VERDICTS.join('、')} 之中`];
  const faults = [];
  if (says === '') faults.push('没有写要求');
  if (verdict === '满足' && tests.length + pages.length === 0) faults.push('满足要有测试或文档作依据');
  if (verdict !== '满足' && why === '') faults.push(`${verdict}要写理由`);
  return faults;
}

function testFaults({ file, title }, { titlesOf, resultOf, ran }) {
  const name = title.join(BETWEEN);
  const titles = titlesOf(file);
  if (titles === null) return [`没有这个测试文件：${file}`];
  if (!titles.some((known) => endsWith(known, title, (a, b) => a === b))) return [`${file} 里没有测试“${name}”`];
  const results = resultOf(file);
  if (results === null) return ran ? [`${file} 没有运行结果`] : [];
  const own = results.filter((result) =>
    endsWith(result.title, title, (printed, known) => isPrintedOf(known, printed)),
  );
  // Somebody may have run a part of the file only.
  if (own.length === 0) return ran ? [`测试“${name}”没有运行（${file}）`] : [];
  const bad = own.find(({ status }) => status === 'failed' || (ran && status !== 'passed'));
  return bad === undefined ? [] : [`测试“${name}”没有通过：${bad.status}（${file}）`];
}

function endsWith(path, end, same) {
  const tail = path.slice(-end.length);
  return tail.length === end.length && tail.every((part, i) => same(part, end[i]));
}
