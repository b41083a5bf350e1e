import { type Instant, plus } from '@duban/base';
import { systemClock } from '@duban/base/clock';
import { chainHead, json, type Ledger, sealWaiting, setSealAlgorithm, verifyChain } from '@duban/ledger';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { sealHash } from '../../src/audit/canonical-event.js';
import { freshLedger } from '../databases.ts';
import { chainOf, damage, grow, NOON, tamper, write } from './chain.ts';

const seals = ({ db }: Ledger) => db.selectFrom('event_seal').selectAll().orderBy('n').execute();

describe('sealing', () => {
  it('has nothing to do on an empty ledger, which is intact', async () => {
    const ledger = await freshLedger();
    expect(await sealWaiting(ledger, NOON)).toBe(0);
    expect(await verifyChain(ledger)).toMatchObject({ intact: true, verified: 0, waiting: 0, head: { n: 0 } });
  });

  it('leaves out what is rolled back or not committed yet, and takes the late one along later: the chain has its own order', async () => {
    const ledger = await chainOf(1);
    const [held, release] = gate();
    const [written, wrote] = gate();
    const late = ledger.transaction(async (tx) => {
      await sql`insert into event (campaign, at, kind, actor, subject, data) values ('c', 1, 'late', 'a', 's', '{}')`.execute(
        tx,
      );
      wrote();
      await held;
    });
    await written;
    await expect(
      ledger.transaction(async (tx) => {
        await sql`insert into event (campaign, at, kind, actor, subject, data) values ('c', 1, 'never', 'a', 's', '{}')`.execute(
          tx,
        );
        throw new Error('thought better of it');
      }),
    ).rejects.toThrow('thought better of it');
    await write(ledger, NOON);
    expect(await sealWaiting(ledger, NOON)).toBe(1);
    release();
    await late;
    expect(await verifyChain(ledger)).toMatchObject({ intact: true, verified: 2, waiting: 1 });
    expect(await sealWaiting(ledger, plus(NOON, 1))).toBe(1);
    expect((await seals(ledger)).map(({ n, event }) => [n, event])).toEqual([
      [1, 1],
      [2, 4],
      [3, 2],
    ]);
    expect(await verifyChain(ledger)).toMatchObject({ intact: true, verified: 3, waiting: 0 });
  });

  it('by many at once seals each event once, in one chain', async () => {
    const ledger = await freshLedger();
    for (let i = 0; i < 40; i++) await write(ledger, NOON);
    const counts = await Promise.all(Array.from({ length: 6 }, () => sealWaiting(ledger, NOON)));
    expect(counts.reduce((a, b) => a + b)).toBe(40);
    expect(await verifyChain(ledger)).toMatchObject({ intact: true, verified: 40, waiting: 0 });
  });

  it('keeps up with eight writers: nothing waits longer than a few seconds, and a check in between finds nothing wrong', async () => {
    const ledger = await freshLedger();
    const writers = 8;
    const each = 40;
    let writing = true;
    let checks = 0;
    const sealer = async (): Promise<void> => {
      while (writing) await sealWaiting(ledger, systemClock.now());
      await sealWaiting(ledger, systemClock.now());
    };
    const checker = async (): Promise<void> => {
      while (writing) {
        expect((await verifyChain(ledger)).findings).toEqual([]);
        checks++;
      }
    };
    const write8 = Array.from({ length: writers }, async () => {
      for (let i = 0; i < each; i++) await write(ledger, systemClock.now());
    });
    const others = [sealer(), sealer(), checker()];
    await Promise.all(write8);
    writing = false;
    await Promise.all(others);
    expect(checks).toBeGreaterThan(0);
    expect(await verifyChain(ledger)).toMatchObject({ intact: true, verified: writers * each, waiting: 0 });
    const { rows } = await sql<{ lag: number }>`
      select max(s.sealed_at - e.at) as lag from event_seal s join event e on e.seq = s.event`.execute(ledger.db);
    expect(rows[0]?.lag).toBeLessThan(5_000);
  });

  it('takes batches of a thousand in one go', async () => {
    const ledger = await freshLedger();
    await many(ledger, 2_300, NOON);
    expect(await sealWaiting(ledger, NOON)).toBe(2_300);
    expect(await verifyChain(ledger)).toMatchObject({ intact: true, verified: 2_300 });
    await tamper(ledger, "update event set kind = 'x' where seq = 2100");
    expect(await damage(ledger)).toEqual(['event-edited 2100']);
    expect(await damage(ledger, { from: 2_101 })).toEqual([]);
    expect(await damage(ledger, { from: 2_000, to: 2_200 })).toEqual(['event-edited 2100']);
  });

  it('goes on with SM3 from the day the installation chooses it; a chain with both is one chain', async () => {
    const ledger = await chainOf(3);
    await ledger.transaction((tx) => setSealAlgorithm(tx, 'sm3'));
    await grow(ledger, 3);
    expect((await seals(ledger)).map(({ algorithm }) => algorithm)).toEqual([
      'sha256',
      'sha256',
      'sha256',
      'sm3',
      'sm3',
      'sm3',
    ]);
    expect(await damage(ledger)).toEqual([]);
    await tamper(ledger, "update event set kind = 'x' where seq = 5");
    expect(await damage(ledger)).toEqual(['event-edited 5']);
  });

  it('adds nothing to events that were copied in with their seals, past our own restore', async () => {
    const from = await chainOf(4);
    const to = await freshLedger();
    const events = await from.db.selectFrom('event').selectAll().orderBy('seq').execute();
    await to.transaction(async (tx) => {
      await sql`select set_config('duban.events', 'off', true)`.execute(tx);
      for (const { data, ...event } of events)
        await sql`insert into event (seq, campaign, at, kind, actor, account, subject, data) overriding system value
          values (${event.seq}, ${event.campaign}, ${event.at}, ${event.kind}, ${event.actor}, ${event.account}, ${event.subject}, ${json(data)})`.execute(
          tx,
        );
      await tx
        .insertInto('event_seal')
        .values(await seals(from))
        .execute();
    });
    expect(await sealWaiting(to, NOON)).toBe(0);
    expect(await verifyChain(to)).toMatchObject({
      intact: true,
      verified: 4,
      waiting: 0,
      head: await chainHead(from.db),
    });
  });
});

