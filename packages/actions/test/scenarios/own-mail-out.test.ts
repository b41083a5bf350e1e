import { completeTask } from '@duban/actions/complete-task';
import { deliverMessage } from '@duban/actions/deliver-message';
import { formatMinute } from '@duban/base/time';
import type { Envelope, Mailer } from '@duban/notify';
import { describe, expect, it } from 'vitest';
import { drive } from '../drive.ts';
import { jiningWorld, LAUNCH, moment, operator, owes, tasks, type World } from '../world.ts';
import { SECOND, twoCampaigns } from './two-campaigns.ts';

const OFFICES = ['rencheng', 'yanzhou', 'weishan'] as const;
const mailboxOf = (office: string): string => `jg-a@${office}.example`;
/** After five attempts of the first chase day that is more than five days after the first chase (09-28 15:05). */
const TOLD = '2023-10-07 10:40';

/** Each of these offices owes the quarter's table and nothing else; the launch mails left on the day of the launch. */
async function owing(launched?: World): Promise<World> {
  const world = launched ?? (await jiningWorld());
  await world.db.updateTable('message').set({ state: 'sent', sent_at: LAUNCH }).execute();
  const ids = OFFICES.map((office) => owes(office));
  await world.db.updateTable('obligation').set({ state: 'exempt' }).where('id', 'not in', ids).execute();
  return world;
}

type Takes = (mail: { readonly at: string; readonly to: string }) => boolean;

/** The bureau's mail server, which takes what it is told to take. */
function server(takes: Takes): Mailer {
  return {
    send: async ({ date, to }: Envelope) =>
      takes({ at: date.slice(0, 16).replace('T', ' '), to })
        ? { kind: 'sent', response: '250 ok' }
        : { kind: 'deferred', reason: '451 try again later' },
    close: async () => undefined,
  };
}

const play = (world: World, takes: Takes, [from, until]: readonly [string, string]) =>
  drive(world, { offices: OFFICES, from, until, mailer: server(takes) });

/** `10-07 10:26 own-mail open` of every task about mail. */
async function listed(world: World): Promise<string[]> {
  const about = (await tasks(world)).filter(({ script }) => script === 'own-mail' || script === 'undelivered');
  return about.map((t) => `${formatMinute(t.created_at).slice(5)} ${t.script} ${t.state}`);
}

const undelivered = (world: World) =>
  world.db.selectFrom('message').select(['facts', 'created_at']).where('kind', '=', 'undelivered').execute();

const nothing: Takes = () => false;
const ONE = [expect.stringMatching(/^10-07 10:\d\d own-mail open$/)];

