import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repoRoot, throwawayFolder } from '@duban/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// Workflow code runs in a sandbox and is replayed: what reaches for the world outside breaks there, or later. The lint says so first.
const root = repoRoot(import.meta.url);
const copy = throwawayFolder('workflow-lint');
const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

function lint(file = '.'): { ok: boolean; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [biome, 'lint', file], {
    cwd: copy.path,
    encoding: 'utf8',
  });
  return { ok: status === 0, said: stdout + stderr };
}

beforeAll(() => {
  cpSync(join(root, 'biome.json'), join(copy.path, 'biome.json'));
  cpSync(join(root, '.gitignore'), join(copy.path, '.gitignore'));
  cpSync(join(root, 'workflows/src'), join(copy.path, 'workflows/src'), { recursive: true });
});
afterAll(() => copy.remove());

describe('the lint of workflow files', () => {
  it('passes them as they are', () => {
    expect(lint()).toMatchObject({ ok: true });
  });

  it.each([
    ['zod', 'zod'],
    ['exceljs', 'exceljs'],
    ['nodemailer', 'nodemailer'],
    ['pg', 'pg'],
    ['kysely', 'kysely'],
    ['a built-in of Node', 'node:fs/promises'],
    ['a built-in of Node under its old name', 'fs'],
  ])('refuses an import of %s', (_, specifier) => {
    const file = 'workflows/src/planted.ts';
    writeFileSync(join(copy.path, file), `import { planted } from '${specifier}';\n\nexport const used = planted;\n`);
    const { ok, said } = lint(file);
    rmSync(join(copy.path, file));
    expect(ok).toBe(false);
    expect(said).toMatch(/noRestrictedImports|noNodejsModules/);
  });

  it('lets other files import them: the ban is on workflow files', () => {
    const file = 'elsewhere.ts';
    writeFileSync(
      join(copy.path, file),
      "import { readFile } from 'node:fs/promises';\n\nexport const used = readFile;\n",
    );
    expect(lint(file)).toMatchObject({ ok: true });
  });
});
