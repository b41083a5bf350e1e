import { openLedger, recordEvent } from '@duban/ledger';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { excused } from '../../src/audit/excused.js';
import { emptyDatabase, freshLedger } from '../databases.ts';
import { launched } from '../tiny-campaign.ts';

const campaign = sql`insert into campaign (id, definition, answers, tables, facts_hash, status, launched_at) values ('c', '{}', '[]', '[]', 'h', 'running', 1)`;
const message = sql`insert into message (id, campaign, recipient, address, kind, state, send_after, facts, attachments, message_id, attempts, created_at)
  values ('m', 'c', 'r', 'a@b.example', 'chase', 'planned', 1, '{}', '[]', 'm@x', 0, 1)`;
const event = { campaign: 'c', at: launched, kind: 'campaign-launched', actor: '系统', subject: 'c' };

async function strictLedger() {
  const ledger = await openLedger(await emptyDatabase(), { requireEvents: true });
  onTestFinished(() => ledger.close());
  return ledger;
}

describe('where it is asked for, a transaction that changes facts and writes no event', () => {
  it('is refused at its end, whatever table it was, and leaves nothing', async () => {
    const { db, transaction } = await strictLedger();
    await expect(transaction((tx) => campaign.execute(tx))).rejects.toThrow(
      'a transaction changed campaign (INSERT) and wrote no event',
    );
    expect(await db.selectFrom('campaign').select('id').execute()).toEqual([]);
  });

  it('is refused also when the event was taken back to a savepoint', async () => {
    const { transaction } = await strictLedger();
    const untold = transaction(async (tx) => {
      await sql`savepoint s`.execute(tx);
      await recordEvent(tx, event);
      await sql`rollback to savepoint s`.execute(tx);
      await campaign.execute(tx);
    });
    await expect(untold).rejects.toThrow('wrote no event');
  });

  it('is not helped by the event of the transaction before on the same connection', async () => {
    const ledger = await openLedger(await emptyDatabase(), { requireEvents: true, connections: 1 });
    onTestFinished(() => ledger.close());
    await ledger.transaction((tx) => recordEvent(tx, event));
    await expect(ledger.transaction((tx) => campaign.execute(tx))).rejects.toThrow('wrote no event');
  });

  it('passes with its event before or after the change; so does one that changes nothing', async () => {
    const { transaction } = await strictLedger();
    await transaction(async (tx) => {
      await campaign.execute(tx);
      await recordEvent(tx, event);
    });
    await transaction(async (tx) => {
      await recordEvent(tx, event);
      await message.execute(tx);
    });
    await transaction(async (tx) => {
      await sql`update message set state = state`.execute(tx);
      await sql`update message set state = 'sending', lease_until = 5, attempts = 1`.execute(tx);
      await sql`update campaign set status = 'closed' where id = 'none'`.execute(tx);
    });
    await expect(transaction((tx) => sql`update message set state = 'sent'`.execute(tx))).rejects.toThrow('message');
  });
});

describe('elsewhere, the database tells what nobody told', () => {
  it('once for a transaction: which table, what was done, as which user; with the instant of the event before', async () => {
    const { db, transaction } = await freshLedger();
    await transaction(async (tx) => {
      await campaign.execute(tx);
      await recordEvent(tx, event);
    });
    await transaction(async (tx) => {
      await sql`update campaign set status = 'closed'`.execute(tx);
      await message.execute(tx);
    });
    const told = await db.selectFrom('event').selectAll().orderBy('seq').execute();
    expect(told).toHaveLength(2);
    expect(told[1]).toMatchObject({
      kind: 'changed-untold',
      subject: 'campaign',
      at: launched,
      actor: '数据库',
      data: { operation: 'update', user: 'postgres' },
    });
  });

  it('also of a change by hand, outside our programs', async () => {
    const { db } = await freshLedger();
    await campaign.execute(db);
    await sql`delete from campaign`.execute(db);
    const told = await db.selectFrom('event').select(['kind', 'subject', 'data']).orderBy('seq').execute();
    expect(told.map(({ data }) => data)).toMatchObject([{ operation: 'insert' }, { operation: 'delete' }]);
  });
});

it('every table is watched, or excused with a reason', async () => {
  const { db } = await freshLedger();
  const { rows } = await sql<{ name: string; watched: boolean }>`
    select c.relname as name, count(t.oid) = 2 as watched from pg_class c
    left join pg_trigger t on t.tgrelid = c.oid and t.tgname in ('tells_made', 'tells_changed')
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'kysely%' group by c.relname`.execute(
    db,
  );
  const neither = rows.filter(({ name, watched }) => watched === Object.hasOwn(excused, name)).map(({ name }) => name);
  // A new table: `select watch_facts('…')` in its migration, or a line in audit/excused.ts.
  expect(neither).toEqual([]);
  for (const table of Object.keys(excused)) expect(rows.map(({ name }) => name)).toContain(table);
});