describe('the form that is hashed', () => {
  it('is the one that docs/audit.md describes', () => {
    const place = { n: 2, sealed_at: NOON, algorithm: 'sm3' as const, previous: 'ab'.repeat(32) };
    const event = {
      seq: 7,
      campaign: null,
      at: 1 as Instant,
      kind: 'k',
      actor: '系统',
      account: null,
      subject: '"',
      data: '{"a": 1}',
    };
    // printf '%s' '["duban-event-1","sm3",2,"abab…",1795579200000,7,null,1,"k","系统",null,"\"","{\"a\": 1}"]' | openssl dgst -sm3
    expect(sealHash(place, event)).toBe('3f47ec5a84839c4f113726f21a7d8cc99f46749d925f0c53bfb816c0f9a74eb8');
  });

  it('takes jsonb’s text, which has one form on every version that we run on', async () => {
    const { db } = await freshLedger();
    const forms: readonly (readonly [string, string])[] = [
      ['{"bb":1,"a":[],"c":{},"b":null}', '{"a": [], "b": null, "c": {}, "bb": 1}'],
      ['{"a":1,"a":2}', '{"a": 2}'],
      [
        '[1.0,1e2,1E-7,-0,0.10,1e21,9007199254740993]',
        '[1.0, 100, 0.0000001, 0, 0.10, 1000000000000000000000, 9007199254740993]',
      ],
      [String.raw`"\u0041\/\u007f\u001F\n\"\\兖州\ud83d\ude00"`, `"A/\u007f${String.raw`\u001f\n\"\\`}兖州😀"`],
      ['{"字":1,"zz":2,"é":3}', '{"zz": 2, "é": 3, "字": 1}'],
    ];
    for (const [written, kept] of forms) expect(await textOf({ db }, written)).toBe(kept);
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }).map(withoutOddities), async (value) => {
        expect(await textOf({ db }, JSON.stringify(value))).toBe(oneForm(value));
      }),
      { numRuns: 150 },
    );
  });
});

const textOf = async ({ db }: Pick<Ledger, 'db'>, text: string): Promise<string | undefined> =>
  (await sql<{ text: string }>`select ${text}::jsonb::text as text`.execute(db)).rows[0]?.text;

/** PostgreSQL's rule: keys by length in bytes, then by bytes; one space after `:` and `,`; no key twice. */
function oneForm(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneForm).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const bytes = (key: string) => Buffer.from(key);
  const keys = Object.keys(value).sort(
    (a, b) => bytes(a).length - bytes(b).length || Buffer.compare(bytes(a), bytes(b)),
  );
  return `{${keys.map((key) => `${JSON.stringify(key)}: ${oneForm((value as Record<string, unknown>)[key])}`).join(', ')}}`;
}

/** What jsonb does not take (NUL, half a surrogate pair) and figures beyond plain decimals, whose text the pairs above settle. */
function withoutOddities(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\p{Cs}|\0/gu, '');
  if (typeof value === 'number') return Math.round(value % 1e9);
  if (Array.isArray(value)) return value.map(withoutOddities);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, v]) => [String(withoutOddities(key)), withoutOddities(v)]),
  );
}

/** Opened once, by the second. */
function gate(): [Promise<void>, () => void] {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return [opened, open];
}

async function many({ db }: Ledger, count: number, at: Instant): Promise<void> {
  await sql`insert into event (campaign, at, kind, actor, subject, data)
    select 'c', ${at}::bigint + i, 'sheet-handed-in', '兖州区', 's' || i, jsonb_build_object('version', i) from generate_series(1, ${count}::int) i`.execute(
    db,
  );
}
