import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { machinePostgres } from '../lib/other-postgres.mjs';

function machineWith(...majors) {
  const folder = mkdtempSync(join(tmpdir(), 'duban-postgres-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const major of majors) {
    mkdirSync(join(folder, major, 'bin'), { recursive: true });
    if (!major.endsWith('-empty')) writeFileSync(join(folder, major, 'bin', 'postgres'), '');
  }
  return folder;
}

it('a machine without PostgreSQL, or with its folders only, has none', () => {
  expect(machinePostgres(join(tmpdir(), 'no-such-folder'))).toBeNull();
  expect(machinePostgres(machineWith('15-empty', 'common-empty'))).toBeNull();
});

it('of several the newest is taken, by number', () => {
  const folder = machineWith('9', '15', '14');
  expect(machinePostgres(folder)).toEqual({ major: 15, folder: join(folder, '15', 'bin') });
});
