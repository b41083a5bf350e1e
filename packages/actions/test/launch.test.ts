import { launchCampaign } from '@duban/actions/launch-campaign';
import type { Seed } from '@duban/actions/load-seed';
import { eventsOf } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import {
  CAMPAIGN,
  clerkOf,
  emptyWorld,
  jining,
  jiningWorld,
  LAUNCH,
  moment,
  operator,
  owes,
  type World,
} from './world.ts';

const launch = (world: World, seed: Seed = jining) => launchCampaign(world.ctx, seed, { actor: operator, now: LAUNCH });
const without = (question: string): Seed => ({
  ...jining,
  answers: jining.answers.filter((a) => a.question !== question),
});

describe('a launch is refused', () => {
  it('to a clerk of an office: launching is the bureau’s', async () => {
    const world = await emptyWorld();
    const attempt = launchCampaign(world.ctx, jining, { actor: clerkOf('yanzhou'), now: LAUNCH });
    await expect(attempt).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await world.db.selectFrom('campaign').select('id').execute()).toEqual([]);
  });

  it('while the notice leaves something open, and names each question (JN23-Q1)', async () => {
    const world = await emptyWorld();
    const attempt = launch(world, {
      ...jining,
      answers: without('quarterly-table/2023Q4/due').answers.filter((a) => a.question !== 'final-report/final/cut-off'),
    });
    await expect(attempt).rejects.toMatchObject({ code: 'question-open', details: { count: 2 } });
    await expect(attempt).rejects.toThrow('医保基金工作情况统计表（2023年第四季度）哪一天报送截止？');
    await expect(attempt).rejects.toThrow('专项整治总结报告（全程）最迟等到哪一天汇总？');
    // With the notice's words, what is proposed and the id to answer by.
    await expect(attempt).rejects.toThrow(
      '原文“按季度填报医保基金工作情况统计表”，可选 2023-12-10（专项结束之日），编号 quarterly-table/2023Q4/due',
    );
    expect(await world.db.selectFrom('campaign').select('id').execute()).toEqual([]);
  });

  it('when an answer answers nothing, and names it and what can be answered', async () => {
    const world = await emptyWorld();
    const [first] = jining.answers;
    if (!first) throw new Error('no answers');
    const answers = [...jining.answers, { ...first, question: 'quarterly-table/2023Q2/due' }];
    const attempt = launch(world, { ...jining, answers });
    await expect(attempt).rejects.toMatchObject({
      code: 'answer-unknown',
      details: { questions: 'quarterly-table/2023Q2/due' },
    });
    await expect(attempt).rejects.toThrow('quarterly-table/2023Q3/due、quarterly-table/2023Q3/cut-off');
  });

  it('when an answer is given to a date that the notice itself sets (JN23-O14)', async () => {
    const world = await emptyWorld();
    const [first] = jining.answers;
    if (!first) throw new Error('no answers');
    const answers = [...jining.answers, { ...first, question: 'final-report/final/due', value: '2023-12-31' }];
    await expect(launch(world, { ...jining, answers })).rejects.toMatchObject({ code: 'answer-unknown' });
  });

  it('the second time, and also when two officers launch at the same moment', async () => {
    const world = await emptyWorld();
    const both = await Promise.allSettled([launch(world), launch(world)]);
    const refused = both.filter((r) => r.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({ code: 'campaign-exists' });
    await expect(launch(world)).rejects.toMatchObject({ code: 'campaign-exists' });
    expect((await eventsOf(world.db, CAMPAIGN)).map((e) => e.kind)).toEqual(['campaign-launched']);
  });
});

