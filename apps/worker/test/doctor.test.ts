// Above 300 lines: one installation that is broken and mended in turn, each test standing on the one before.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Actor, Context } from '@duban/actions/context';
import { launchCampaign } from '@duban/actions/launch-campaign';
import { loadSeed } from '@duban/actions/load-seed';
import { instant } from '@duban/base';
import { type Clock, systemClock } from '@duban/base/clock';
import { stateCouncilCalendar } from '@duban/calendar';
import { campaignTime, type Ledger, type Poke, poke, setCampaignTime } from '@duban/ledger';
import { type ForkedProcess, freePort, repoRoot } from '@duban/runtime';
import { createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import { type Diagnosis, examine, type Finding, mend, type WorkerConfig } from '@duban/worker';
import { installationKey } from '@duban/worker/payload-keys';
import { QUEUES } from '@duban/workflows';
import type { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reachTemporal } from '../src/temporal/connect.js';
import { workerConverterOf } from '../src/temporal/data-converter.js';
import { startProcess } from './support/crew.js';
import { type Installation, startInstallation } from './support/installation.js';

// A live installation to which things happen, one after the other: a development server, a database, a mail server, the two processes.
const CAMPAIGN = 'jining-2023';
const LAUNCH = at('2023-08-22T09:00:00+08:00');
/** The first chases are due at 15:00. */
const AFTER_FIRST_SLOT = at('2023-09-28T15:30:00+08:00');
const PATIENCE = { timeout: 60_000, interval: 200 };
const LIMIT = 110_000;
const admin: Actor = { kind: 'bureau', role: 'system-admin', name: '系统管理员' };
const operator: Actor = { kind: 'bureau', role: 'operator', name: '经办人' };

let installation: Installation;
let ledger: Ledger;
let workbooks: WorkbookPool;
let config: WorkerConfig;
let client: Client;
let connection: Connection;
let workflows: ForkedProcess | undefined;
let activities: ForkedProcess | undefined;
let onMail: () => void = () => undefined;

function at(text: string) {
  return instant(Date.parse(text));
}

beforeAll(async () => {
  installation = await startInstallation('doctor', () => onMail());
  ({ ledger } = installation);
  workbooks = createWorkbookPool({ size: 1 });
  config = { ...installation.config, payloadKeys: [installationKey(installation.config.secret)] };
  ({ client, connection } = await reachTemporal(config));
  await ledger.transaction((tx) => setCampaignTime(tx, systemClock.now(), LAUNCH));
  const ctx: Context = { ...config, ledger, workbooks, calendar: stateCouncilCalendar };
  const seed = await loadSeed(join(repoRoot(import.meta.url), 'seeds'), CAMPAIGN);
  await launchCampaign(ctx, seed, { actor: { ...operator, name: '基金监管科' }, now: LAUNCH });
});
afterAll(async () => {
  await Promise.all([workflows?.stop(), activities?.stop()]);
  await connection?.close();
  await workbooks?.close();
  await installation?.stop();
});

const examining = () => ({ ...config, ledger, calendar: stateCouncilCalendar });
const look = (): Promise<Diagnosis> => examine({ ...examining(), againAfterMs: 500 });
const kinds = ({ findings }: Diagnosis): Finding['kind'][] => [...new Set(findings.map((f) => f.kind))];
const isKind =
  <K extends Finding['kind']>(kind: K) =>
  (finding: Finding): finding is Extract<Finding, { kind: K }> =>
    finding.kind === kind;
const all = <K extends Finding['kind']>({ findings }: Diagnosis, kind: K) => findings.filter(isKind(kind));
const statusOf = async (id: string) => (await client.workflow.getHandle(id).describe()).status.name;
const office = (id: string): Poke => ({ workflow: 'office', input: { campaign: CAMPAIGN, office: id } });
const pokeOffice = (id: string) =>
  ledger.transaction(async (tx) => poke(tx, [office(id)], await campaignTime(tx, systemClock.now())));
/** A clock that is ahead: so long after, the silence of a dead process is heard. */
const ahead = (ms: number): Clock => ({ now: () => instant(systemClock.now() + ms) });

describe('the doctor', () => {
  it('where Temporal does not answer says so, and still tells what the ledger shows', async () => {
    const nowhere = `127.0.0.1:${await freePort()}`;
    const found = await examine({
      ...examining(),
      temporalAddress: nowhere,
      clock: ahead(20 * 60_000),
      againAfterMs: 1,
    });
    expect(kinds(found)).toEqual(expect.arrayContaining(['temporal-away', 'poke-late', 'mail-late']));
    expect(kinds(found)).not.toContain('workflow-missing');
    await expect(mend(found, { ...examining(), temporalAddress: nowhere, actor: admin })).rejects.toMatchObject({
      code: 'temporal-away',
    });
  });

  it('names every workflow that is not there, and every queue that nobody serves', async () => {
    const found = await look();
    const offices = await ledger.db.selectFrom('office').select('id').execute();
    const missing = all(found, 'workflow-missing').map((f) => f.workflow);
    expect(missing).toEqual(expect.arrayContaining([CAMPAIGN, ...offices.map(({ id }) => `${CAMPAIGN}/office/${id}`)]));
    expect(missing).toHaveLength(found.workflows);
    expect(all(found, 'worker-dead').map((f) => [f.queue, f.lastSeen])).toEqual(
      Object.values(QUEUES).map((queue) => [queue, null]),
    );
  });

  it('mends for nobody who may not, and then changes nothing', async () => {
    await expect(mend(await look(), { ...examining(), actor: operator })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(statusOf(CAMPAIGN)).rejects.toThrow();
  });

  it(
    'with living workers mending starts everything once, and nothing is left to find',
    async () => {
      const found = await look();
      [workflows, activities] = await Promise.all([
        startProcess('workflows', config),
        startProcess('activities', config),
      ]);
      const mended = await mend(found, { ...examining(), actor: admin, patienceMs: 60_000 });
      expect(mended.restarted).toEqual([]);
      expect(mended.released).toBe(0);
      expect(mended.after.findings).toEqual([]);
      const again = await mend(mended.after, { ...examining(), actor: admin });
      expect(again).toMatchObject({ restarted: [], started: [] });
    },
    LIMIT,
  );

  it('starts again what somebody ended by force', async () => {
    const id = `${CAMPAIGN}/office/yanzhou`;
    // A poke that is still under way would start it before the mending does.
    await expect.poll(pokesUnderWay, PATIENCE).toBe(0);
    await client.workflow.getHandle(id).terminate();
    const found = await look();
    expect(found.findings).toEqual([{ kind: 'workflow-missing', campaign: CAMPAIGN, workflow: id }]);
    const mended = await mend(found, { ...examining(), actor: admin, patienceMs: 60_000 });
    expect(mended).toMatchObject({ started: [id], after: { findings: [] } });
    expect(await statusOf(id)).toBe('RUNNING');
  });

  it(
    'finds offices whose step is over while they wait on, and mending makes them carry it out',
    async () => {
      // Campaign time is moved and nobody is told: every timer is now too long.
      await ledger.transaction((tx) => setCampaignTime(tx, systemClock.now(), AFTER_FIRST_SLOT));
      const found = await look();
      const behind = all(found, 'workflow-behind').filter((f) => f.workflow.includes('/office/'));
      expect(behind.length).toBeGreaterThan(10);
      expect(new Set(behind.map((f) => f.due))).toEqual(new Set([at('2023-09-28T15:00:00+08:00')]));
      expect(all(found, 'workflow-missing')).toEqual([]);
      const mended = await mend(found, { ...examining(), actor: admin, patienceMs: 60_000 });
      expect(mended.after.findings).toEqual([]);
      const chases = await ledger.db.selectFrom('message').select('id').where('kind', '=', 'chase').execute();
      expect(chases.length).toBeGreaterThan(10);
    },
    LIMIT,
  );

  it(
    'names the activity that fails again and again and what it says, although that is sealed; and leaves it alone',
    async () => {
      await sql`create function refuse() returns trigger language plpgsql as 'begin raise exception ''the disk is full''; end'`.execute(
        ledger.db,
      );
      await sql`create trigger refuse before insert on office_next for each statement execute function refuse()`.execute(
        ledger.db,
      );
      // A look that finds what it found before writes nothing.
      await ledger.db.deleteFrom('office_next').where('office', '=', 'qufu').execute();
      await pokeOffice('qufu');
      await expect.poll(async () => kinds(await look()), PATIENCE).toContain('workflow-stuck');
      const found = await look();
      const [stuck] = all(found, 'workflow-stuck');
      expect(stuck).toMatchObject({ workflow: `${CAMPAIGN}/office/qufu`, activity: 'chaseTick' });
      expect(stuck?.reason).toContain('the disk is full');
      const { raw } = await client.workflow.getHandle(`${CAMPAIGN}/office/qufu`).describe();
      expect(JSON.stringify(raw.pendingActivities?.[0]?.lastFailure)).not.toContain('the disk is full');
      const { runId } = await client.workflow.getHandle(`${CAMPAIGN}/office/qufu`).describe();
      await sql`drop trigger refuse on office_next`.execute(ledger.db);
      const mended = await mend(found, { ...examining(), actor: admin, patienceMs: 1_000 });
      expect(mended.restarted).toEqual([]);
      await expect.poll(async () => (await look()).findings, PATIENCE).toEqual([]);
      expect((await client.workflow.getHandle(`${CAMPAIGN}/office/qufu`).describe()).runId).toBe(runId);
    },
    LIMIT,
  );

  it(
    'names the workflow whose code fails, and mending begins it anew from the ledger',
    async () => {
      await workflows?.stop();
      const broken = await brokenWorker();
      await pokeOffice('sishui');
      await expect
        .poll(async () => all(await look(), 'workflow-stuck').map((f) => f.workflow), PATIENCE)
        .toContain(`${CAMPAIGN}/office/sishui`);
      const found = await look();
      const stuck = all(found, 'workflow-stuck').find((f) => f.workflow.endsWith('/sishui'));
      expect(stuck).toMatchObject({ activity: null });
      expect(stuck?.reason).toMatch(/cannot read what the last one left|determinis/i);
      await broken.stop();
      workflows = await startProcess('workflows', config);
      const mended = await mend(found, { ...examining(), actor: admin, patienceMs: 60_000 });
      // Whoever else woke up under the broken code has failed as well.
      expect([...mended.restarted].sort()).toEqual(
        all(found, 'workflow-stuck')
          .map(({ workflow }) => workflow)
          .sort(),
      );
      expect(mended.restarted).toContain(`${CAMPAIGN}/office/sishui`);
      expect(mended.started).toEqual([]);
      expect(mended.after.findings).toEqual([]);
      expect(await statusOf(`${CAMPAIGN}/office/sishui`)).toBe('RUNNING');
    },
    LIMIT,
  );

  it(
    'hears the silence of dead workers, and frees mail only then: a living sender’s is not touched',
    async () => {
      const { messages, living } = await killedWhileSending();
      expect(living).toMatchObject({ released: 0 });
      await activities?.exited;
      const clock = ahead(100_000);
      const found = await examine({ ...examining(), clock, againAfterMs: 1 });
      const dead = all(found, 'worker-dead').map((f) => f.queue);
      expect(dead).toEqual(expect.arrayContaining([QUEUES.ledger, QUEUES.mail]));
      expect(found.sending).toBe(false);
      const mended = await mend(found, { ...examining(), clock, actor: admin, patienceMs: 1_000 });
      expect(mended.released).toBe(messages);
      // The doctor's clock was ahead: now everybody's is. What was freed is sent at once, not when its lease would have ended.
      onMail = () => undefined;
      await ledger.transaction(async (tx) => {
        const now = await campaignTime(tx, clock.now());
        await setCampaignTime(tx, systemClock.now(), now);
        await poke(tx, [{ workflow: 'campaign', input: { campaign: CAMPAIGN } }, ...OFFICES.map(office)], now);
      });
      activities = await startProcess('activities', config);
      await expect.poll(sendingNow, PATIENCE).toBe(0);
    },
    LIMIT,
  );
});

async function pokesUnderWay(): Promise<number> {
  const rows = await ledger.db.selectFrom('poke').select('seq').where('delivered_at', 'is', null).execute();
  return rows.length;
}

async function sendingNow(): Promise<number> {
  const rows = await ledger.db.selectFrom('message').select('id').where('state', '=', 'sending').execute();
  return rows.length;
}

/** Kills the activity process between taking a mail and hearing of it; before that, mending while it lives. */
async function killedWhileSending() {
  const living = await mend(await look(), { ...examining(), actor: admin, patienceMs: 1 });
  let killed: Promise<unknown> | undefined;
  onMail = () => {
    killed ??= activities?.kill();
  };
  const now = await campaignTime(ledger.db, systemClock.now());
  await ledger.db
    .updateTable('message')
    .set({ state: 'planned', sent_at: null, send_after: now })
    .where('kind', '=', 'launch')
    .execute();
  await ledger.transaction((tx) =>
    poke(tx, [{ workflow: 'campaign', input: { campaign: CAMPAIGN } }, ...OFFICES.map(office)], now),
  );
  await expect.poll(() => killed, PATIENCE).toBeDefined();
  await killed;
  return { living, messages: await sendingNow() };
}

const OFFICES = ['yanzhou', 'qufu', 'sishui', 'zoucheng'];

/** A workflow worker with another release's code. */
async function brokenWorker(): Promise<{ stop(): Promise<void> }> {
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: { logging: { filter: 'OFF', forward: {} } },
  });
  const workflowsPath = fileURLToPath(new URL('fixtures/broken-office.ts', import.meta.url));
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  const native = await NativeConnection.connect({ address: installation.server.address });

  const worker = await Worker.create({
    connection: native,
    taskQueue: QUEUES.workflows,
    workflowBundle: { code },
    dataConverter: workerConverterOf(config),
  });
  const running = worker.run();
  return {
    stop: async () => {
      worker.shutdown();
      await running;
      await native.close();
    },
  };
}
