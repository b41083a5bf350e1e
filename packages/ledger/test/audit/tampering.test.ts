import { localDate } from '@duban/base/time';
import { checkpointKey, type Ledger, makeCheckpoint, sealWaiting, verifyChain } from '@duban/ledger';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { sealHash } from '../../src/audit/canonical-event.js';
import { chainOf, damage, grow, NOON, tamper, told, write } from './chain.ts';

describe('without any trick, the database itself refuses', () => {
  for (const table of ['event', 'event_seal', 'event_checkpoint'])
    it(`to change, delete or empty ${table}`, async () => {
      const { db } = await chainOf(2);
      for (const statement of [`update ${table} set hash = hash`, `delete from ${table}`, `truncate ${table}`]) {
        const text = table === 'event' ? statement.replace('hash = hash', 'kind = kind') : statement;
        await expect(sql.raw(text).execute(db)).rejects.toThrow('keeps what happened');
      }
    });
});

describe('an event that was edited is found, and where', () => {
  const edits: Readonly<Record<string, string>> = {
    campaign: "'other'",
    at: 'at + 1',
    kind: "'decided-accept'",
    actor: "'任城区'",
    account: 'null',
    subject: "'t'",
    data: `jsonb_set(data, '{version}', '9')`,
  };
  for (const [column, value] of Object.entries(edits))
    it(`in ${column}`, async () => {
      const ledger = await chainOf(5);
      await tamper(ledger, `update event set ${column} = ${value} where seq = 3`);
      const { intact, findings } = await verifyChain(ledger);
      expect(intact).toBe(false);
      expect(findings.map(told)).toEqual(['event-edited 3']);
      expect(findings[0]?.event).toMatchObject({ seq: 3 });
    });

  it('in its number', async () => {
    const ledger = await chainOf(5);
    await tamper(ledger, 'alter table event alter seq drop identity', 'update event set seq = 30 where seq = 3');
    expect(await damage(ledger)).toEqual(['event-deleted 3', 'event-inserted seq 30']);
  });

  it('in every column that there is: a new one must go into the seal', async () => {
    const { db } = await chainOf(1);
    const { rows } = await sql<{ name: string }>`select column_name as name from information_schema.columns
      where table_name = 'event' and table_schema = 'public' order by ordinal_position`.execute(db);
    expect(rows.map(({ name }) => name).sort()).toEqual([...Object.keys(edits), 'seq'].sort());
  });

  it('by a figure’s last place, far beyond what a JavaScript number holds', async () => {
    const ledger = await chainOf(2);
    await ledger.transaction((tx) =>
      sql`insert into event (campaign, at, kind, actor, subject, data) values ('c', 1, 'k', 'a', 's', '{"n": 9007199254740993}')`.execute(
        tx,
      ),
    );
    await sealWaiting(ledger, NOON);
    expect(await damage(ledger)).toEqual([]);
    await tamper(ledger, `update event set data = '{"n": 9007199254740992}' where seq = 3`);
    expect(await damage(ledger)).toEqual(['event-edited 3']);
  });

  it('at both ends of the chain, and in two places at once', async () => {
    const ledger = await chainOf(6);
    await tamper(ledger, "update event set kind = 'x' where seq in (1, 6)");
    expect(await damage(ledger)).toEqual(['event-edited 1', 'event-edited 6']);
  });

  it('together with its own seal', async () => {
    const ledger = await chainOf(5);
    await tamper(ledger, "update event set kind = 'x' where seq = 3");
    await reseal(ledger, 3, 3);
    expect(await damage(ledger)).toEqual(['resealed 3']);
  });

  it('together with a few seals after it: the last of them is named', async () => {
    const ledger = await chainOf(6);
    await tamper(ledger, "update event set kind = 'x' where seq = 2");
    await reseal(ledger, 2, 4);
    expect(await damage(ledger)).toEqual(['resealed 4']);
  });

  it('together with the whole chain, put on another beginning', async () => {
    const ledger = await chainOf(3);
    await tamper(
      ledger,
      'insert into event_seal select 0, 0, 1, algorithm, previous, hash from event_seal where n = 2',
    );
    await reseal(ledger, 1, 3);
    await tamper(ledger, 'delete from event_seal where n = 0');
    expect(await damage(ledger)).toEqual(['resealed 1']);
  });
});

