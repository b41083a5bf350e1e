import { handOver } from '@duban/actions/hand-over';
import { localDate } from '@duban/base/time';
import { eventsOf } from '@duban/ledger';
import type { Mailer } from '@duban/notify';
import { describe, expect, it } from 'vitest';
import { drive } from '../drive.ts';
import { by } from '../people.ts';
import { CAMPAIGN, jiningWorld, LAUNCH, owes, type World } from '../world.ts';

const A = 'jg-a@yanzhou.example';

/** A mail server that takes nothing between the two moments; `sent`: what it took, `10-10 10:05 address`. */
function downBetween(from: string, until: string): { mailer: Mailer; sent: string[] } {
  const sent: string[] = [];
  const mailer: Mailer = {
    send: async ({ date, to }) => {
      const now = date.slice(0, 16).replace('T', ' ');
      if (from <= now && now < until) return { kind: 'deferred', reason: '451 try again later' };
      sent.push(`${now.slice(5)} ${to}`);
      return { kind: 'sent', response: '250 ok' };
    },
    close: async () => undefined,
  };
  return { mailer, sent };
}

/** Yanzhou owes one thing, and the launch mails are out of the way. */
async function owing(period: string): Promise<World> {
  const world = await jiningWorld();
  await world.db.updateTable('message').set({ state: 'sent', sent_at: LAUNCH }).execute();
  await world.db
    .updateTable('obligation')
    .set({ state: 'exempt' })
    .where('id', '!=', owes('yanzhou', period))
    .execute();
  return world;
}

const play = (world: World, mailer: Mailer, [from, until]: readonly [string, string]) =>
  drive(world, { offices: ['yanzhou'], from, until, mailer });

// Found by the simulation (`npm run chaos -- --suite ledger --rounds 1 --seed 1`, and 4).
describe('A chase that no mail server took on its day', () => {
  it('does not leave beside the next day’s: one chase per person and day', async () => {
    const world = await owing('2023Q3');
    // T−1 at 15:00 to A and B, T at 10:00 to A.
    const { mailer, sent } = downBetween('2023-10-09 15:00', '2023-10-10 10:08');
    await play(world, mailer, ['2023-10-09 14:00', '2023-10-10 23:00']);
    expect(sent.filter((line) => line.endsWith(A))).toHaveLength(1);
    expect(sent.filter((line) => line.startsWith('10-09'))).toEqual([]);
    const kinds = (await eventsOf(world.db, CAMPAIGN))
      .filter((e) => e.subject === `${CAMPAIGN}/chase/yanzhou-a/mail/2023-10-09`)
      .map((e) => e.kind);
    expect(kinds.at(-1)).toBe('message-cancelled');
  });

  it('does not leave on a rest day, and what it asked for is asked on the next working day', async () => {
    const world = await owing('final');
    // T is Friday 12-08, 10:00; T+1 is a call.
    const { mailer, sent } = downBetween('2023-12-08 09:00', '2023-12-09 09:00');
    await play(world, mailer, ['2023-12-08 08:30', '2023-12-12 23:00']);
    expect(sent.filter((line) => /^12-(08|09|10) /.test(line))).toEqual([]);
    const calls = await world.db.selectFrom('task').select('id').where('kind', '=', 'call').execute();
    expect(calls.length).toBeGreaterThan(0);
  });

  it('is not read by who has left since: the successor gets the next one', async () => {
    const world = await owing('2023Q3');
    const successor = { title: '新任经办人', email: 'new-a@yanzhou.example', phone: '0537-0000099' };
    await handOver(world.ctx, {
      ...{ campaign: CAMPAIGN, contact: 'yanzhou-a', from: localDate('2023-10-10'), successor, revision: null },
      ...by('2023-10-09 09:00'),
    });
    const { mailer, sent } = downBetween('2023-10-09 15:00', '2023-10-10 07:00');
    await play(world, mailer, ['2023-10-09 14:00', '2023-10-10 23:00']);
    expect(sent.filter((line) => line.endsWith(A))).toEqual([]);
    expect(sent.filter((line) => line.endsWith('new-a@yanzhou.example'))).toHaveLength(1);
  });
});
