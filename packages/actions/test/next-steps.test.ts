import { campaignTick } from '@duban/actions/campaign-tick';
import { chaseTick } from '@duban/actions/chase-tick';
import { logCall } from '@duban/actions/log-call';
import { type NextStep, nextSteps } from '@duban/actions/next-steps';
import { reportTick } from '@duban/actions/report-tick';
import { requestExtra } from '@duban/actions/request-extra';
import { roundTick } from '@duban/actions/round-tick';
import { type Instant, plus } from '@duban/base';
import { formatMinute, localDate } from '@duban/base/time';
import { circleOf } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { circlesOf, joining, peopleFrom } from '../src/chase/circles.js';
import { campaignFacts } from '../src/facts/campaign-facts.js';
import { send, sendAndAccept } from './sheets.ts';
import { CAMPAIGN, jining, jiningWorld, LAUNCH, moment, operator, owes, tasks, type World } from './world.ts';

const { definition } = jining;
const next = (world: World, now: string | Instant, limit?: number): Promise<NextStep[]> =>
  nextSteps(
    world.db,
    { ctx: world.ctx, definition, ...(limit === undefined ? {} : { limit }) },
    typeof now === 'string' ? moment(now) : now,
  );
const lines = (steps: readonly NextStep[]): string[] =>
  steps.map((s) => `${formatMinute(s.at)} ${s.office ?? '—'} ${s.what} ${s.step}`);

/** What every workflow of the campaign waits for after it has looked at `now`; what may leave has left. */
async function waits(world: World, now: Instant): Promise<number[]> {
  const at = { campaign: CAMPAIGN, now };
  const rounds = await world.db.selectFrom('round').select(['requirement', 'period']).execute();
  const ticks: { waitMs: number | null; deliver?: readonly string[] }[] = [];
  for (const round of rounds) ticks.push(await roundTick(world.ctx, { ...at, ...round }));
  ticks.push(await reportTick(world.ctx, { ...at, kind: 'summary' }));
  for (const { id: office } of definition.offices) ticks.push(await chaseTick(world.ctx, { ...at, office }));
  ticks.push(await campaignTick(world.ctx, at));
  for (const id of ticks.flatMap((tick) => tick.deliver ?? []))
    await world.db
      .updateTable('message')
      .set({ state: 'sent', attempts: 1, sent_at: now })
      .where('id', '=', id)
      .execute();
  return ticks.flatMap((tick) => tick.waitMs ?? []);
}

/** Twice: the first look may plan what the second one waits for. */
async function settledWait(world: World, now: Instant): Promise<Instant> {
  await waits(world, now);
  return plus(now, Math.min(...(await waits(world, now))));
}