describe('a seal that was touched is told from an event that was', () => {
  const edits: Readonly<Record<string, [string, string]>> = {
    hash: [`repeat('a', 64)`, 'seal-edited 3'],
    previous: [`repeat('a', 64)`, 'seal-edited 3'],
    sealed_at: ['sealed_at + 1', 'event-edited 3'],
    algorithm: [`'sm3'`, 'event-edited 3'],
    event: ['99', 'event-deleted 3'],
  };
  for (const [column, [value, found]] of Object.entries(edits))
    it(`in ${column}`, async () => {
      const ledger = await chainOf(5);
      await tamper(ledger, `update event_seal set ${column} = ${value} where n = 3`);
      expect((await damage(ledger))[0]).toBe(found);
    });
});

describe('events that were taken out or put in are found', () => {
  it('one in the middle, several side by side', async () => {
    const ledger = await chainOf(9);
    await tamper(ledger, 'delete from event where seq in (3, 6, 7, 8)');
    expect(await damage(ledger)).toEqual(['event-deleted 3', 'event-deleted 6–8']);
  });

  it('one in the middle together with its seal', async () => {
    const ledger = await chainOf(5);
    await tamper(ledger, 'delete from event where seq = 3', 'delete from event_seal where n = 3');
    expect(await damage(ledger)).toEqual(['seals-missing 3']);
  });

  it('one in the middle together with its seal, the others moved up', async () => {
    const ledger = await chainOf(5);
    await tamper(
      ledger,
      'delete from event where seq = 3',
      'delete from event_seal where n = 3',
      'update event_seal set n = n - 1 where n = 4',
      'update event_seal set n = n - 1 where n = 5',
    );
    expect((await damage(ledger))[0]).toMatch(/^(event-edited|reordered) 3/);
  });

  it('the first ones', async () => {
    const ledger = await chainOf(5);
    await tamper(ledger, 'delete from event where seq < 3', 'delete from event_seal where n < 3');
    expect(await damage(ledger)).toEqual(['seals-missing 1–2']);
  });

  it('one that waited for its seal', async () => {
    const ledger = await chainOf(3);
    await write(ledger, NOON);
    await tamper(ledger, 'delete from event where seq = 4');
    expect(await damage(ledger)).toEqual(['waiting-deleted seq undefined']);
  });

  it('one slipped in past the triggers', async () => {
    const ledger = await chainOf(5);
    await tamper(
      ledger,
      `insert into event (seq, campaign, at, kind, actor, subject, data) overriding system value values (77, 'c', 1, 'decided-accept', 'x', 's', '{}')`,
    );
    expect(await damage(ledger)).toEqual(['event-inserted seq 77']);
  });

  it('one slipped in with a seal of its own at the end', async () => {
    const ledger = await chainOf(5);
    await tamper(
      ledger,
      `insert into event (seq, campaign, at, kind, actor, subject, data) overriding system value values (77, 'c', 1, 'decided-accept', 'x', 's', '{}')`,
      `insert into event_seal select 6, 77, 1, 'sha256', hash, repeat('b', 64) from event_seal where n = 5`,
    );
    expect(await damage(ledger)).toEqual(['event-edited 6']);
  });
});

describe('two that changed places are both named', () => {
  it('what the events say', async () => {
    const ledger = await chainOf(6);
    await tamper(
      ledger,
      'create temp table held as select * from event where seq in (2, 5)',
      'update event e set at = h.at, data = h.data from held h where h.seq = 7 - e.seq and e.seq in (2, 5)',
    );
    expect(await damage(ledger)).toEqual(['reordered 2', 'reordered 5']);
  });

  it('which event a seal points to', async () => {
    const ledger = await chainOf(6);
    await tamper(
      ledger,
      'update event_seal set event = -1 where n = 2',
      'update event_seal set event = 2 where n = 3',
      'update event_seal set event = 3 where n = 2',
    );
    expect(await damage(ledger)).toEqual(['reordered 2–3']);
  });

  it('the seals', async () => {
    const ledger = await chainOf(6);
    await tamper(
      ledger,
      'update event_seal set n = -1 where n = 2',
      'update event_seal set n = 2 where n = 3',
      'update event_seal set n = 3 where n = -1',
    );
    expect(await damage(ledger)).toEqual(['reordered 2–3']);
  });
});

