/**
 * `npm run bench -- workbook [options]`: runs one measurement, `<room>/bench/<name>.mjs`; without a name, says which there are. Figures for
 * docs/benchmarks.md come from here and from nowhere else.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { root, runNode } from './lib/commands.mjs';
import { workspacesOf } from './lib/workspaces.mjs';

const [name, ...options] = process.argv.slice(2);
const benches = new Map(
  workspacesOf(root)
    .map(({ folder }) => join(root, folder, 'bench'))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => [file.replace(/^.*[\\/]|\.mjs$/g, ''), file]),
);
const file = benches.get(name ?? '');
if (file === undefined) {
  console.error(`用法：npm run bench -- <名称>。有这些：${[...benches.keys()].join('、')}`);
  process.exitCode = 2;
} else {
  bootstrap();
  process.exitCode = await runNode([file, ...options]);
}