describe('what happens next', () => {
  it.each([
    ['on the day of the launch', '2023-08-22 09:00'],
    ['one minute before a step', '2023-09-28 14:59'],
    ['at a step', '2023-09-28 15:00'],
    ['while its message is still open for other offices', '2023-09-28 15:02'],
    ['at night, with steps that were missed', '2023-10-09 23:00'],
    ['on a rest day', '2023-10-14 12:00'],
    ['at midnight after the due', '2023-10-11 00:00'],
    ['after the cut-off of a quarter', '2023-10-19 00:00'],
  ])('begins with the moment that the workflows wait for %s', async (_, time) => {
    const world = await jiningWorld();
    const now = moment(time);
    const first = await settledWait(world, now);
    expect(formatMinute((await next(world, now))[0]?.at ?? now)).toBe(formatMinute(first));
  });

  it('is what the workflows wait for at every step of a quarter’s end, with sheets, a return, a promise and calls in between', async () => {
    const world = await jiningWorld();
    const acts: [string, () => Promise<unknown>][] = [
      ['2023-10-08 10:00', () => sendAndAccept(world, { office: 'yanzhou', at: '2023-10-08 10:00' })],
      [
        '2023-10-09 11:00',
        () => send(world, { office: 'rencheng', at: '2023-10-09 11:00', filling: { change: FAULT } }),
      ],
      ['2023-10-11 10:00', () => promise(world, 'weishan', '2023-10-11 10:00')],
    ];
    const until = moment('2023-10-20 00:00');
    const seen: string[] = [];
    for (let now = moment('2023-10-06 12:00'); now < until; ) {
      while (acts[0] && moment(acts[0][0]) <= now) await acts.shift()?.[1]();
      const first = await settledWait(world, now);
      const [step] = await next(world, now, 1);
      expect(formatMinute(step?.at ?? now), `after ${formatMinute(now)}: ${JSON.stringify(step)}`).toBe(
        formatMinute(first),
      );
      seen.push(...lines(step ? [step] : []));
      now = first;
    }
    expect(acts).toEqual([]);
    expect(seen.length).toBeGreaterThan(30);
    expect(seen).toContain('2023-10-10 10:00 微山县 2023年第三季度统计表 当日提醒');
  });

  it('names the office, what it owes and the step, and carries what was missed as due', async () => {
    const world = await jiningWorld();
    await waits(world, LAUNCH);
    expect(lines(await next(world, LAUNCH, 3))).toEqual([
      '2023-08-23 08:30 — 晨报（有事项时） 发送',
      '2023-09-01 00:00 — 启动整治工作 阶段结束',
      '2023-09-28 15:00 任城区 2023年第三季度统计表 期末提醒',
    ]);
    const due = await next(world, '2023-09-28 15:01');
    expect(lines(due.filter((s) => s.office === '兖州区')).slice(0, 2)).toEqual([
      '2023-09-28 15:00 兖州区 2023年第三季度统计表 期末提醒',
      '2023-10-07 09:00 兖州区 2023年第三季度统计表 时限前3个工作日提醒',
    ]);
  });

  it('marks what ends a day: the due without an hour, the cut-off and the end of a phase, not what begins one', async () => {
    const world = await jiningWorld();
    await world.db.updateTable('message').set({ state: 'sent' }).execute();
    const ends = (steps: readonly NextStep[], now: string) =>
      steps.filter((s) => s.endsDay && s.at > moment(now)).map((s) => `${formatMinute(plus(s.at, -1))} ${s.step}`);
    const quiet = '2023-09-30 09:00';
    // The fourth quarter and the summary are due on one day.
    expect(ends(await next(world, quiet), quiet)).toEqual([
      '2023-10-10 23:59 报送截止',
      '2023-10-18 23:59 最迟汇总',
      '2023-11-30 23:59 阶段结束',
      '2023-12-10 23:59 报送截止',
      '2023-12-10 23:59 报送截止',
      '2023-12-10 23:59 阶段结束',
      '2023-12-18 23:59 最迟汇总',
      '2023-12-18 23:59 最迟汇总',
    ]);
    await world.db
      .updateTable('round')
      .set({ due_time: '11:00' as never })
      .where('period', '=', '2023Q3')
      .execute();
    expect(ends(await next(world, quiet), quiet)[0]).toBe('2023-10-18 23:59 最迟汇总');
  });

  it('is one line for the messages of one kind that leave together', async () => {
    const world = await jiningWorld();
    const now = await next(world, LAUNCH);
    expect(lines(now.filter((s) => s.at === LAUNCH))).toEqual([
      '2023-08-22 09:00 — 部署通知（29封） 发送',
      '2023-08-22 09:00 — 告知函（44封） 发送',
    ]);
  });

  it('says when deferred mail is tried again, and when a lost attempt counts as lost, as the office waits for them', async () => {
    const world = await jiningWorld();
    await waits(world, LAUNCH);
    const one = (id: string) => world.db.updateTable('message').where('id', '=', `${CAMPAIGN}/launch/${id}`);
    const again = moment('2023-08-22 09:05');
    await one('yanzhou-a').set({ state: 'deferred', attempts: 1, next_attempt_at: again }).execute();
    await one('weishan-a')
      .set({ state: 'sending', attempts: 1, lease_until: moment('2023-08-22 09:03') })
      .execute();
    expect(lines(await next(world, LAUNCH, 2))).toEqual([
      '2023-08-22 09:03 微山县 部署通知 正在发送',
      '2023-08-22 09:05 兖州区 部署通知 再次发送',
    ]);
    expect((await next(world, LAUNCH))[0]?.at).toBe(await settledWait(world, LAUNCH));
  });

  it('joins two debts of an office that are chased at one moment', async () => {
    const world = await jiningWorld();
    await waits(world, moment('2023-12-04 09:00'));
    const steps = await next(world, '2023-12-04 09:00');
    expect(lines(steps.filter((s) => s.office === '兖州区' && s.at > moment('2023-12-04 09:00')))).toEqual([
      '2023-12-05 09:00 兖州区 总结报告、2023年第四季度统计表 时限前3个工作日提醒',
    ]);
  });

  it('waits for the next opening with a line that found the day’s message gone', async () => {
    const world = await jiningWorld();
    const morning = moment('2023-10-10 10:00');
    await settledWait(world, morning);
    await waits(world, moment('2023-10-10 10:05'));
    const armed = { chase_due: '2023-10-11' as never, arm: 1, armed_at: moment('2023-10-10 10:30') };
    await world.db.updateTable('obligation').set(armed).where('id', '=', owes('jingkai')).execute();
    const now = moment('2023-10-10 15:00');
    const first = await settledWait(world, now);
    const mine = (await next(world, now)).filter((s) => s.office === '济宁经开区');
    expect(lines(mine)).toEqual([
      '2023-10-11 08:30 济宁经开区 2023年第三季度统计表 时限前1个工作日提醒',
      '2023-10-11 10:00 济宁经开区 2023年第三季度统计表 当日提醒',
      // Its other two debts, each with its first step: the period ends on Thursday 11-30, the report is due on Sunday 12-10.
      '2023-11-30 15:00 济宁经开区 2023年第四季度统计表 期末提醒',
      '2023-12-05 09:00 济宁经开区 总结报告 时限前3个工作日提醒',
    ]);
    expect((await next(world, now, 1))[0]?.at).toBe(first);
  });

  it('does not announce a reminder whose debts have come meanwhile, which will be cancelled', async () => {
    const world = await jiningWorld();
    await world.db.updateTable('message').set({ state: 'sent' }).execute();
    for (const office of ['yanzhou', 'weishan'])
      await chaseTick(world.ctx, { campaign: CAMPAIGN, office, now: moment('2023-09-28 15:00') });
    const reminders = async (now: string) =>
      lines(await next(world, now)).filter((line) => line.includes('催报提醒') && /兖州|微山/.test(line));
    expect(await reminders('2023-09-28 15:01')).toEqual(['2023-09-28 15:05 兖州区、微山县 催报提醒（2封） 发送']);
    await send(world, { office: 'yanzhou', at: '2023-09-28 15:02' });
    expect(await reminders('2023-09-28 15:03')).toEqual(['2023-09-28 15:05 微山县 催报提醒 发送']);
  });

  it('names the next step of every debt: an urgent request does not hide the quarter', async () => {
    const world = await jiningWorld();
    await world.db.updateTable('message').set({ state: 'sent' }).execute();
    const asked = { title: '骨科耗材排查数', due: '今日17:00前', offices: ['yanzhou'], only: 'do' } as const;
    const now = moment('2023-09-14 10:00');
    await requestExtra(world.ctx, { campaign: CAMPAIGN, ...asked, revision: null, actor: operator, now });
    const amended = await campaignFacts(world.db, CAMPAIGN);
    const steps = await nextSteps(world.db, { ctx: world.ctx, definition: amended.definition }, now);
    const mine = steps.filter((s) => s.office === '兖州区');
    expect(lines(mine)[0]).toMatch(/^2023-09-14 10:00 兖州区 骨科耗材排查数/);
    expect(lines(mine)).toContain('2023-09-28 15:00 兖州区 2023年第三季度统计表 期末提醒');
  });

  it('is nothing once the report is issued and no mail is open', async () => {
    const world = await jiningWorld();
    await waits(world, LAUNCH);
    const merged = { merged_at: moment('2023-12-19 00:00'), frozen_at: moment('2023-12-11 00:00') };
    await world.db.updateTable('round').set(merged).execute();
    // Nobody was late: no 通报 is ahead.
    await world.db.updateTable('obligation').set({ state: 'merged', first_received_at: LAUNCH }).execute();
    await world.db.updateTable('message').set({ state: 'sent' }).execute();
    await world.db
      .insertInto('snapshot')
      .values({ id: 's', campaign: CAMPAIGN, figures: '{}', created_at: LAUNCH })
      .execute();
    const blob = { sha256: 'x', bytes: Buffer.from('x'), size: 1, created_at: LAUNCH };
    await world.db.insertInto('blob').values(blob).execute();
    expect(lines(await next(world, '2023-12-19 09:00', 3))).toEqual([
      '2023-09-01 00:00 — 启动整治工作 阶段结束',
      '2023-12-01 00:00 — 开展集中整治 阶段结束',
      '2023-12-11 00:00 — 加强总结上报 阶段结束',
    ]);
    const at = { created_at: LAUNCH, issued_at: moment('2023-12-20 09:00') };
    const document = { id: 'd', campaign: CAMPAIGN, kind: 'summary', snapshot: 's', docx: 'x', xlsx: null, ...at };
    await world.db
      .insertInto('document')
      .values({ ...document, stage: 'issued' })
      .execute();
    expect(await next(world, '2023-12-20 10:00')).toEqual([]);
  });
});

