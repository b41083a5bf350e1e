/** The house check: arrows between rooms, imports past a package's edge, the clock, `export *`. Prints file:line and the rule. */
import { readFileSync } from 'node:fs';
import { root } from './lib/commands.mjs';
import { checkHouse } from './lib/house-rules.mjs';

const arrows = JSON.parse(readFileSync(new URL('./arrows.json', import.meta.url), 'utf8'));
const problems = checkHouse(root, arrows);
for (const { file, line, rule, message } of problems) console.error(`${file}:${line} [${rule}] ${message}`);
console.log(
  problems.length === 0
    ? '各模块的引用都符合约定。'
    : `有 ${problems.length} 处不符合约定（约定见 scripts/arrows.json）。`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
