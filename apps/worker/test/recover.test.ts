import { join } from 'node:path';
import type { Actor } from '@duban/actions/context';
import { workflowsDue } from '@duban/actions/recover-workflows';
import { instant } from '@duban/base';
import { FixedClock } from '@duban/base/clock';
import { json, type Ledger, openLedger } from '@duban/ledger';
import { type DevServer, type Postgres, startDevServer, startPostgres, throwawayFolder } from '@duban/runtime';
import { QUEUES } from '@duban/workflows';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recover } from '../src/recover.js';

const clock = new FixedClock(instant(Date.parse('2023-08-22T01:00:00Z')));
const folder = throwawayFolder('recover');
const operator: Actor = { kind: 'bureau', role: 'operator', name: '经办人' };
const admin: Actor = { kind: 'bureau', role: 'system-admin', name: '系统管理员' };

let database: Postgres;
let ledger: Ledger;
let server: DevServer;
let connection: Connection;
let client: Client;

beforeAll(async () => {
  const files = { dbFile: join(folder.path, 'temporal.db'), logFile: join(folder.path, 'temporal.log') };
  [database, server] = await Promise.all([startPostgres({ throwaway: true, inMemory: true }), startDevServer(files)]);
  ledger = await openLedger(database.url);
  connection = await Connection.connect({ address: server.address });
  client = new Client({ connection });
  for (const [id, status] of [
    ['spring', 'running'],
    ['gone', 'closed'],
  ] as const) {
    const empty = { definition: json({}), answers: json([]), tables: json([]), facts_hash: '' };
    await ledger.db
      .insertInto('campaign')
      .values({ id, ...empty, status, launched_at: clock.now(), closed_at: null })
      .execute();
    const office = { campaign: id, position: 1, name: 'e', short_name: 'e', code: null, standing: 'peer' } as const;
    await ledger.db
      .insertInto('office')
      .values([
        { ...office, id: 'east' },
        { ...office, id: 'west', position: 2 },
      ])
      .execute();
  }
});
afterAll(async () => {
  await connection?.close();
  await ledger?.close();
  await server?.stop();
  await database?.stop();
  folder.remove();
});

const again = (actor: Actor = admin) => recover({ ledger, temporalAddress: server.address, actor, clock });
const statusOf = async (id: string) => (await client.workflow.getHandle(id).describe()).status.name;

it('is not for who runs campaigns', async () => {
  await expect(again(operator)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(statusOf('spring')).rejects.toThrow();
});

it('starts what is missing, once, under the ids of the business; a closed campaign stays at rest', async () => {
  await client.workflow.start('office', { workflowId: 'spring/office/west', taskQueue: QUEUES.workflows, args: [{}] });
  const missing = ['spring', 'spring/office/east', 'spring/report/summary'];
  expect(await again()).toEqual({ campaigns: [{ id: 'spring', running: 1, ended: 0, missing }] });
  const runs = await Promise.all(missing.map(async (id) => (await client.workflow.getHandle(id).describe()).runId));
  expect(await again()).toEqual({ campaigns: [{ id: 'spring', running: 4, ended: 0, missing: [] }] });
  expect(await Promise.all(missing.map(async (id) => (await client.workflow.getHandle(id).describe()).runId))).toEqual(
    runs,
  );
  await expect(statusOf('gone/office/east')).rejects.toThrow();
  expect([...(await workflowsDue(ledger.db)).keys()]).toEqual(['spring']);
});

it('starts anew what was ended by force, and writes down what it found', async () => {
  await client.workflow.getHandle('spring/office/east').terminate();
  const { campaigns } = await again();
  expect(campaigns[0]).toMatchObject({ running: 3, missing: ['spring/office/east'] });
  expect(await statusOf('spring/office/east')).toBe('RUNNING');
  const events = await ledger.db.selectFrom('event').select(['kind', 'actor', 'data']).orderBy('seq').execute();
  expect(events.at(-1)).toEqual({
    kind: 'workflows-recovered',
    actor: admin.name,
    data: { running: 3, ended: 0, missing: 1 },
  });
});