describe('offices that are planned together', () => {
  it('are the same for all at once as for each by the ledger', async () => {
    const { db } = await jiningWorld();
    const day = localDate('2023-10-09');
    const circles = circlesOf(joining(await peopleFrom(db, { campaign: CAMPAIGN, day })));
    for (const { id } of definition.offices)
      expect([...(circles.get(id) ?? [])].sort()).toEqual(await circleOf(db, { campaign: CAMPAIGN, office: id, day }));
  });

  it('are joined through others, whoever comes first; a leader joins nobody', () => {
    const serving = ['p a A', 'p b A', 'q c B', 'r d A', 'q b A', 'r e A', 'l a leader', 'l d leader'].map((text) => {
      const [contact = '', office = '', role = ''] = text.split(' ');
      return { contact, office, role };
    });
    const circles = circlesOf(serving);
    expect([...(circles.get('a') ?? [])].sort()).toEqual(['a', 'b', 'c']);
    expect([...(circles.get('c') ?? [])].sort()).toEqual(['a', 'b', 'c']);
    expect([...(circles.get('d') ?? [])].sort()).toEqual(['d', 'e']);
  });
});

/** A wrong sum: an E finding. */
const FAULT = { 'chkInst.current': 31 } as const;

async function promise(world: World, office: string, at: string): Promise<void> {
  const task = (await tasks(world)).find((t) => t.office === office && t.kind === 'call' && t.state === 'open');
  expect(task).toBeDefined();
  await logCall(world.ctx, {
    task: task?.id ?? '',
    answeredBy: '经办人',
    promiseUntil: moment('2023-10-12 17:00'),
    note: '',
    actor: operator,
    now: moment(at),
  });
}
