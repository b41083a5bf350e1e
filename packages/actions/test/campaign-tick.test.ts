import { campaignTick } from '@duban/actions/campaign-tick';
import { DAY, type Instant, plus } from '@duban/base';
import { dateOf, formatMinute } from '@duban/base/time';
import { stateCouncilCalendar } from '@duban/calendar';
import { eventsOf } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { drive } from './drive.ts';
import { send } from './sheets.ts';
import { CAMPAIGN, jiningWorld, LAUNCH, messages, moment, owes, type World } from './world.ts';

const look = (world: World, now: string | Instant) =>
  campaignTick(world.ctx, { campaign: CAMPAIGN, now: typeof now === 'string' ? moment(now) : now });
const phaseEvents = async ({ db }: World) =>
  (await eventsOf(db, CAMPAIGN))
    .filter((e) => e.kind.startsWith('phase-'))
    .map((e) => `${formatMinute(e.at)} ${e.kind} ${e.subject}`);
const pokes = async ({ db }: World) =>
  (await db.selectFrom('poke').select('input').where('workflow', '=', 'office').execute()).map((p) => p.input.office);

/** The campaign's messages have left. */
async function quietWorld(): Promise<World> {
  const world = await jiningWorld();
  await world.db.updateTable('message').set({ state: 'sent', sent_at: LAUNCH }).execute();
  await world.db.deleteFrom('poke').execute();
  return world;
}

/** Plays the campaign workflow without its mail: looks, waits as told. */
async function play(world: World, from: string, until: string): Promise<number> {
  let looks = 0;
  for (let now = moment(from); now < moment(until); looks++) {
    const { waitMs, deliver } = await look(world, now);
    for (const id of deliver)
      await world.db.updateTable('message').set({ state: 'sent' }).where('id', '=', id).execute();
    expect(waitMs).toBeGreaterThan(0);
    now = plus(now, waitMs ?? 0);
  }
  return looks;
}

describe('the campaign’s clock', () => {
  it('is refused for a campaign that nobody launched', async () => {
    const world = await jiningWorld();
    const attempt = campaignTick(world.ctx, { campaign: 'atlantis-2023', now: LAUNCH });
    await expect(attempt).rejects.toMatchObject({ code: 'campaign-unknown' });
  });

  it('sends at once what belongs to no office, and has everything running', async () => {
    const world = await jiningWorld();
    const tick = await look(world, LAUNCH);
    expect(tick.deliver).toHaveLength(44);
    expect(tick.running.offices).toHaveLength(15);
    expect(tick.running.rounds.map((r) => r.period).sort()).toEqual(['2023Q3', '2023Q4', 'final']);
    expect(tick.running.reports).toEqual(['summary']);
    expect(tick.done).toBe(false);
  });

  it('looks once on each working day and at the bounds of the phases, and marks those once each (JN23-P1…P3)', async () => {
    const world = await quietWorld();
    const looks = await play(world, '2023-08-22 09:00', '2023-12-20 00:00');
    let workdays = 0;
    for (let day = moment('2023-08-23 08:30'); day < moment('2023-12-20 00:00'); day = plus(day, DAY))
      if (stateCouncilCalendar.isWorkday(dateOf(day))) workdays++;
    expect(looks).toBe(1 + workdays + 3);
    expect(await phaseEvents(world)).toEqual([
      '2023-08-22 09:00 phase-began launch',
      '2023-09-01 00:00 phase-ended launch',
      '2023-12-01 00:00 phase-ended action',
      '2023-12-11 00:00 phase-ended summary',
    ]);
  });
});

