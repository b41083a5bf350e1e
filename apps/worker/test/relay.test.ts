import { join } from 'node:path';
import { instant } from '@duban/base';
import { FixedClock, systemClock } from '@duban/base/clock';
import { type Ledger, openLedger, type Poke, poke } from '@duban/ledger';
import { type DevServer, type Postgres, startDevServer, startPostgres, throwawayFolder } from '@duban/runtime';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { relayAll } from '../src/relay.js';

const NOW = instant(Date.parse('2023-08-22T01:00:00Z'));
const clock = new FixedClock(NOW);
const folder = throwawayFolder('relay');
const files = { dbFile: join(folder.path, 'temporal.db'), logFile: join(folder.path, 'temporal.log') };

let database: Postgres;
let ledger: Ledger;
let server: DevServer;
let connection: Connection;
let client: Client;

async function connect(): Promise<void> {
  server = await startDevServer(files);
  connection = await Connection.connect({ address: server.address });
  client = new Client({ connection });
}

beforeAll(async () => {
  const started = await Promise.all([startPostgres({ throwaway: true, inMemory: true }), connect()]);
  database = started[0];
  ledger = await openLedger(database.url);
});
afterAll(async () => {
  await connection?.close();
  await ledger?.close();
  await server?.stop();
  await database?.stop();
  folder.remove();
});

let campaign = '';
let count = 0;
beforeEach(() => {
  campaign = `play-${++count}`;
});

const office = (name: string): Poke => ({ workflow: 'office', input: { campaign, office: name } });
const pokeAll = (...pokes: Poke[]): Promise<void> => ledger.transaction((tx) => poke(tx, pokes, NOW));

async function waiting(): Promise<number> {
  const rows = await ledger.db.selectFrom('poke').select('seq').where('delivered_at', 'is', null).execute();
  return rows.length;
}

/** Run and number of signals of a workflow; nobody polls here, so what is signalled stays in its history. */
async function seen(path: string): Promise<{ run: string; signals: number; type: string }> {
  const handle = client.workflow.getHandle(`${campaign}${path}`);
  const { runId, type } = await handle.describe();
  const { events } = await handle.fetchHistory();
  const signals = events?.filter((event) => event.workflowExecutionSignaledEventAttributes).length ?? 0;
  return { run: runId, signals, type };
}

describe('the relay', () => {
  it('does nothing when nothing was poked', async () => {
    expect(await relayAll(ledger, client, clock)).toBe(0);
  });

  it('starts what does not run yet, under its business id and with its input', async () => {
    await pokeAll(
      { workflow: 'campaign', input: { campaign } },
      office('yanzhou'),
      { workflow: 'round', input: { campaign, requirement: 'T1', period: '2023Q3' } },
      { workflow: 'report', input: { campaign, kind: 'summary' } },
    );
    expect(await relayAll(ledger, client, clock)).toBe(4);
    expect(await seen('')).toMatchObject({ signals: 1, type: 'campaign' });
    expect(await seen('/office/yanzhou')).toMatchObject({ signals: 1, type: 'office' });
    expect(await seen('/round/T1/2023Q3')).toMatchObject({ signals: 1, type: 'round' });
    expect(await seen('/report/summary')).toMatchObject({ signals: 1, type: 'report' });
    expect(await waiting()).toBe(0);
  });

  it('signals what runs, once for many pokes of one moment', async () => {
    await pokeAll(office('yanzhou'));
    await relayAll(ledger, client, clock);
    const before = await seen('/office/yanzhou');
    await pokeAll(office('yanzhou'), office('yanzhou'), office('yanzhou'));
    expect(await relayAll(ledger, client, clock)).toBe(3);
    expect(await seen('/office/yanzhou')).toEqual({ ...before, signals: 2 });
  });

  it('gives a workflow that has ended a new run', async () => {
    await pokeAll(office('yanzhou'));
    await relayAll(ledger, client, clock);
    const before = await seen('/office/yanzhou');
    await client.workflow.getHandle(`${campaign}/office/yanzhou`).terminate('its end');
    await pokeAll(office('yanzhou'));
    await relayAll(ledger, client, clock);
    const after = await seen('/office/yanzhou');
    expect(after.run).not.toBe(before.run);
    expect(after.signals).toBe(1);
  });

  it('two relays at once share the work: nothing is left and nothing is relayed twice', async () => {
    const offices = Array.from({ length: 130 }, (_, i) => `office-${i}`);
    await pokeAll(...offices.map(office));
    const [a, b] = await Promise.all([relayAll(ledger, client, clock), relayAll(ledger, client, clock)]);
    expect(a + b).toBe(130);
    expect(await waiting()).toBe(0);
    const signals = await Promise.all(offices.map(async (name) => (await seen(`/office/${name}`)).signals));
    expect(signals).toEqual(offices.map(() => 1));
  });

  it('a poke whose change was rolled back is never relayed', async () => {
    const undone = ledger.transaction(async (tx) => {
      await poke(tx, [office('yanzhou')], NOW);
      throw new Error('the change failed');
    });
    await expect(undone).rejects.toThrow('the change failed');
    expect(await relayAll(ledger, client, clock)).toBe(0);
  });

  it('while Temporal is away pokes stay, and are delivered when it is back', async () => {
    await pokeAll(office('yanzhou'), office('sishui'));
    await server.stop();
    const relaying = connection.withDeadline(systemClock.now() + 1_000, () => relayAll(ledger, client, clock));
    await expect(relaying).rejects.toThrow();
    expect(await waiting()).toBe(2);
    await connection.close();
    await connect();
    expect(await relayAll(ledger, client, clock)).toBe(2);
    expect(await seen('/office/sishui')).toMatchObject({ signals: 1 });
  });
});