describe('what the chain alone cannot know, its witnesses do', () => {
  const key = checkpointKey('a secret of the tests');
  const daily = (ledger: Ledger, day: string) =>
    ledger.transaction((tx) => makeCheckpoint(tx, { key, day: localDate(day), daily: true }, NOON));

  it('the tail cut off, events and seals: nothing looks wrong but for the checkpoint', async () => {
    const ledger = await chainOf(5);
    const checkpoint = await daily(ledger, '2026-11-24');
    await tamper(ledger, 'delete from event where seq > 3', 'delete from event_seal where n > 3');
    expect(await damage(ledger, { key })).toEqual(['tail-cut 4–5']);
    // With the checkpoint gone from the database as well, the copy outside is left.
    await tamper(ledger, 'delete from event_checkpoint');
    expect(await damage(ledger, { key })).toEqual([]);
    const witness = { n: checkpoint?.n ?? 0, hash: checkpoint?.hash ?? '', source: 'checkpoints.jsonl' };
    expect(await damage(ledger, { witnesses: [witness] })).toEqual(['tail-cut 4–5']);
  });

  it('the tail cut off, the events only: needs no witness', async () => {
    const ledger = await chainOf(5);
    await tamper(ledger, 'delete from event where seq > 3');
    expect(await damage(ledger)).toEqual(['event-deleted 4–5']);
  });

  it('everything cut off', async () => {
    const ledger = await chainOf(3);
    const witness = { n: 3, hash: 'c'.repeat(64), source: 'printed' };
    await tamper(ledger, 'delete from event', 'delete from event_seal');
    expect(await damage(ledger, { witnesses: [witness] })).toEqual(['tail-cut 1–3']);
  });

  it('the chain made anew from an edited event on: between the last place that agrees and the first that does not', async () => {
    const ledger = await chainOf(4);
    await daily(ledger, '2026-11-23');
    await grow(ledger, 4);
    await daily(ledger, '2026-11-24');
    await grow(ledger, 4);
    await daily(ledger, '2026-11-25');
    await tamper(ledger, "update event set kind = 'x' where seq = 6");
    await reseal(ledger, 6, 12);
    const { findings } = await verifyChain(ledger, { key });
    expect(findings.map(told)).toEqual(['rewritten 5–8']);
    expect(findings[0]?.witness).toBe('2026-11-24');
    expect(await damage(ledger, { key, from: 9 })).toEqual(['rewritten 9–12']);
  });

  it('a checkpoint that was written anew to fit: its code does not fit', async () => {
    const ledger = await chainOf(4);
    await daily(ledger, '2026-11-23');
    await tamper(ledger, "update event set kind = 'x' where seq = 2");
    await reseal(ledger, 2, 4);
    await tamper(
      ledger,
      'update event_checkpoint set hash = (select hash from event_seal where n = event_checkpoint.n)',
    );
    expect(await damage(ledger, { key })).toEqual(['checkpoint-forged 4']);
  });

  it('a checkpoint is made once a day, and not when nothing was added', async () => {
    const ledger = await chainOf(2);
    expect(await daily(ledger, '2026-11-24')).toMatchObject({ n: 2 });
    expect(await daily(ledger, '2026-11-25')).toBeNull();
    await write(ledger, NOON);
    await sealWaiting(ledger, NOON);
    expect(await daily(ledger, '2026-11-24')).toBeNull();
    expect(await daily(ledger, '2026-11-25')).toMatchObject({ n: 3 });
    expect(await damage(ledger, { key })).toEqual([]);
  });
});

/** Makes the seals of these places anew, each on the one before, as somebody who knows the program would. */
async function reseal(ledger: Ledger, from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n++) {
    const { rows } = await sql<Parameters<typeof sealHash>[0] & Parameters<typeof sealHash>[1]>`
      select s.n, s.sealed_at, s.algorithm, p.hash as previous, e.seq, e.campaign, e.at, e.kind, e.actor, e.account, e.subject, e.data::text as data
      from event_seal s join event e on e.seq = s.event join event_seal p on p.n = s.n - 1 where s.n = ${n}`.execute(
      ledger.db,
    );
    const [row] = rows;
    if (!row) throw new Error(`no seal ${n}`);
    await tamper(
      ledger,
      `update event_seal set previous = '${row.previous}', hash = '${sealHash(row, row)}' where n = ${n}`,
    );
  }
}
