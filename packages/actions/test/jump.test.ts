import { campaignTick } from '@duban/actions/campaign-tick';
import { chaseTick } from '@duban/actions/chase-tick';
import type { Actor } from '@duban/actions/context';
import { type Jumped, jump } from '@duban/actions/jump';
import { type Instant, instant, MINUTE, plus } from '@duban/base';
import { formatMinute } from '@duban/base/time';
import { campaignTime, eventsOf, setAccelerated, setCampaignTime } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { CAMPAIGN, clerkOf, jining, jiningWorld, LAUNCH, moment, operator, type World } from './world.ts';

/** What the server's clock shows: far from campaign time. */
const SERVER = instant(1_800_000_000_000);

interface Try {
  readonly leadMs?: number;
  readonly until?: Instant;
  readonly serverNow?: Instant;
  readonly actor?: Actor;
  readonly campaign?: string;
}

const leap = (world: World, asked: Try = {}) =>
  jump(world.ctx, { campaign: CAMPAIGN, leadMs: MINUTE, serverNow: SERVER, actor: operator, ...asked });
const time = (world: World, serverNow: Instant = SERVER) => campaignTime(world.db, serverNow);
const told = ({ from, to, step }: Jumped) => `${formatMinute(from)} → ${formatMinute(to)} ${step}`;

/** An accelerated campaign that has sent its launch and held its first morning, at 09:00 of that day. */
async function fastWorld(): Promise<World> {
  const world = await jiningWorld();
  await world.ctx.ledger.transaction(async (tx) => {
    await setAccelerated(tx, true);
    await setCampaignTime(tx, SERVER, LAUNCH);
  });
  await campaignTick(world.ctx, { campaign: CAMPAIGN, now: LAUNCH });
  await world.db.updateTable('message').set({ state: 'sent', attempts: 1, sent_at: LAUNCH }).execute();
  await world.db.deleteFrom('poke').execute();
  return world;
}

describe('a jump to a moment', () => {
  it('passes over the steps in between, which the next look finds', async () => {
    const world = await fastWorld();
    const until = moment('2023-10-10 10:00');
    expect(await leap(world, { until })).toMatchObject({ to: until });
    expect(await time(world)).toBe(until);
    await chaseTick(world.ctx, { campaign: CAMPAIGN, office: 'yanzhou', now: until });
    const planned = await world.db.selectFrom('message').select('id').where('state', '=', 'planned').execute();
    expect(planned.map((m) => m.id)).toContain(`${CAMPAIGN}/chase/yanzhou-a/mail/2023-10-10`);
  });

  it('that has passed is refused, with the time it is', async () => {
    const world = await fastWorld();
    const back = leap(world, { until: plus(LAUNCH, -MINUTE) });
    await expect(back).rejects.toMatchObject({ code: 'jump-backwards', details: { now: formatMinute(LAUNCH) } });
    expect(await time(world)).toBe(LAUNCH);
  });
});

