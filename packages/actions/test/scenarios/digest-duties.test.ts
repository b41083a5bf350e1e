import { campaignTick } from '@duban/actions/campaign-tick';
import { messageText } from '@duban/actions/message-text';
import { localDate } from '@duban/base/time';
import type { CampaignDefinition } from '@duban/campaign';
import { sha256 } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { CAMPAIGN, jining, messages, moment, type World } from '../world.ts';
import { jiningQuiet } from './duties.ts';

const milestone = (title: string, day: string, bound: 'before' | 'from'): CampaignDefinition['milestones'][number] => ({
  ...{ id: title, title, who: '各部门', phrase: day, bound, reading: null, source: 'P' },
  date: localDate(day),
});

async function worldWith(change: Partial<CampaignDefinition>): Promise<World> {
  const world = await jiningQuiet();
  const definition = JSON.stringify({ ...jining.definition, ...change });
  await world.db
    .updateTable('campaign')
    .set({ definition, facts_hash: sha256(Buffer.from(definition)) })
    .execute();
  return world;
}

async function digestOn(world: World, day: string) {
  const now = moment(`${day} 08:30`);
  await campaignTick(world.ctx, { campaign: CAMPAIGN, now });
  const digest = (await messages(world, 'digest')).find((m) => m.id.endsWith(day));
  return digest
    ? { facts: digest.facts, text: (await messageText(world.ctx, { message: digest.id, now })).text }
    : null;
}

describe('Milestones, event and undated duties appear in digests, not as debts', () => {
  it('a milestone alone is said a week ahead, until its day; nobody owes anything for it', async () => {
    const milestones = [milestone('集中宣传启动', '2023-09-04', 'from'), milestone('自查完成', '2023-12-30', 'before')];
    const world = await worldWith({ milestones });
    expect(await digestOn(world, '2023-08-25')).toBeNull();
    const monday = await digestOn(world, '2023-08-28');
    expect(monday?.facts.milestones).toEqual([{ what: '集中宣传启动', day: '9月4日起', who: '各部门' }]);
    expect(monday?.facts).toMatchObject({ dueToday: [], overdue: [], next: [] });
    expect(monday?.text).toContain('近期时间节点（仅供掌握，不计待报）');
    expect(await digestOn(world, '2023-09-05')).toBeNull();
  });

  it('duties of an event and without a day are listed on the first working day of a week, and make no digest of their own', async () => {
    const world = await worldWith({});
    expect(await digestOn(world, '2023-08-28')).toBeNull();
    const monday = await digestOn(world, '2023-10-09');
    const standing = (monday?.facts.standing ?? []) as { what: string }[];
    // JN23: O1, O2, O7, O10 (report), O16 are of an event; O10 (plan), O11, O15, O17 have no day. What goes on all the time is not among them.
    expect(standing).toHaveLength(9);
    expect(standing.map(({ what }) => what)).toContain('国家局下发的核查任务逐条核查、逐条反馈');
    expect(monday?.text).toContain('随时办理和未定时限的事项（每周列一次，不计待报）');
    expect(monday?.facts.dueToday).toEqual([]);
    expect((await digestOn(world, '2023-10-10'))?.facts.standing).toEqual([]);
  });

  it('an undated duty for which the bureau set a day is a milestone of that day', async () => {
    const [first, ...rest] = jining.definition.duties.filter(({ kind }) => kind === 'undated');
    if (!first) throw new Error('no undated duty');
    const world = await worldWith({ duties: [{ ...first, due: localDate('2023-10-13') }, ...rest] });
    const monday = await digestOn(world, '2023-10-09');
    expect(monday?.facts.milestones).toEqual([{ what: first.what, day: '10月13日前', who: first.who }]);
    expect(monday?.facts.standing).toHaveLength(rest.length);
  });
});
