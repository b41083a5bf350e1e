import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchCampaign } from '@duban/actions/launch-campaign';
import { loadSeed } from '@duban/actions/load-seed';
import { systemClock } from '@duban/base/clock';
import { stateCouncilCalendar } from '@duban/calendar';
import { campaignTime, type Ledger, openLedger } from '@duban/ledger';
import {
  type DevServer,
  type Postgres,
  repoRoot,
  startDevServer,
  startPostgres,
  throwawayFolder,
} from '@duban/runtime';
import { createWorkbookPool } from '@duban/workbook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callDuban } from './support/call-duban.js';
import { bareEnvironment } from './support/live.js';
import type { Run } from './support/run-duban.js';

// Workflows without workers: all that a doctor finds is on the table, and nothing runs away. What mending brings about when they live is
// shown in apps/worker/test/doctor.test.ts.
const folder = throwawayFolder('doctor-command');
const data = join(folder.path, 'data');
const secret = 'a secret of the tests, long enough to be one';
let postgres: Postgres;
let server: DevServer;
let ledger: Ledger;

beforeAll(async () => {
  mkdirSync(data);
  writeFileSync(join(data, 'secret'), secret);
  const files = { dbFile: join(folder.path, 'temporal.db'), logFile: join(folder.path, 'temporal.log') };
  [postgres, server] = await Promise.all([startPostgres({ throwaway: true, inMemory: true }), startDevServer(files)]);
  ledger = await openLedger(postgres.url);
});
afterAll(async () => {
  await ledger?.close();
  await server?.stop();
  await postgres?.stop();
  folder.remove();
});

const doctor = (env: NodeJS.ProcessEnv, ...args: string[]): Promise<Run> =>
  callDuban(['doctor', ...args, '--data', data], { ...bareEnvironment(), ...env });
const here = () => ({ DATABASE_URL: postgres.url, TEMPORAL_ADDRESS: server.address });

describe('duban doctor', () => {
  it('refuses where nothing runs, and a key without an address: exit code 2', async () => {
    expect(await doctor({})).toMatchObject({ code: 2, stderr: expect.stringContaining('没有在运行') });
    const alone = await doctor({ DATABASE_URL: postgres.url, TEMPORAL_API_KEY: 'k' });
    expect(alone).toMatchObject({ code: 2, stderr: expect.stringContaining('TEMPORAL_API_KEY') });
  });

  it('names what nobody serves and what is missing in Chinese, says how to mend it, and exits with 1', async () => {
    const workbooks = createWorkbookPool({ size: 1 });
    const seed = await loadSeed(join(repoRoot(import.meta.url), 'seeds'), 'jining-2023');
    await launchCampaign(
      { ledger, workbooks, calendar: stateCouncilCalendar, secret, mailDomain: 'duban.example', webAddress: null },
      seed,
      {
        actor: { kind: 'bureau', role: 'operator', name: '基金监管科' },
        now: await campaignTime(ledger.db, systemClock.now()),
      },
    );
    await workbooks.close();
    const { code, stdout } = await doctor(here());
    expect(code).toBe(1);
    expect(stdout).toContain('发信没有进程在办（从未见过）');
    expect(stdout).toContain('流程 jining-2023 缺失');
    expect(stdout).toMatch(/另有 \d+ 个同类问题没有列出/);
    expect(stdout).toContain('duban doctor --mend');
  });

  it('mends what it can and still exits with 1 while workers are away; as JSON it tells all of both', async () => {
    const { code, stdout } = await doctor(here(), '--mend', '--json');
    expect(code).toBe(1);
    const { findings, mended } = JSON.parse(stdout);
    const missing = findings.filter((f: { kind: string }) => f.kind === 'workflow-missing');
    expect(missing.length).toBeGreaterThan(15);
    expect(mended).toMatchObject({ restarted: [], released: 0 });
    expect(mended.started).toHaveLength(missing.length);
    expect(mended.after.findings.map((f: { kind: string }) => f.kind)).not.toContain('workflow-missing');
    expect(mended.after.findings.map((f: { kind: string }) => f.kind)).toContain('worker-dead');
  });
});