describe('the morning digest', () => {
  it('is not written on a day of rest, nor before its hour, nor twice', async () => {
    const world = await quietWorld();
    for (const now of ['2023-10-08 08:29', '2023-10-14 10:00', '2023-09-29 09:00']) await look(world, now);
    expect(await messages(world, 'digest')).toEqual([]);
    await Promise.all([look(world, '2023-10-09 08:30'), look(world, '2023-10-09 08:30')]);
    await look(world, '2023-10-09 15:00');
    expect((await messages(world, 'digest')).map((m) => m.id)).toEqual([`${CAMPAIGN}/digest/2023-10-09`]);
  });

  it('is not written when there is nothing to say', async () => {
    const world = await quietWorld();
    await look(world, '2023-08-23 08:30');
    expect(await messages(world, 'digest')).toEqual([]);
    expect((await eventsOf(world.db, CAMPAIGN)).filter((e) => e.kind === 'morning-held')).toHaveLength(1);
  });

  it('tells the operator what is due, overdue, on the call list, and next', async () => {
    const world = await quietWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:10' });
    await look(world, '2023-10-10 08:30');
    const [digest] = await messages(world, 'digest');
    expect(digest).toMatchObject({ recipient: 'operator', address: 'jjjgk@jiningyb.example', office: null });
    const facts = digest?.facts as {
      dueToday: unknown[];
      overdue: unknown[];
      calls: { phone: string; office: string }[];
    };
    expect(facts.dueToday).toHaveLength(15);
    // In the order of the directory.
    expect(facts.dueToday.slice(0, 2)).toMatchObject([{ office: '任城区' }, { office: '兖州区' }]);
    expect(facts.overdue).toEqual([]);
    // Yesterday's call to 兖州区 is still open; at 16:00 the 13 other subordinate offices will be called, two of them (太白湖新区, 济宁经开区) through
    // one clerk, who is called once. The enterprise is not called on T.
    expect(facts.calls).toHaveLength(13);
    expect(facts.calls[0]).toMatchObject({
      office: '兖州区',
      name: '兖州区医保局基金监管科经办人',
      phone: '0537-0000004',
    });
    expect(facts.calls.filter((c) => c.office === '兖州区')).toHaveLength(1);
    expect(facts.calls.some((c) => c.office === '兖矿能源')).toBe(false);
    for (const call of facts.calls)
      expect(call).toMatchObject({
        phone: expect.stringMatching(/^0537-/),
        script: expect.stringContaining('第三季度统计表'),
      });
    await look(world, '2023-10-11 08:30');
    const next = (await messages(world, 'digest')).at(-1);
    expect(next?.facts).toMatchObject({ dueToday: [], overdue: expect.objectContaining({ length: 15 }) });
  });

  it('says on Friday 12-08 that Sunday’s due falls to today, and calls a sheet that is not yet due 待报, not 未报', async () => {
    const world = await quietWorld();
    await look(world, '2023-12-07 08:30');
    const [thursday] = await messages(world, 'digest');
    expect(thursday?.facts).toMatchObject({ dueToday: [] });
    expect(JSON.stringify(thursday?.facts.next)).toContain('15家待报');
    expect(JSON.stringify(thursday?.facts.next)).not.toContain('未报');
    await look(world, '2023-12-08 08:30');
    const friday = (await messages(world, 'digest')).at(-1)?.facts as { dueToday: { note: string }[] };
    // 15 offices × (Q4 table + final report)
    expect(friday.dueToday).toHaveLength(30);
    expect(friday.dueToday[0]?.note).toContain('休息日');
  });

  it('tells on Monday what came in since Friday’s, not only on Sunday', async () => {
    const world = await quietWorld();
    await look(world, '2023-10-13 08:30');
    await send(world, { office: 'yanzhou', at: '2023-10-13 10:00' });
    await send(world, { office: 'rencheng', at: '2023-10-14 10:00' });
    await look(world, '2023-10-16 08:30');
    const received = (await messages(world, 'digest')).at(-1)?.facts.received;
    expect(received).toMatchObject([{ office: '兖州区' }, { office: '任城区' }]);
    await world.db.updateTable('message').set({ state: 'sent' }).where('kind', '=', 'digest').execute();
    await look(world, '2023-10-17 08:30');
    expect((await messages(world, 'digest')).at(-1)?.facts.received).toEqual([]);
  });
});

describe('the daily sweep', () => {
  it('pokes nobody while everything goes its way', async () => {
    const world = await quietWorld();
    await look(world, '2023-09-27 08:30');
    expect(await pokes(world)).toEqual([]);
  });

  it('pokes an office whose step got lost, and no other', async () => {
    const world = await quietWorld();
    // Every office but Yanzhou wrote its step of 09-28, 15:00.
    const others = ['rencheng', 'weishan', 'yutai', 'jinxiang', 'jiaxiang', 'wenshang', 'sishui', 'liangshan', 'qufu'];
    const rest = ['zoucheng', 'gaoxin', 'taibaihu', 'jingkai', 'yankuang'];
    await drive(world, { offices: [...others, ...rest], from: '2023-09-28 14:00', until: '2023-09-28 16:00' });
    await world.db.deleteFrom('poke').execute();
    await look(world, '2023-10-07 08:30');
    expect(await pokes(world)).toEqual(['yanzhou']);
  });

  it('pokes an office whose mail nobody tries, and a round that nobody closed', async () => {
    const world = await quietWorld();
    await world.db.updateTable('obligation').set({ state: 'accepted' }).execute();
    const stuck = { state: 'planned' as const, send_after: moment('2023-10-18 09:00') };
    await world.db.updateTable('message').set(stuck).where('recipient', '=', 'yanzhou-a').execute();
    await look(world, '2023-10-19 08:30');
    expect(await pokes(world)).toEqual(['yanzhou']);
    const rounds = world.db.selectFrom('poke').select('input').where('workflow', '=', 'round');
    expect((await rounds.execute()).map((p) => p.input.period)).toEqual(['2023Q3']);
  });

  it('leaves alone whoever owes nothing any more', async () => {
    const world = await quietWorld();
    await world.db.updateTable('obligation').set({ state: 'accepted' }).where('id', '!=', owes('qufu')).execute();
    await look(world, '2023-10-07 08:30');
    expect(await pokes(world)).toEqual(['qufu']);
  });
});
