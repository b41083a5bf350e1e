/**
 * `npm run fuzz:api -- --seconds 30`: schemathesis (PyPI) calls every route of a real API on a throwaway database, signed in as an
 * officer and a clerk; any 500 fails. The program comes from DUBAN_SCHEMATHESIS, the PATH, or a virtual environment of our own.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import { bin, call, callIn, root } from './lib/commands.mjs';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '30' }, seed: { type: 'string' } } });
const seconds = Number(values.seconds);
if (!Number.isInteger(seconds) || seconds < 5) {
  console.error('--seconds 要写成不小于 5 的整数，如 --seconds 30。');
  process.exit(2);
}
bootstrap();
process.env.DUBAN_SCHEMATHESIS = program();
process.env.DUBAN_FUZZ_SECONDS = String(seconds);
if (values.seed !== undefined) process.env.DUBAN_FUZZ_SEED = values.seed;
call(bin('turbo'), ['run', 'build', '--filter=@duban/api...', '--output-logs=errors-only']);
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const options = ['run', '--config', 'vitest.system.config.ts', '--passWithNoTests=false', 'test/system/fuzz.test.ts'];
process.exitCode = callIn(join(root, 'apps/api'), [vitest, ...options], process.env);

function program() {
  const named = process.env.DUBAN_SCHEMATHESIS ?? 'schemathesis';
  if (spawnSync(named, ['--version']).status === 0) return named;
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'duban', 'fuzz');
  const own = join(folder, 'bin', 'schemathesis');
  if (!existsSync(own)) {
    console.log(`== 安装 schemathesis 到 ${folder}`);
    const made = spawnSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' }).status === 0;
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'schemathesis==4.32.5'];
    if (!made || spawnSync(join(folder, 'bin', 'python3'), pip, { stdio: 'inherit' }).status !== 0) {
      console.error(
        'schemathesis 没有装上。请安装 Python 3（含 venv）后重试，或用 DUBAN_SCHEMATHESIS 指定已有的程序。',
      );
      process.exit(1);
    }
  }
  return own;
}
