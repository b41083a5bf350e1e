import { campaignTick } from '@duban/actions/campaign-tick';
import { chaseTick } from '@duban/actions/chase-tick';
import { type Delays, type Expected, findDelays } from '@duban/actions/find-delays';
import { reportTick } from '@duban/actions/report-tick';
import { roundTick } from '@duban/actions/round-tick';
import { DAY, type Instant, MINUTE, plus } from '@duban/base';
import { formatMinute } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { sendAndAccept } from './sheets.ts';
import { CAMPAIGN, jining, jiningWorld, LAUNCH, moment, type World } from './world.ts';

const SOON = plus(LAUNCH, MINUTE);
const LATER = plus(LAUNCH, 20 * MINUTE);

const expectedIn = (delays: Delays): readonly Expected[] => delays.campaigns.get(CAMPAIGN) ?? [];
const behind = (delays: Delays): string[] =>
  expectedIn(delays)
    .filter((each) => each.behind)
    .map(({ workflow: { workflow, input } }) => [workflow, input.office ?? input.period].filter(Boolean).join(' '));
const relay = (world: World, now: Instant) =>
  world.db.updateTable('poke').set({ delivered_at: now }).where('delivered_at', 'is', null).execute();
const mailLeft = (world: World, now: Instant) =>
  world.db.updateTable('message').set({ state: 'sent', sent_at: now }).where('send_after', '<=', now).execute();

/** Every workflow looks, as often as it takes until nothing is left to do at once. */
async function everybodyLooks(world: World, now: Instant): Promise<void> {
  const at = { campaign: CAMPAIGN, now };
  for (let look = 0; look < 2; look++) {
    await campaignTick(world.ctx, at);
    for (const { id: office } of jining.definition.offices) await chaseTick(world.ctx, { ...at, office });
    const rounds = await world.db.selectFrom('round').select(['requirement', 'period']).execute();
    for (const round of rounds) await roundTick(world.ctx, { ...at, ...round });
    await reportTick(world.ctx, { ...at, kind: 'summary' });
    await relay(world, now);
    await mailLeft(world, now);
  }
}

describe('what should have happened and has not', () => {
  it('is nothing when everybody has looked, whatever lies ahead', async () => {
    const world = await jiningWorld();
    await everybodyLooks(world, SOON);
    for (const now of [SOON, LATER]) {
      const delays = await findDelays(world.ctx, now);
      expect(behind(delays)).toEqual([]);
      expect(delays).toMatchObject({ now, mail: null, pokes: null });
    }
    const yanzhou = expectedIn(await findDelays(world.ctx, LATER)).find((e) => e.workflow.input.office === 'yanzhou');
    expect(formatMinute(yanzhou?.due ?? SOON)).toBe('2023-09-28 15:00');
  });

  it('the launch’s pokes and mail when nobody takes them; the offices are not behind as long as a poke is on its way to them', async () => {
    const world = await jiningWorld();
    expect(await findDelays(world.ctx, SOON)).toMatchObject({ mail: null, pokes: null });
    const delays = await findDelays(world.ctx, LATER);
    const messages = await world.db.selectFrom('message').select('id').orderBy('id').execute();
    expect(delays.mail).toMatchObject({ count: messages.length, oldest: LAUNCH });
    expect(delays.mail?.ids).toEqual(messages.slice(0, 5).map((m) => m.id));
    expect(delays.pokes).toMatchObject({ oldest: LAUNCH });
    const poked = await world.db.selectFrom('poke').select(['workflow', 'input']).execute();
    for (const { workflow } of expectedIn(delays).filter((e) => e.behind)) expect(poked).not.toContainEqual(workflow);
  });

  it('an office that was never looked at, once its poke is spent', async () => {
    const world = await jiningWorld();
    await everybodyLooks(world, SOON);
    await world.db.deleteFrom('office_next').where('office', '=', 'yanzhou').execute();
    expect(behind(await findDelays(world.ctx, plus(LAUNCH, 2 * MINUTE)))).toEqual([]);
    expect(behind(await findDelays(world.ctx, LATER))).toEqual(['office yanzhou']);
  });

  it('an office whose last look found a later moment than the ledger has now: its timer is too long', async () => {
    const world = await jiningWorld();
    await everybodyLooks(world, SOON);
    const at = moment('2023-12-01 09:00');
    await world.db.updateTable('office_next').set({ at }).where('office', '=', 'qufu').execute();
    expect(behind(await findDelays(world.ctx, LATER))).toEqual(['office qufu']);
  });

  it('a step whose time is over, not one of a minute ago', async () => {
    const world = await jiningWorld();
    await everybodyLooks(world, SOON);
    await everybodyLooks(world, moment('2023-09-28 14:59'));
    expect(behind(await findDelays(world.ctx, moment('2023-09-28 15:01')))).toEqual([]);
    const late = await findDelays(world.ctx, moment('2023-09-28 15:30'));
    expect(behind(late).length).toBeGreaterThan(10);
    for (const one of expectedIn(late).filter((e) => e.behind))
      expect(formatMinute(one.due ?? SOON)).toBe('2023-09-28 15:00');
    await everybodyLooks(world, moment('2023-09-28 15:30'));
    expect(behind(await findDelays(world.ctx, moment('2023-09-28 15:30')))).toEqual([]);
  });

  it('is nothing at any hour of the campaign for those who have looked, whether they hand in or not', async () => {
    const world = await jiningWorld();
    await everybodyLooks(world, SOON);
    const days = Array.from({ length: 24 }, (_, i) => plus(moment('2023-09-27 10:05'), i * 4.4 * DAY));
    for (const [i, now] of days.entries()) {
      await everybodyLooks(world, now);
      if (i === 2) {
        await sendAndAccept(world, { office: 'yanzhou', at: formatMinute(now) });
        await everybodyLooks(world, now);
      }
      expect([formatMinute(now), behind(await findDelays(world.ctx, now))]).toEqual([formatMinute(now), []]);
    }
  });

  it('a round past its due that nobody froze, and a morning that nobody held', async () => {
    const world = await jiningWorld();
    await everybodyLooks(world, SOON);
    const late = behind(await findDelays(world.ctx, moment('2023-10-11 10:00')));
    expect(late).toEqual(expect.arrayContaining(['campaign', 'round 2023Q3']));
    expect(late).not.toContain('round 2023Q4');
    expect(late).not.toContain('report');
  });

  it('nothing of a campaign that is paused or closed, but what answers a sheet', async () => {
    const world = await jiningWorld();
    await relay(world, SOON);
    await world.db.updateTable('campaign').set({ status: 'paused' }).execute();
    const paused = await findDelays(world.ctx, moment('2023-10-11 10:00'));
    expect(behind(paused)).toEqual([]);
    expect(paused.mail).toBeNull();
    await world.db.updateTable('campaign').set({ status: 'closed', closed_at: SOON }).execute();
    expect([...(await findDelays(world.ctx, LATER)).campaigns.keys()]).toEqual([]);
  });
});
