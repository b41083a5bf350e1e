import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { callIn, root } from './commands.mjs';
import { suiteRow } from './test-results.mjs';

/** Where Debian keeps PostgreSQL's programs, one folder for each major version. */
const DEBIAN = '/usr/lib/postgresql';
/** Everything that talks SQL or stands right behind it. */
const ROOMS = ['packages/ledger', 'apps/api'];

/** The newest PostgreSQL of the machine itself: `{ major, folder }`; null where there is none. */
export function machinePostgres(folder = DEBIAN) {
  if (!existsSync(folder)) return null;
  const majors = readdirSync(folder)
    .map(Number)
    .filter((major) => Number.isInteger(major) && existsSync(join(folder, String(major), 'bin', 'postgres')));
  const major = Math.max(...majors);
  return majors.length === 0 ? null : { major, folder: join(folder, String(major), 'bin') };
}

/** Runs the suites of the ledger and the API once more on the machine's own PostgreSQL; a row for each. */
export function suitesOnMachinePostgres() {
  const postgres = machinePostgres();
  if (postgres === null) {
    const skipped = ROOMS.map((room) => `${room} 在系统自带的 PostgreSQL 上（没有安装 postgresql）`);
    return [{ name: 'other-postgres', passed: 0, failed: 0, skipped, notes: [] }];
  }
  return ROOMS.map((room) => {
    const file = '.results/vitest-other-postgres.json';
    rmSync(join(root, room, file), { force: true });
    console.log(`\n== ${room}：PostgreSQL ${postgres.major}（${postgres.folder}）`);
    callIn(join(root, room), [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run'], {
      DUBAN_POSTGRES_BIN: postgres.folder,
      DUBAN_TEST_RESULTS: file,
    });
    return suiteRow(`${room} (PostgreSQL ${postgres.major})`, join(root, room, file), root);
  });
}