describe('A mail server of our own that takes nothing for five days', () => {
  it('is one task of the coordinator, not one a mailbox, and no mail, which would go the same way', async () => {
    const world = await owing();
    await play(world, nothing, ['2023-09-27 08:00', TOLD]);
    expect(await listed(world)).toEqual(ONE);
    const [task] = (await tasks(world)).filter(({ script }) => script === 'own-mail');
    const last = formatMinute(LAUNCH)
      .slice(5, 10)
      .replace(/^0?(\d+)-0?(\d+)$/, '$1月$2日');
    expect(task).toMatchObject({ assigned_to: 'operator', kind: 'check', office: null });
    expect(task?.title).toContain(`本局邮件发不出去：最后一封是${last}送出的，截至10月7日`);
    expect(await undelivered(world)).toEqual([]);
  });

  it('is told once: not on each of the following days, nor again when it was dealt with', async () => {
    const world = await owing();
    await play(world, nothing, ['2023-09-27 08:00', TOLD]);
    const [task] = (await tasks(world)).filter(({ script }) => script === 'own-mail');
    await completeTask(world.ctx, { task: task?.id ?? '', actor: operator, now: moment('2023-10-07 11:00') });
    await play(world, nothing, [TOLD, '2023-10-20 00:00']);
    expect(await listed(world)).toEqual([expect.stringMatching(/ own-mail done$/)]);
  });

  it('is one task though several activities find it out at once', async () => {
    const world = await owing();
    await play(world, nothing, ['2023-09-27 08:00', '2023-10-07 10:00']);
    expect(await listed(world)).toEqual([]);
    const open = world.db
      .selectFrom('message')
      .select('id')
      .where('kind', '=', 'chase')
      .where('state', '=', 'deferred');
    const chases = await open.where('id', 'like', '%/2023-10-07').execute();
    expect(chases).toHaveLength(OFFICES.length);
    const now = moment('2023-10-07 10:30');
    const ctx = { ...world.ctx, mailer: server(nothing) };
    await Promise.all(chases.map(({ id }) => deliverMessage(ctx, { message: id, now })));
    expect(await listed(world)).toEqual(ONE);
  });

  it('and comes back, but for one mailbox: that one is told as before, and nobody else', async () => {
    const world = await owing();
    const all: Takes = ({ at, to }) => at >= '2023-10-07 12:00' && to !== mailboxOf('yanzhou');
    await play(world, all, ['2023-09-27 08:00', '2023-10-20 00:00']);
    expect(await listed(world)).toEqual([...ONE, expect.stringMatching(/^10-07 18:\d\d undelivered open$/)]);
    const told = await undelivered(world);
    expect(told.map(({ facts }) => [facts.person, facts.since])).toEqual([['兖州区医保局基金监管科经办人', '9月28日']]);
  });

  it('and comes back slowly: whom it has not got to yet is no silent mailbox', async () => {
    const world = await owing();
    const slowly: Takes = ({ at, to }) =>
      at >= '2023-10-07 18:00' || (at >= '2023-10-07 12:00' && to === mailboxOf('rencheng'));
    await play(world, slowly, ['2023-09-27 08:00', '2023-10-20 00:00']);
    expect(await listed(world)).toEqual(ONE);
    expect(await undelivered(world)).toEqual([]);
  });
});

describe('A mail server of our own that takes mail for others', () => {
  it('has no part in it: each silent mailbox is told', async () => {
    const world = await owing();
    await world.db
      .updateTable('message')
      .set({ sent_at: moment('2023-10-05 09:00') })
      .where('kind', '=', 'launch-info')
      .execute();
    await play(world, nothing, ['2023-09-27 08:00', TOLD]);
    expect((await listed(world)).map((line) => line.slice(12))).toEqual(OFFICES.map(() => 'undelivered open'));
  });

  it('for people of another campaign has no part in it either: it is the same server', async () => {
    const world = await owing(await twoCampaigns());
    const information = world.db
      .updateTable('message')
      .where('kind', '=', 'launch-info')
      .where('campaign', '=', SECOND);
    await information.set({ sent_at: moment('2023-10-05 09:00') }).execute();
    await play(world, nothing, ['2023-09-27 08:00', TOLD]);
    expect((await listed(world)).map((line) => line.slice(12))).toEqual(OFFICES.map(() => 'undelivered open'));
  });

  it('goes out of order again later: that is told anew, once', async () => {
    const world = await owing();
    const between: Takes = ({ at }) => at >= '2023-10-07 12:00' && at < '2023-10-07 20:00';
    await play(world, between, ['2023-09-27 08:00', '2023-10-08 00:00']);
    expect(await listed(world)).toEqual(ONE);
    // The fourth quarter's: 12-05 is the first chase, and more than five days later all of it is overdue and on the telephone.
    await world.db.updateTable('obligation').set({ state: 'accepted' }).where('state', '=', 'expected').execute();
    const ids = OFFICES.map((office) => owes(office, '2023Q4'));
    await world.db.updateTable('obligation').set({ state: 'expected' }).where('id', 'in', ids).execute();
    await play(world, between, ['2023-11-20 08:00', '2023-12-20 00:00']);
    const anew = (await listed(world)).filter((line) => !line.startsWith('10-'));
    expect(anew).toEqual([expect.stringMatching(/own-mail open$/)]);
  });
});
