import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where Debian keeps PostgreSQL's programs, one folder for each major version. */
const DEBIAN = '/usr/lib/postgresql';

/**
 * Everything that talks SQL or stands right behind it; `without` names the files that ask nothing of the database that other files do not
 * ask as well (a session, a launched campaign, a hand-in): what they are about happens before the first query or after the last.
 */
const ROOMS = [
  {
    folder: 'apps/api',
    without: {
      'canary.test.ts': '日志、邮件里不出现什么',
      'cross-site.test.ts': '别的网站发来的请求',
      'headers.test.ts': '应答头',
      'open-api.test.ts': '接口说明',
      'pages.test.ts': '网页文件',
      'problems.test.ts': '拒绝的写法',
      'rehearsals.test.ts': '推演进程',
      'slow-clients.test.ts': '慢连接和请求体',
    },
  },
  { folder: 'packages/ledger', without: {} },
];

/** The newest PostgreSQL of the machine itself: `{ major, folder }`; null where there is none. */
export function machinePostgres(folder = DEBIAN) {
  if (!existsSync(folder)) return null;
  const majors = readdirSync(folder)
    .map(Number)
    .filter((major) => Number.isInteger(major) && existsSync(join(folder, String(major), 'bin', 'postgres')));
  const major = Math.max(...majors);
  return majors.length === 0 ? null : { major, folder: join(folder, String(major), 'bin') };
}

/** The suites of the ledger and the API once more, on the machine's own PostgreSQL; without one, a row that names what was skipped. */
export function onMachinePostgres(postgres = machinePostgres()) {
  if (postgres === null) {
    const skipped = ROOMS.map(({ folder }) => `${folder} 在系统自带的 PostgreSQL 上（没有安装 postgresql）`);
    return { jobs: [], skipped: [{ name: 'other-postgres', passed: 0, failed: 0, skipped, notes: [] }] };
  }
  const results = '.results/vitest-other-postgres.json';
  const jobs = ROOMS.map(({ folder, without }) => {
    const name = `${folder} (PostgreSQL ${postgres.major})`;
    const left = Object.entries(without);
    const named = left.map(([file, about]) => `${file}（${about}）`).join('、');
    if (left.length > 0) console.log(`${name}：不重复 ${named}`);
    return {
      ...{ name, folder, results },
      command: ['vitest run', ...left.map(([file]) => `--exclude test/${file}`)].join(' '),
      env: { DUBAN_POSTGRES_BIN: postgres.folder, DUBAN_TEST_RESULTS: results },
    };
  });
  return { jobs, skipped: [] };
}
