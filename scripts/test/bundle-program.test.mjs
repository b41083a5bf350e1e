import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleProgram } from '../lib/bundle-program.mjs';

let folder;
let program;

const write = (name, text) => writeFileSync(join(folder, name), text);
const bundled = (name) => join(folder, 'dist/main.bundle', name);
const answer = () => JSON.parse(execFileSync(process.execPath, [bundled('main.js')], { encoding: 'utf8' }));

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'duban-bundle-')));
  program = join(folder, 'dist/main.js');
  for (const name of ['dist', 'node_modules/library/lib']) mkdirSync(join(folder, name), { recursive: true });
  write('package.json', '{ "type": "module" }');
  write('node_modules/library/package.json', '{ "name": "library", "main": "lib/index.js" }');
  write(
    'node_modules/library/lib/index.js',
    `exports.own = __dirname; exports.neighbour = require.resolve('./neighbour'); exports.thread = require.resolve('./thread');`,
  );
  write('node_modules/library/lib/neighbour.js', '');
  write('node_modules/library/lib/thread.js', '');
  write(
    'dist/main.js',
    `import library from 'library';
     const { late } = await import('./late.js');
     console.log(JSON.stringify({ ...library, url: import.meta.url, late }));`,
  );
  write('dist/late.js', 'export const late = import.meta.url;');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the bundled form of a program', () => {
  it('finds everything where its modules found it: beside themselves, not beside the bundle', async () => {
    await bundleProgram(program);
    expect(answer()).toEqual({
      own: join(folder, 'node_modules/library/lib'),
      neighbour: join(folder, 'node_modules/library/lib/neighbour.js'),
      thread: join(folder, 'node_modules/library/lib/thread.js'),
      url: pathToFileURL(program).href,
      late: pathToFileURL(join(folder, 'dist/late.js')).href,
    });
  });

  it('starts a library’s thread from itself where it is told to', async () => {
    await bundleProgram(program, { threads: [join(folder, 'node_modules/library/lib/thread.js')] });
    expect(answer().thread).toBe(bundled('thread.js'));
  });

  it('reads what is imported late only when it is asked for, and lists every part of ours', async () => {
    await bundleProgram(program);
    expect(readFileSync(bundled('main.js'), 'utf8')).not.toContain('"../late.js"');
    expect(readdirSync(bundled('')).some((name) => /^late-.*\.js$/.test(name))).toBe(true);
    expect(Object.keys(JSON.parse(readFileSync(bundled('parts.json'), 'utf8'))).sort()).toEqual([
      '../late.js',
      '../main.js',
    ]);
  });
});
