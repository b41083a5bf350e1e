import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../lib/commands.mjs';
import { checkHouse } from '../lib/house-rules.mjs';
import { workspacesOf } from '../lib/workspaces.mjs';

const arrows = JSON.parse(readFileSync(new URL('../arrows.json', import.meta.url), 'utf8'));
let copy;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'duban-house-'));
  cpSync(join(root, 'package.json'), join(copy, 'package.json'));
  for (const { folder } of workspacesOf(root)) {
    mkdirSync(join(copy, folder, 'src'), { recursive: true });
    cpSync(join(root, folder, 'package.json'), join(copy, folder, 'package.json'));
  }
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** The problems of the real rooms with this source file in one of them: a file is judged by itself and by what the rooms declare. */
function planted(file, content) {
  const path = join(copy, file);
  writeFileSync(path, content);
  try {
    return checkHouse(copy, arrows).filter((problem) => problem.file === file);
  } finally {
    rmSync(path);
  }
}

/** The problems of a package.json with other dependencies. */
function withDependency(folder, group, name) {
  const path = join(copy, folder, 'package.json');
  const before = readFileSync(path, 'utf8');
  const manifest = JSON.parse(before);
  writeFileSync(path, JSON.stringify({ ...manifest, [group]: { ...manifest[group], [name]: '*' } }));
  try {
    return checkHouse(copy, arrows).filter((problem) => problem.file === `${folder}/package.json`);
  } finally {
    writeFileSync(path, before);
  }
}

describe('the house check refuses', () => {
  it.each([
    [
      'an import against the arrows',
      'arrow',
      { file: 'packages/base/src/planted.ts', content: "import { x } from '@duban/ledger';" },
    ],
    [
      'a type import against the arrows',
      'arrow',
      { file: 'packages/calendar/src/planted.ts', content: "import type { X } from '@duban/ledger';" },
    ],
    [
      'a re-export against the arrows',
      'arrow',
      { file: 'packages/base/src/planted.ts', content: "export { x } from '@duban/runtime';" },
    ],
    [
      'a dynamic import against the arrows',
      'arrow',
      { file: 'packages/base/src/planted.ts', content: "await import('@duban/notify');" },
    ],
    [
      'typeof import() against the arrows',
      'arrow',
      { file: 'packages/base/src/planted.ts', content: "type X = typeof import('@duban/notify');" },
    ],
    [
      'values of campaign in a workflow',
      'types-only',
      { file: 'workflows/src/planted.ts', content: "import { expand } from '@duban/campaign';" },
    ],
    [
      'an inline type import where only types may come',
      'types-only',
      { file: 'workflows/src/planted.ts', content: "import { type X } from '@duban/campaign';" },
    ],
    [
      'values of tables in the ledger',
      'types-only',
      { file: 'packages/ledger/src/planted.ts', content: "import { x } from '@duban/tables';" },
    ],
    [
      'an import past the exports',
      'deep-import',
      { file: 'packages/calendar/src/planted.ts', content: "import { x } from '@duban/base/dist/clock.js';" },
    ],
    [
      'an import of a source file of another room',
      'deep-import',
      { file: 'packages/calendar/src/planted.ts', content: "import { x } from '@duban/base/src/clock';" },
    ],
    [
      'a relative import that leaves the package',
      'leaves-package',
      { file: 'packages/calendar/src/planted.ts', content: "import { x } from '../../base/src/clock.js';" },
    ],
    [
      'reading the clock',
      'clock',
      { file: 'packages/campaign/src/planted.ts', content: 'export const now = Date.now();' },
    ],
    [
      'reading the clock by name',
      'clock',
      { file: 'packages/campaign/src/planted.ts', content: "export const now = Date['now']();" },
    ],
    ['a date of now', 'clock', { file: 'packages/actions/src/planted.ts', content: 'export const now = new Date();' }],
    [
      'workflow time outside its module',
      'clock',
      { file: 'workflows/src/planted.ts', content: 'export const now = Date.now();' },
    ],
    [
      'a date of now in a workflow',
      'clock',
      { file: 'workflows/src/planted.ts', content: 'export const now = new Date();' },
    ],
    ['export *', 'export-all', { file: 'packages/base/src/planted.ts', content: "export * from './clock.js';" }],
  ])('%s', (_what, rule, { file, content }) => {
    expect(planted(file, `// a first line\n${content}\n`)).toEqual([
      { file, line: 2, rule, message: expect.stringMatching(/\S/) },
    ]);
  });

  it('a dependency against the arrows in package.json', () => {
    expect(withDependency('packages/base', 'dependencies', '@duban/ledger')).toEqual([
      { file: 'packages/base/package.json', line: 1, rule: 'arrow', message: expect.stringContaining('@duban/ledger') },
    ]);
  });

  it('a room that a package does not declare, although the arrows allow it', () => {
    const file = 'packages/documents/src/planted.ts';
    const path = join(copy, 'packages/documents/package.json');
    const before = readFileSync(path, 'utf8');
    const manifest = JSON.parse(before);
    delete manifest.dependencies['@duban/tables'];
    writeFileSync(path, JSON.stringify(manifest));
    expect(planted(file, "import { x } from '@duban/tables';").map(({ rule }) => rule)).toEqual(['undeclared']);
    writeFileSync(path, before);
  });

  it('a room that the table of arrows does not know', () => {
    const { 'packages/base': _, ...rooms } = arrows.rooms;
    expect(checkHouse(copy, { ...arrows, rooms }).map(({ rule }) => rule)).toContain('unknown-room');
  });
});

describe('the house check allows', () => {
  it.each([
    [
      'types of tables in the ledger',
      'packages/ledger/src/planted.ts',
      "import type { Grid } from '@duban/tables';\nexport type X = Grid;\n",
    ],
    ['a date of a given instant', 'packages/campaign/src/planted.ts', 'export const day = new Date(0);'],
    [
      'words in comments and strings',
      'packages/base/src/planted.ts',
      "// import '@duban/ledger'\nexport const text = 'Date.now()';",
    ],
    ['a declared entry of another room', 'packages/calendar/src/planted.ts', "import { at } from '@duban/base/time';"],
    ['one file per verb', 'apps/worker/src/planted.ts', "import { launch } from '@duban/actions/launch-campaign';"],
  ])('%s', (_what, file, content) => {
    expect(planted(file, content)).toEqual([]);
  });

  it('embedded services for tests, as a devDependency', () => {
    expect(withDependency('packages/calendar', 'devDependencies', '@duban/runtime')).toEqual([]);
    expect(withDependency('packages/calendar', 'dependencies', '@duban/runtime')).toHaveLength(1);
  });

  it('the real tree', () => {
    expect(checkHouse(root, arrows)).toEqual([]);
  });
});
