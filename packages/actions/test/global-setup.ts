import { launchCampaign } from '@duban/actions/launch-campaign';
import { stateCouncilCalendar } from '@duban/calendar';
import { type Ledger, openLedger } from '@duban/ledger';
import { startPostgres, throwawayFolder } from '@duban/runtime';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { jining, LAUNCH, MAIL_DOMAIN, operator } from './jining.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server; its databases `blank` (migrated) and `launched` (with Jining) are what every test copies. */
    serverUrl: string;
    /** What is said when a database is copied. */
    copying: string;
    /** A folder for files that are made once and serve many tests. */
    madeFiles: string;
  }
}

/** One throwaway server for all files; launching once and copying is ten times faster than launching in every test. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres({ throwaway: true, inMemory: true });
  const server = new pg.Client({ connectionString: postgres.url });
  await server.connect();
  await server.query('create database blank');
  await work(postgres.url, 'blank', async () => undefined);
  // File by file, as 14 always does: through the log, the default since, a copy costs four times as much.
  const { rows } = await server.query<{ chosen: boolean }>(
    "select current_setting('server_version_num')::int >= 150000 as chosen",
  );
  const copying = rows[0]?.chosen ? 'strategy file_copy' : '';
  await server.query(`create database launched template blank ${copying}`);
  await server.end();
  await work(postgres.url, 'launched', launch);
  project.provide('serverUrl', postgres.url);
  project.provide('copying', copying);
  const made = throwawayFolder('made-files');
  project.provide('madeFiles', made.path);
  return async () => {
    made.remove();
    await postgres.stop();
  };
}

async function launch(ledger: Ledger): Promise<void> {
  // Launching makes no workbook: the forms are made when the messages leave.
  const workbooks = {} as Parameters<typeof launchCampaign>[0]['workbooks'];
  const ctx = {
    ledger,
    workbooks,
    calendar: stateCouncilCalendar,
    secret: '',
    mailDomain: MAIL_DOMAIN,
    webAddress: null,
  };
  await launchCampaign(ctx, jining, { actor: operator, now: LAUNCH });
}

async function work(server: string, database: string, task: (ledger: Ledger) => Promise<void>): Promise<void> {
  const url = new URL(server);
  url.pathname = `/${database}`;
  const ledger = await openLedger(url.href);
  await task(ledger);
  await ledger.close();
}
