/** `npm start`: install and build what is missing, then show the product on the notice it was made for. */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bootstrap } from './bootstrap.mjs';
import { root, runNode } from './lib/commands.mjs';

bootstrap();
console.log('实时运行将随下一个版本提供；现在用济宁市 2023 年专项整治通知做一次推演，结果写在 out/ 文件夹。');

const keptAlive = pathToFileURL(join(root, 'packages/runtime/dist/process/exit-with-parent-preload.js')).href;
const cli = join(root, 'apps/cli/bin/duban.js');
process.exitCode = await runNode([
  '--import',
  keptAlive,
  cli,
  'rehearse',
  'jining-2023',
  '--out',
  'out',
  ...process.argv.slice(2),
]);