describe('a launch after a phase began', () => {
  it('asks for nothing that was due by then: nobody is late for what nobody was asked in time', async () => {
    const world = await emptyWorld();
    // JN23: the third quarter was due on 10-10; phase two has run since September.
    const launched = await launchCampaign(world.ctx, jining, { actor: operator, now: moment('2023-10-11 09:00') });
    expect(launched).toMatchObject({ rounds: 2, obligations: 30 });
    const rows = await world.db.selectFrom('round').select('id').orderBy('id').execute();
    expect(rows.map(({ id }) => id)).toEqual([`${CAMPAIGN}/final-report/final`, `${CAMPAIGN}/quarterly-table/2023Q4`]);
    const mail = await world.db.selectFrom('message').select('facts').where('kind', '=', 'launch').executeTakeFirst();
    expect(JSON.stringify(mail?.facts.owes)).not.toContain('第三季度');
  });

  it('on the last day of a due still asks for it', async () => {
    const world = await emptyWorld();
    const launched = await launchCampaign(world.ctx, jining, { actor: operator, now: moment('2023-10-10 17:00') });
    expect(launched).toMatchObject({ rounds: 3, obligations: 45 });
  });
});

describe('the launch of Jining', () => {
  it('writes 45 obligations: fifteen offices owe two quarterly tables and one report', async () => {
    const world = await emptyWorld();
    expect(await launch(world)).toEqual({ campaign: CAMPAIGN, rounds: 3, obligations: 45, messages: 73 });
    const rows = await world.db.selectFrom('obligation').select(['id', 'state', 'due', 'chase_due', 'arm']).execute();
    expect(rows).toHaveLength(45);
    expect(new Set(rows.map((o) => o.state))).toEqual(new Set(['expected']));
    expect(rows.find((o) => o.id === owes('yankuang', '2023Q4'))).toMatchObject({ due: '2023-12-10', arm: 0 });
  });

  it('tells 29 clerks (A and B of fifteen offices, one of them clerk of two) and 44 who owe nothing', async () => {
    const world = await jiningWorld();
    const rows = await world.db.selectFrom('message').select(['kind', 'recipient']).execute();
    const to = (kind: string) => rows.filter((m) => m.kind === kind).map((m) => m.recipient);
    expect(to('launch')).toHaveLength(15 * 2 - 1);
    // Four departments in each of the eleven counties (JN23-A1).
    expect(to('launch-info')).toHaveLength(11 * 4);
    expect(to('launch').filter((id) => id.endsWith('leader'))).toEqual([]);
    expect(new Set(to('launch')).size).toBe(29);
  });

  it('gives the clerk of two zones one message with the forms and the dues of both', async () => {
    const world = await jiningWorld();
    const message = await world.db
      .selectFrom('message')
      .selectAll()
      .where('recipient', '=', 'taibaihu-jingkai-a')
      .executeTakeFirstOrThrow();
    const { owes: debts } = message.facts as { owes: { what: string; due: string }[] };
    expect(debts.map((d) => d.what)).toEqual([
      '太白湖新区：2023年第三季度统计表',
      '太白湖新区：2023年第四季度统计表',
      '太白湖新区：总结报告',
      '济宁经开区：2023年第三季度统计表',
      '济宁经开区：2023年第四季度统计表',
      '济宁经开区：总结报告',
    ]);
    expect(debts[0]?.due).toBe('2023年10月10日（星期二）前');
    expect(message.attachments).toEqual([
      { kind: 'template', obligation: owes('taibaihu') },
      { kind: 'report-template', obligation: owes('taibaihu', 'final') },
      { kind: 'template', obligation: owes('jingkai') },
      { kind: 'report-template', obligation: owes('jingkai', 'final') },
      { kind: 'calendar', offices: ['taibaihu', 'jingkai'] },
    ]);
  });

  it('leaves one event, and one poke that starts the campaign', async () => {
    const world = await jiningWorld();
    expect(await eventsOf(world.db, CAMPAIGN)).toMatchObject([
      { kind: 'campaign-launched', actor: '基金监管科经办人', data: { rounds: 3, obligations: 45, messages: 73 } },
    ]);
    expect(await world.db.selectFrom('poke').select(['workflow', 'input']).execute()).toEqual([
      { workflow: 'campaign', input: { campaign: CAMPAIGN } },
    ]);
  });
});