describe('a jump is refused', () => {
  it('to an office', async () => {
    const world = await fastWorld();
    await expect(leap(world, { actor: clerkOf('yanzhou') })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('where time is real', async () => {
    const world = await fastWorld();
    await world.ctx.ledger.transaction((tx) => setAccelerated(tx, false));
    await expect(leap(world)).rejects.toMatchObject({ code: 'not-accelerated' });
    expect(await time(world)).toBe(LAUNCH);
  });

  it('for a campaign that nobody launched', async () => {
    const world = await fastWorld();
    await expect(leap(world, { campaign: 'atlantis-2023' })).rejects.toMatchObject({ code: 'campaign-unknown' });
  });

  it('while a message is under way: its attempt would count as lost, and it would leave twice', async () => {
    const world = await fastWorld();
    const sending = { state: 'sending' as const, subject: '【部署】', lease_until: plus(LAUNCH, 3 * MINUTE) };
    await world.db.updateTable('message').set(sending).where('recipient', '=', 'yanzhou-a').execute();
    await expect(leap(world)).rejects.toMatchObject({ code: 'jump-not-now', details: { step: '发送邮件“【部署】”' } });
    expect(await time(world)).toBe(LAUNCH);
  });

  it('while a step is due that nobody has carried out: it would be missed', async () => {
    const world = await fastWorld();
    await world.db.updateTable('message').set({ state: 'planned' }).where('recipient', '=', 'yanzhou-a').execute();
    const step = '再次发送：兖州区 部署通知';
    await expect(leap(world)).rejects.toMatchObject({ code: 'jump-not-now', details: { step } });
    await world.db.updateTable('message').set({ state: 'sent' }).execute();
    await world.ctx.ledger.transaction((tx) => setCampaignTime(tx, SERVER, moment('2023-08-23 08:30')));
    await expect(leap(world)).rejects.toMatchObject({
      code: 'jump-not-now',
      details: { step: '发送：晨报（有事项时）' },
    });
  });

  it('when nothing lies ahead', async () => {
    const world = await fastWorld();
    await world.db.updateTable('campaign').set({ status: 'closed' }).execute();
    await expect(leap(world)).rejects.toMatchObject({ code: 'nothing-ahead' });
  });
});

describe('a jump', () => {
  it('goes to just before the next step, and leaves the clock running from there', async () => {
    const world = await fastWorld();
    expect(told(await leap(world))).toBe('2023-08-22 09:00 → 2023-08-23 08:29 发送：晨报（有事项时）');
    expect(formatMinute(await time(world))).toBe('2023-08-23 08:29');
    expect(await time(world, plus(SERVER, MINUTE))).toBe(moment('2023-08-23 08:30'));
  });

  it('goes to the step itself when that is nearer than the lead, and never backwards', async () => {
    const world = await fastWorld();
    await leap(world);
    expect(told(await leap(world))).toBe('2023-08-23 08:29 → 2023-08-23 08:30 发送：晨报（有事项时）');
    const late = plus(SERVER, 30_000);
    await world.ctx.ledger.transaction((tx) => setCampaignTime(tx, late, moment('2023-08-23 08:29')));
    expect((await leap(world, { leadMs: 60 * MINUTE, serverNow: late })).to).toBe(moment('2023-08-23 08:30'));
  });

  it('skips nothing: every step on the way to the first chase is stopped at', async () => {
    const world = await fastWorld();
    const stops: string[] = [];
    for (let i = 0; i < 60 && !stops.at(-1)?.includes('期末提醒'); i++) {
      const { to, step } = await leap(world, { leadMs: 0 });
      stops.push(`${formatMinute(to)} ${step}`);
      await campaignTick(world.ctx, { campaign: CAMPAIGN, now: to });
      for (const { id: office } of jining.definition.offices)
        await chaseTick(world.ctx, { campaign: CAMPAIGN, office, now: to });
      await world.db.updateTable('message').set({ state: 'sent', attempts: 1 }).where('send_after', '<=', to).execute();
    }
    expect(stops.filter((s) => !s.endsWith('晨报（有事项时）'))).toEqual([
      '2023-09-01 00:00 阶段结束：启动整治工作',
      '2023-09-28 15:00 期末提醒：任城区 2023年第三季度统计表',
    ]);
    expect(stops.filter((s) => s.endsWith('晨报（有事项时）'))).toHaveLength(27);
  });

  it('is written down, and wakes everything that runs', async () => {
    const world = await fastWorld();
    const { to, step } = await leap(world);
    const last = (await eventsOf(world.db, CAMPAIGN)).at(-1);
    expect(last).toMatchObject({ kind: 'time-jumped', actor: operator.name, data: { from: LAUNCH, to, step } });
    const pokes = await world.db.selectFrom('poke').select(['workflow', 'input']).execute();
    const count = (workflow: string) => pokes.filter((p) => p.workflow === workflow).length;
    expect([count('campaign'), count('office'), count('round'), count('report')]).toEqual([1, 15, 3, 1]);
    expect(pokes).toContainEqual({ workflow: 'office', input: { campaign: CAMPAIGN, office: 'yanzhou' } });
    const round = { campaign: CAMPAIGN, requirement: 'quarterly-table', period: '2023Q3' };
    expect(pokes).toContainEqual({ workflow: 'round', input: round });
  });

  it('asked for by two at the same moment is two jumps, one after the other', async () => {
    const world = await fastWorld();
    const two = await Promise.all([leap(world), leap(world)]);
    expect(two.map(told).sort()).toEqual([
      '2023-08-22 09:00 → 2023-08-23 08:29 发送：晨报（有事项时）',
      '2023-08-23 08:29 → 2023-08-23 08:30 发送：晨报（有事项时）',
    ]);
  });
});
