import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { root } from '../lib/commands.mjs';
import { machinePostgres, onMachinePostgres } from '../lib/other-postgres.mjs';

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

it('without one, what is not repeated counts as skipped', () => {
  const { jobs, skipped } = onMachinePostgres(null);
  expect(jobs).toEqual([]);
  expect(skipped).toMatchObject([{ failed: 0, skipped: [expect.stringContaining('apps/api'), expect.any(String)] }]);
});

it('what is not repeated on it are files that there are: of a renamed one nobody would know that it is', () => {
  const { jobs } = onMachinePostgres({ major: 15, folder: '/no/matter' });
  const left = jobs.flatMap(({ folder, command }) =>
    [...command.matchAll(/--exclude (\S+)/g)].map(([, file]) => `${folder}/${file}`),
  );
  expect(left.length).toBeGreaterThan(0);
  expect(left.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
