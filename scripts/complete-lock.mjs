/**
 * After `npm install` against a registry that does not offer every platform's packages: adds the missing ones to package-lock.json.
 * npm leaves optional packages out of the lock when it cannot find them, and `npm ci` then refuses the lock, on every platform. The
 * versions are the exact ones that their parents ask for; digests are unknown here, so npm checks none for these entries.
 * `--check` only says whether something is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/commands.mjs';

const SYSTEMS = {
  windows: 'win32',
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  openharmony: 'openharmony',
  win32: 'win32',
};
const PROCESSORS = {
  64: 'x64',
  arm: 'arm',
  arm64: 'arm64',
  ia32: 'ia32',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  x64: 'x64',
};

const file = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const known = new Set(Object.keys(lock.packages).map((path) => path.split('node_modules/').at(-1)));
let added = 0;
for (const parent of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    if (known.has(name)) continue;
    lock.packages[`node_modules/${name}`] = entryOf(name, version, parent.dev === true);
    known.add(name);
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
if (process.argv.includes('--check')) {
  if (added > 0)
    console.error(
      `package-lock.json 缺 ${added} 个其他平台的可选包，npm ci 会拒绝它。请运行 node scripts/complete-lock.mjs 后一并提交。`,
    );
  process.exitCode = added > 0 ? 1 : 0;
} else {
  if (added > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json：补上 ${added} 个其他平台的可选包`);
}

function entryOf(name, version, dev) {
  if (!/^\d+\.\d+\.\d+\S*$/.test(version)) throw new Error(`${name}@${version} is no exact version`);
  const words = name.split('/').at(-1).split('-');
  const pick = (table) => words.map((word) => table[word]).find((each) => each !== undefined);
  const [os, cpu] = [pick(SYSTEMS), pick(PROCESSORS)];
  if (os === undefined || cpu === undefined) throw new Error(`${name} names no platform`);
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : null;
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(libc === null ? {} : { libc: [libc] }),
    optional: true,
    os: [os],
  };
}
