/**
 * `--check`: whether docs/security/asvs.md has exactly the requirements of asvs-items.tsv, each with a verdict and what it rests on, and
 * whether every test it names exists; one that failed the last time it ran is a mistake. `--ran`: so is one that did not run
 * (at the end of `npm test`). Without an option: the sum for the head of the page.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { itemsIn, problemsIn, rowsIn, sumOf } from './lib/asvs.mjs';
import { root } from './lib/commands.mjs';
import { titlesIn } from './lib/test-titles.mjs';

const FOLDER = join(root, 'docs', 'security');
const markdown = readFileSync(join(FOLDER, 'asvs.md'), 'utf8');

if (!process.argv.includes('--check')) console.log(sumOf(rowsIn(markdown)));
else {
  const items = itemsIn(readFileSync(join(FOLDER, 'asvs-items.tsv'), 'utf8'));
  const ran = process.argv.includes('--ran');
  const problems = problemsIn({ items, markdown, titlesOf, hasHeading, resultOf, ran });
  for (const problem of problems) console.error(problem);
  console.log(
    problems.length === 0 ? `ASVS 对照表：${sumOf(rowsIn(markdown))}` : `ASVS 对照表有 ${problems.length} 处要改`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}

function titlesOf(file) {
  const path = join(root, file);
  return existsSync(path) ? titlesIn(path) : null;
}

/** `measures.md#第三方组件`: a heading of that page, as GitHub makes its anchors of Chinese ones. */
function hasHeading(target) {
  const [page, anchor] = target.split('#');
  const path = join(FOLDER, page);
  if (!existsSync(path)) return false;
  if (anchor === undefined) return true;
  const headings = readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm);
  return [...headings].some(
    ([, heading]) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-') === anchor,
  );
}

/** Of the last run of its room; null when that run did not have the file. */
function resultOf(file) {
  const room = /^(apps|packages)\/[^/]+|^[^/]+/.exec(file)[0];
  const name = file.includes('/test/system/') ? 'vitest-system.json' : 'vitest.json';
  const path = join(root, room, '.results', name);
  if (!existsSync(path)) return null;
  const { testResults } = JSON.parse(readFileSync(path, 'utf8'));
  const own = testResults.find((result) => result.name.replaceAll('\\', '/').endsWith(`/${file}`));
  if (own === undefined) return null;
  return own.assertionResults.map(({ ancestorTitles, title, status }) => ({
    title: [...ancestorTitles, title],
    status,
  }));
}
