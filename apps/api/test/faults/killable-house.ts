import type { Context } from '@duban/actions/context';
import { launchCampaign } from '@duban/actions/launch-campaign';
import { linkFor } from '@duban/actions/link-for';
import { systemClock } from '@duban/base/clock';
import { programOf } from '@duban/base/program-of';
import { stateCouncilCalendar } from '@duban/calendar';
import { openLedger, setCampaignTime } from '@duban/ledger';
import { type ForkedProcess, forkKept, freePort } from '@duban/runtime';
import { createWorkbookPool } from '@duban/workbook';
import { onTestFinished, vi } from 'vitest';
import { CAMPAIGN, jining, LAUNCH, moment, operator, type World } from '../../../../packages/actions/test/world.ts';
import { apiEnvironment } from '../../src/index.js';
import { type Database, database } from '../support/database.js';
import { house, WEB } from '../support/house.js';

// The entry as it is built: `npx tsc -b` comes first.
const built = programOf(new URL('../../dist/main.js', import.meta.url));

/** The API as a process and PostgreSQL on a disk: both can be killed as a power cut would, and come back at the same address. */
export interface KillableHouse {
  readonly base: string;
  /** Looks into the ledger from outside; its connections survive a kill of the API. */
  readonly world: World;
  readonly database: Database;
  /** Kills the API with SIGKILL and starts it again; resolves when it answers. */
  killApi(): Promise<void>;
  /** Kills PostgreSQL with SIGKILL and starts it again. */
  killDatabase(): Promise<void>;
  /** What stands behind # in the person's mailed link. */
  linkToken(contact: string): Promise<string>;
}

/** Jining, launched; the morning before the first quarterly table is due. */
export async function killableHouse(): Promise<KillableHouse> {
  const kept = await database();
  const { config } = await house({ empty: true });
  const ledger = await openLedger(kept.url);
  const workbooks = createWorkbookPool({ size: 1 });
  onTestFinished(async () => {
    await workbooks.close();
    await ledger.close();
  });
  const secret = 'the secret of the fault tests';
  const calendar = stateCouncilCalendar;
  const ctx: Context = { ledger, workbooks, calendar, secret, mailDomain: 'jiningyb.example', webAddress: WEB };
  await launchCampaign(ctx, jining, { actor: operator, now: LAUNCH });
  await ledger.transaction((tx) => setCampaignTime(tx, systemClock.now(), moment('2023-10-09 10:00')));
  const port = await freePort();
  const environment = apiEnvironment({ ...config, databaseUrl: kept.url, port, secret });
  let api: ForkedProcess | null = null;
  const start = async (): Promise<void> => {
    let ready = false;
    api = forkKept(built, [], {
      env: environment,
      onMessage: () => {
        ready = true;
      },
    });
    await vi.waitUntil(() => ready, { timeout: 60_000, interval: 20 });
  };
  await start();
  onTestFinished(async () => {
    await api?.kill();
  });
  return {
    base: `http://127.0.0.1:${port}`,
    world: { ctx, db: ledger.db },
    database: kept,
    killApi: async () => {
      await api?.kill();
      await start();
    },
    killDatabase: async () => {
      await kept.kill();
      await kept.start();
    },
    linkToken: async (contact) => (await linkFor(ctx, { campaign: CAMPAIGN, contact }))?.split('#')[1] ?? '',
  };
}
