/** Writes docs/plans/<seed>.md, the plan of every notice as `duban plan <seed> --explain` prints it; `--check` only says whether they are current. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/commands.mjs';

const FOLDER = join(root, 'docs', 'plans');
/** A list of items marks a notice that is here in full; a stub (yunyang-2021) has none. */
const seeds = readdirSync(join(root, 'seeds')).filter((name) => existsSync(join(root, 'seeds', name, 'items.txt')));

if (!process.argv.includes('--check')) {
  mkdirSync(FOLDER, { recursive: true });
  for (const seed of seeds) writeFileSync(fileOf(seed), pageOf(seed));
  console.log(`docs/plans：${seeds.length} 份`);
} else {
  const stale = seeds.filter((seed) => current(seed) !== pageOf(seed));
  const left = existsSync(FOLDER)
    ? readdirSync(FOLDER).filter((file) => !seeds.includes(file.replace(/\.md$/, '')))
    : [];
  if (stale.length + left.length > 0) {
    console.error(
      `docs/plans 与方案不一致：${[...stale, ...left].join('、')}。请运行 node scripts/plans-page.mjs 后一并提交。`,
    );
    process.exitCode = 1;
  }
}

function fileOf(seed) {
  return join(FOLDER, `${seed}.md`);
}

function current(seed) {
  return existsSync(fileOf(seed)) ? readFileSync(fileOf(seed), 'utf8') : '';
}

function pageOf(seed) {
  const { NO_COLOR: _, FORCE_COLOR: __, DUBAN_SEEDS: ___, ...env } = process.env;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(root, 'apps/cli/bin/duban.js'), 'plan', seed, '--explain'],
    { encoding: 'utf8', env: { ...env, NO_COLOR: '1' } },
  );
  // 1: questions are open, which the plan shows.
  if (status !== 0 && status !== 1) throw new Error(`duban plan ${seed}: ${stderr}`);
  return [
    `# ${seed}`,
    '',
    '本页由 `node scripts/plans-page.mjs` 生成（`duban plan --explain`），请勿手改。',
    '',
    '```text',
    stdout
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd(),
    '```',
    '',
  ].join('\n');
}
