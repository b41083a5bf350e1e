import { instant } from '@duban/base';
import { eventsOf, type Ledger, type Poke, poke, recordEvent, relayPokes } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { freshLedger } from './databases.ts';
import { launched } from './tiny-campaign.ts';

const later = instant(launched + 1);
const office = (id: string): Poke => ({ workflow: 'office', input: { campaign: 'c', office: id } });
const event = (kind: string) => ({ campaign: 'c', at: launched, kind, actor: '系统', subject: 's' });
const open = ({ db }: Ledger) => db.selectFrom('poke').select('seq').where('delivered_at', 'is', null).execute();
const pokeAll = (ledger: Ledger, pokes: readonly Poke[]) => ledger.transaction((tx) => poke(tx, pokes, launched));

describe('an event and its poke', () => {
  it('are both gone when their transaction fails', async () => {
    const ledger = await freshLedger();
    const failing = ledger.transaction(async (tx) => {
      await recordEvent(tx, event('sheet-handed-in'));
      await poke(tx, [office('a')], launched);
      throw new Error('and then the power went');
    });
    await expect(failing).rejects.toThrow('and then the power went');
    expect(await eventsOf(ledger.db, 'c')).toEqual([]);
    expect(await open(ledger)).toEqual([]);
  });

  it('are there together when it succeeds', async () => {
    const ledger = await freshLedger();
    await ledger.transaction(async (tx) => {
      await recordEvent(tx, { ...event('sheet-handed-in'), data: { version: 1 } });
      await poke(tx, [office('a')], launched);
    });
    expect(await eventsOf(ledger.db, 'c')).toEqual([
      { at: launched, kind: 'sheet-handed-in', actor: '系统', subject: 's', data: { version: 1 } },
    ]);
    expect(await open(ledger)).toHaveLength(1);
  });

  it('keep the order in which they happened', async () => {
    const ledger = await freshLedger();
    for (const kind of ['first', 'second', 'third']) {
      await ledger.transaction((tx) => recordEvent(tx, event(kind)));
    }
    expect((await eventsOf(ledger.db, 'c')).map((e) => e.kind)).toEqual(['first', 'second', 'third']);
  });
});

describe('the relay of pokes', () => {
  it('a poke that is refused stays for the next time and holds up no other; nothing deliverable is an error', async () => {
    const ledger = await freshLedger();
    await pokeAll(ledger, [office('a'), office('b'), office('c')]);
    const refusingA = async ({ input }: Poke): Promise<void> => {
      if (input.office === 'a') throw new Error('no such workflow');
    };
    expect(await relayPokes(ledger, later, refusingA)).toBe(2);
    await expect(relayPokes(ledger, later, refusingA)).rejects.toThrow('no such workflow');
    expect(await open(ledger)).toHaveLength(1);
    const delivered: Poke[] = [];
    expect(await relayPokes(ledger, later, async (p) => void delivered.push(p))).toBe(1);
    expect(delivered).toEqual([office('a')]);
  });

  it('while nobody takes pokes, the batch is not tried row by row', async () => {
    const ledger = await freshLedger();
    await pokeAll(
      ledger,
      Array.from({ length: 30 }, (_, i) => office(String(i))),
    );
    let tries = 0;
    const away = relayPokes(ledger, later, async () => {
      tries++;
      throw new Error('Temporal is away');
    });
    await expect(away).rejects.toThrow('Temporal is away');
    expect(tries).toBe(3);
    expect(await open(ledger)).toHaveLength(30);
  });

  it('wakes each workflow once however often it was poked, and different kinds of workflow apart', async () => {
    const ledger = await freshLedger();
    const campaign: Poke = { workflow: 'campaign', input: { campaign: 'c' } };
    await pokeAll(ledger, [office('a'), campaign, office('a')]);
    await pokeAll(ledger, [{ workflow: 'office', input: { office: 'a', campaign: 'c' } }]);
    const delivered: Poke[] = [];
    expect(await relayPokes(ledger, later, async (p) => void delivered.push(p))).toBe(4);
    expect(delivered).toEqual([office('a'), campaign]);
  });

  it('takes what is waiting in batches and says when there is no more', async () => {
    const ledger = await freshLedger();
    await pokeAll(
      ledger,
      Array.from({ length: 130 }, (_, i) => office(String(i))),
    );
    const delivered: unknown[] = [];
    const relay = () => relayPokes(ledger, later, async (p) => void delivered.push(p.input.office));
    expect([await relay(), await relay(), await relay()]).toEqual([100, 30, 0]);
    expect(delivered).toEqual(Array.from({ length: 130 }, (_, i) => String(i)));
  });

  it('never hands one row to two relays that run at once', async () => {
    const ledger = await freshLedger();
    await pokeAll(
      ledger,
      Array.from({ length: 150 }, (_, i) => office(String(i))),
    );
    const delivered: unknown[] = [];
    let second: Promise<number> | null = null;
    const first = relayPokes(ledger, later, async (p) => {
      // The other relay begins while this one still holds its rows.
      second ??= relayPokes(ledger, later, async (q) => void delivered.push(q.input.office));
      if (delivered.length === 0) await second;
      delivered.push(p.input.office);
    });
    expect(await first).toBe(100);
    expect(await second).toBe(50);
    expect(delivered).toHaveLength(150);
    expect(new Set(delivered).size).toBe(150);
  });
});
