import { campaignTick } from '@duban/actions/campaign-tick';
import { completeTask } from '@duban/actions/complete-task';
import type { Actor } from '@duban/actions/context';
import { launchCampaign } from '@duban/actions/launch-campaign';
import { listClues } from '@duban/actions/list-clues';
import { listTasks } from '@duban/actions/list-tasks';
import { loadSeed } from '@duban/actions/load-seed';
import { moveClue } from '@duban/actions/move-clue';
import { nextSteps } from '@duban/actions/next-steps';
import { openCase } from '@duban/actions/open-case';
import { type RegisterClue, registerClue } from '@duban/actions/register-clue';
import { type Instant, plus } from '@duban/base';
import { formatMinute, localDate } from '@duban/base/time';
import { readReport } from '@duban/documents';
import { eventsOf, getBlob } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { answered } from '../answered.ts';
import {
  CAMPAIGN,
  chief,
  deputy,
  emptyWorld,
  jiningWorld,
  LAUNCH,
  leader,
  moment,
  operator,
  SEEDS,
  type World,
} from '../world.ts';

interface Act {
  readonly at: string;
  run(now: Instant): Promise<unknown>;
}

/** Plays a campaign's own workflow without its mail: looks when told to, and after each act, as its poke would have it. */
async function play(world: World, campaign: string, span: readonly [string, string, ...Act[]]): Promise<void> {
  const [from, until, ...acts] = span;
  const todo = [...acts];
  for (let now = moment(from), looks = 0; now < moment(until); looks++) {
    if (looks > 1_000) throw new Error(`a busy loop at ${formatMinute(now)}`);
    const { waitMs, deliver } = await campaignTick(world.ctx, { campaign, now });
    for (const id of deliver)
      await world.db.updateTable('message').set({ state: 'sent', sent_at: now }).where('id', '=', id).execute();
    if (waitMs === null) return;
    const [act] = todo;
    const next = plus(now, waitMs);
    if (act && moment(act.at) <= next) {
      todo.shift();
      now = moment(act.at);
      await act.run(now);
    } else now = next;
  }
}

/** `11-20 10:00 chief` of every reminder of the bureau's own duties, in order of time. */
const reminders = async ({ db }: World): Promise<string[]> =>
  (
    await db.selectFrom('message').selectAll().where('kind', '=', 'duty').orderBy('created_at').orderBy('id').execute()
  ).map((m) => `${formatMinute(m.created_at).slice(5)} ${m.recipient}`);
/** `11-13 09:00 operator open 拟稿上报：…` */
const listed = async ({ ctx }: World, campaign: string, script: RegExp): Promise<string[]> =>
  (await listTasks(ctx, { campaign }))
    .filter((t) => script.test(t.id))
    .map((t) => `${formatMinute(t.slot).slice(5)} ${t.assignedTo} ${t.state} ${t.title}`)
    .sort();
const tick =
  (world: World, task: string, actor: Actor = operator) =>
  (now: Instant) =>
    completeTask(world.ctx, { task, actor, now });

/** A notice launched with every question answered; its messages are out of the way. */
async function launched(name: string, day: string, unsaid: string): Promise<World> {
  const world = await emptyWorld();
  const seed = answered(await loadSeed(SEEDS, name), { on: localDate(day), unsaid: localDate(unsaid) });
  const now = moment(`${day} 09:00`);
  await launchCampaign(world.ctx, seed, { actor: operator, now });
  await world.db.updateTable('message').set({ state: 'sent', sent_at: now }).execute();
  return world;
}

/** Jining without its own mornings being of interest. */
async function jiningQuiet(): Promise<World> {
  const world = await jiningWorld();
  await world.db.updateTable('message').set({ state: 'sent', sent_at: LAUNCH }).execute();
  return world;
}

describe('The bureau’s upward duties chase the officer, then the leader', () => {
  // JN19-O8: 11月中旬 → the 20th, a Wednesday; draft three days before, moved back to a working day: Friday the 15th (the 17th is a Sunday).
  const DUTY = 'jinan-2019/duty/upward/city-report/final';

  it('on the list when the draft has to be ready; T−2 and T−1 the officer, T the section chief, T+1 whoever leads', async () => {
    const world = await launched('jinan-2019', '2019-04-24', '2019-06-10');
    await play(world, 'jinan-2019', ['2019-11-11 09:00', '2019-11-26 00:00']);
    expect(await listed(world, 'jinan-2019', /upward/)).toEqual([
      '11-15 09:00 operator open 拟稿上报：全市情况报告（报省医保局，11月20日到期）',
    ]);
    expect(await reminders(world)).toEqual([
      '11-18 09:00 operator',
      '11-19 15:00 operator',
      '11-20 10:00 chief',
      '11-21 09:00 leader',
    ]);
  });

  it('stops at once when it is ticked off, and does not keep the campaign from ending', async () => {
    const world = await launched('jinan-2019', '2019-04-24', '2019-06-10');
    await play(world, 'jinan-2019', [
      '2019-11-11 09:00',
      '2019-11-26 00:00',
      { at: '2019-11-19 10:00', run: tick(world, DUTY) },
    ]);
    expect(await reminders(world)).toEqual(['11-18 09:00 operator']);
  });

  it('missed while the system stood still: the latest reminder once, not a volley', async () => {
    const world = await launched('jinan-2019', '2019-04-24', '2019-06-10');
    await play(world, 'jinan-2019', ['2019-11-20 11:00', '2019-11-20 20:00']);
    expect(await reminders(world)).toEqual(['11-20 11:00 chief']);
    expect(await listed(world, 'jinan-2019', /upward/)).toHaveLength(1);
  });

  it('is shown among what comes next', async () => {
    const world = await launched('jinan-2019', '2019-04-24', '2019-06-10');
    const { definition } = await world.db
      .selectFrom('campaign')
      .select('definition')
      .where('id', '=', 'jinan-2019')
      .executeTakeFirstOrThrow();
    const ahead = await nextSteps(world.db, { ctx: world.ctx, definition }, moment('2019-11-14 20:00'));
    expect(ahead.filter((s) => s.what.includes('全市情况报告'))).toMatchObject([
      { at: moment('2019-11-15 09:00'), step: '列入待办' },
    ]);
  });
});

describe('Digest each working-day morning', () => {
  it('names the bureau’s own duties that are on the list, until they are done', async () => {
    const world = await launched('jinan-2019', '2019-04-24', '2019-06-10');
    await world.db.updateTable('obligation').set({ state: 'accepted' }).execute();
    const done = { at: '2019-11-18 10:00', run: tick(world, 'jinan-2019/duty/upward/city-report/final') };
    await play(world, 'jinan-2019', ['2019-11-14 09:00', '2019-11-19 20:00', done]);
    const digests = await world.db
      .selectFrom('message')
      .selectAll()
      .where('kind', '=', 'digest')
      .orderBy('id')
      .execute();
    // The 15th is a Friday, the 18th the Monday after; on the 19th it is done.
    expect(digests.map((m) => [m.id.slice(-5), m.facts.own])).toEqual([
      ['11-15', [{ what: '全市情况报告', due: '2019年11月20日（星期三）', note: null }]],
      ['11-18', [{ what: '全市情况报告', due: '2019年11月20日（星期三）', note: null }]],
    ]);
  });
});

describe('Horizontal reports chase each department for its part', () => {
  const part = (id: string) => `weihai-2024/duty/part/final-report/final/${id}`;

  it('each of the five is on the list on its own; one that came is asked no more, the others are', async () => {
    const world = await launched('weihai-2024', '2024-05-10', '2024-06-10');
    await play(world, 'weihai-2024', [
      '2024-12-02 09:00',
      '2024-12-10 20:00',
      { at: '2024-12-04 10:00', run: tick(world, part('court')) },
    ]);
    const all = await listed(world, 'weihai-2024', /\/part\//);
    expect(all.map((line) => line.replace(/，.*/, ''))).toEqual(
      ['人民检察院', '人民法院', '公安局', '卫生健康局', '财政局']
        .map((name) => `12-03 09:00 operator ${name === '人民法院' ? 'done' : 'open'} 收齐部门材料：${name}`)
        .sort(),
    );
    expect(all.every((line) => line.includes('商请'))).toBe(true);
    const sent = await world.db
      .selectFrom('message')
      .selectAll()
      .where('kind', '=', 'duty')
      .orderBy('created_at')
      .execute();
    // One message for all four, not four.
    expect(
      sent.map((m) => [formatMinute(m.created_at).slice(5), m.recipient, (m.facts.duties as unknown[]).length]),
    ).toEqual([
      ['12-05 09:00', 'operator', 4],
      ['12-09 15:00', 'operator', 4],
      ['12-10 10:00', 'chief', 4],
    ]);
    expect(JSON.stringify(sent.map((m) => m.facts))).not.toContain('人民法院');
  });
});

describe('Interim and special reports are rounds', () => {
  it.each([
    { name: 'yunyang-2022', on: ['2022-03-10', '2022-03-01'], requirement: 'interim-report', due: '2022-06-30' },
    { name: 'wushen-2025', on: ['2025-04-24', '2025-06-10'], requirement: 'payment-qualification', due: '2025-05-31' },
  ] as const)('$name: $requirement', async ({ name, on, requirement, due }) => {
    const world = await launched(name, on[0], on[1]);
    const rounds = await world.db.selectFrom('round').select('due').where('requirement', '=', requirement).execute();
    expect(rounds).toEqual([{ due }]);
    const owed = await world.db.selectFrom('obligation').select('id').where('requirement', '=', requirement).execute();
    expect(owed.length).toBeGreaterThan(1);
  });
});

const clue = (world: World, at: string, more: Partial<RegisterClue> = {}) =>
  registerClue(world.ctx, {
    ...{ campaign: CAMPAIGN, source: '12345', level: 'city', externalNo: null, office: 'yanzhou', institution: null },
    ...{ receivedOn: localDate(at.slice(0, 10)), about: '重复收费', amount: null, risk: 'normal', track: 'required' },
    ...{ actor: operator, now: moment(at), ...more },
  });

describe('Immediate report of a major case: its own clock from registration', () => {
  // A Saturday evening: nobody waits for Monday.
  const AT = '2023-10-14 20:00';
  const major = (world: World, now = AT) =>
    openCase(world.ctx, {
      ...{ campaign: CAMPAIGN, clue: null, institution: null, about: '团伙骗保', amount: null, joint: false },
      ...{ supervisedBy: null, openedOn: localDate('2023-10-14'), major: true, actor: operator, now: moment(now) },
    });
  const MAJOR = `${CAMPAIGN}/duty/major/case/1`;

  it('a case that is not major has no clock', async () => {
    const world = await jiningQuiet();
    await openCase(world.ctx, {
      ...{ campaign: CAMPAIGN, clue: null, institution: null, about: '超标准收费', amount: null, joint: false },
      ...{ supervisedBy: null, openedOn: localDate('2023-10-14'), actor: operator, now: moment(AT) },
    });
    await play(world, CAMPAIGN, ['2023-10-14 20:00', '2023-10-15 20:00']);
    expect(await listed(world, CAMPAIGN, /major/)).toEqual([]);
  });

  it('事发1小时内电话、2小时内书面: both on the list at once, the officer, the section chief and the leader reminded in turn', async () => {
    const world = await jiningQuiet();
    await play(world, CAMPAIGN, ['2023-10-14 12:00', '2023-10-15 08:00', { at: AT, run: () => major(world) }]);
    expect(await listed(world, CAMPAIGN, /major/)).toEqual([
      '10-14 20:00 operator open 书面报告上级医保部门：重大案件第1号，10月14日22:00前（登记后2小时内）',
      '10-14 20:00 operator open 电话报告上级医保部门：重大案件第1号，10月14日21:00前（登记后1小时内）',
    ]);
    expect(await reminders(world)).toEqual([
      '10-14 20:40 operator',
      '10-14 21:00 chief',
      '10-14 21:40 operator',
      '10-14 22:00 chief',
      '10-14 22:00 leader',
      '10-14 23:00 leader',
    ]);
  });

  it('told in time: nobody is reminded, and the board says who told it', async () => {
    const world = await jiningQuiet();
    await play(world, CAMPAIGN, [
      '2023-10-14 12:00',
      '2023-10-15 08:00',
      { at: AT, run: () => major(world) },
      { at: '2023-10-14 20:15', run: tick(world, `${MAJOR}/phone`) },
      { at: '2023-10-14 21:30', run: tick(world, `${MAJOR}/written`) },
    ]);
    expect(await reminders(world)).toEqual([]);
    const done = (await eventsOf(world.db, CAMPAIGN)).filter((e) => e.kind === 'task-done');
    expect(done.map((e) => [formatMinute(e.at), e.actor])).toEqual([
      ['2023-10-14 20:15', '基金监管科经办人'],
      ['2023-10-14 21:30', '基金监管科经办人'],
    ]);
  });

  it('the hours are the definition’s own', async () => {
    const world = await jiningQuiet();
    const { definition } = await world.db.selectFrom('campaign').select('definition').executeTakeFirstOrThrow();
    const duty = {
      ...{ id: 'major', who: '各级', what: '重大案件', kind: 'event' as const, phrase: null, layer: null, source: 'P' },
      immediate: { phoneHours: 3, writtenHours: 24, to: '省医保局' },
    };
    const changed = JSON.stringify({ ...definition, duties: [...definition.duties, duty] });
    await world.db.updateTable('campaign').set({ definition: changed, facts_hash: 'with hours' }).execute();
    await major(world);
    await play(world, CAMPAIGN, ['2023-10-14 20:00', '2023-10-14 20:01']);
    expect(await listed(world, CAMPAIGN, /major/)).toEqual([
      expect.stringContaining('书面报告省医保局：重大案件第1号，10月15日20:00前'),
      expect.stringContaining('电话报告省医保局：重大案件第1号，10月14日23:00前'),
    ]);
  });

  it('a major clue that becomes a major case is told once', async () => {
    const world = await jiningQuiet();
    const { clue: id } = await clue(world, '2023-10-14 19:00', { major: true });
    await openCase(world.ctx, {
      ...{
        campaign: CAMPAIGN,
        clue: id,
        institution: null,
        about: '团伙骗保',
        amount: null,
        joint: false,
        major: true,
      },
      ...{ supervisedBy: null, openedOn: localDate('2023-10-14'), actor: operator, now: moment(AT) },
    });
    await play(world, CAMPAIGN, ['2023-10-14 20:00', '2023-10-14 20:01']);
    expect((await listed(world, CAMPAIGN, /major/)).map((line) => line.includes('重大线索第1号'))).toEqual([
      true,
      true,
    ]);
  });
});

describe('A clue is decided within 15 working days of receipt; a task before it expires', () => {
  // Received Wednesday 09-13; 15 working days with the holiday of 09-29…10-06 and the make-up days 10-07 and 10-08: Thursday 10-10 … counted below.
  it('is on the list three working days before, and the section chief hears of it on the day after', async () => {
    const world = await jiningQuiet();
    await clue(world, '2023-09-13 10:00');
    const [{ decideBy } = { decideBy: null }] = await listClues(world.ctx, { campaign: CAMPAIGN });
    // 14, 15, 18–22, 25–28 (11), 10-07, 10-08, 10-09, 10-10 (15).
    expect(decideBy).toBe('2023-10-10');
    await play(world, CAMPAIGN, ['2023-09-14 09:00', '2023-10-12 20:00']);
    expect(await listed(world, CAMPAIGN, /clue/)).toEqual([
      expect.stringMatching(
        /^10-07 09:00 operator open 线索到期：线索第1号（12345，兖州区核查）是否立案的决定，须在10月10日前/,
      ),
    ]);
    expect(await reminders(world)).toEqual(['10-07 09:00 operator', '10-11 09:00 chief']);
  });

  it('entered when its time was over: the section chief hears of all such clues the next morning, in one message', async () => {
    const world = await jiningQuiet();
    const days = ['2023-08-23', '2023-08-24', '2023-08-25'];
    for (const day of days) await clue(world, '2023-10-09 10:00', { receivedOn: localDate(day) });
    await play(world, CAMPAIGN, ['2023-10-09 10:00', '2023-10-12 20:00']);
    expect(await listed(world, CAMPAIGN, /clue/)).toHaveLength(3);
    expect(await reminders(world)).toEqual(['10-10 09:00 chief']);
  });

  it('is not ticked off: only what became of the clue ends it', async () => {
    const world = await jiningQuiet();
    await clue(world, '2023-09-13 10:00');
    await play(world, CAMPAIGN, ['2023-10-07 09:00', '2023-10-07 10:00']);
    const attempt = tick(world, `${CAMPAIGN}/duty/clue/1`)(moment('2023-10-07 10:00'));
    await expect(attempt).rejects.toMatchObject({ code: 'task-elsewhere' });
  });

  it('decided in time: it leaves the list, and nobody is reminded', async () => {
    const world = await jiningQuiet();
    const { clue: id } = await clue(world, '2023-09-13 10:00');
    const decide = (now: Instant) =>
      moveClue(world.ctx, {
        ...{ clue: id, state: 'closed', outcome: '查无实据', recheck: null, revision: null, actor: operator, now },
      });
    await play(world, CAMPAIGN, ['2023-10-07 09:00', '2023-10-12 20:00', { at: '2023-10-08 10:00', run: decide }]);
    expect(await listed(world, CAMPAIGN, /clue/)).toEqual([expect.stringContaining('cancelled')]);
    expect(await reminders(world)).toEqual(['10-07 09:00 operator']);
    expect((await listClues(world.ctx, { campaign: CAMPAIGN }))[0]?.decideBy).toBeNull();
  });
});

describe('Circulars only for repeated lapses, after fact-check', () => {
  const CIRCULAR = `${CAMPAIGN}/duty/circular/2023Q4`;
  /** The fourth quarter is over; these offices were late with these. */
  async function lapsed(late: Readonly<Record<string, readonly string[]>>): Promise<World> {
    const world = await jiningQuiet();
    await world.db.updateTable('obligation').set({ state: 'accepted', first_received_at: LAUNCH }).execute();
    await world.db
      .updateTable('round')
      .set({ frozen_at: moment('2023-12-11 00:00') })
      .execute();
    for (const [office, owed] of Object.entries(late))
      for (const id of owed)
        await world.db
          .updateTable('obligation')
          .set({ first_received_at: moment('2023-12-29 10:00') })
          .where('id', 'like', `${CAMPAIGN}/${id}/%/${office}`)
          .execute();
    return world;
  }
  const BOTH = ['quarterly-table', 'final-report'];
  const facts = ({ db }: World) =>
    db.selectFrom('message').selectAll().where('kind', '=', 'fact-check').orderBy('id').execute();

  it('one lapse is no reason, and whoever is no subordinate is never named', async () => {
    const world = await lapsed({ yanzhou: ['final-report'], yankuang: BOTH });
    await play(world, CAMPAIGN, ['2024-01-02 08:30', '2024-01-10 20:00']);
    expect(await listed(world, CAMPAIGN, /circular/)).toEqual([]);
    expect(await facts(world)).toEqual([]);
  });

  it('asks those named for two working days first; nothing is drafted before both the days and the check are over', async () => {
    const world = await lapsed({ yanzhou: BOTH });
    await play(world, CAMPAIGN, ['2024-01-02 08:30', '2024-01-05 08:00']);
    expect(await listed(world, CAMPAIGN, /circular/)).toEqual([
      expect.stringMatching(/^01-02 08:30 operator open 核实2023年第四季度报送情况通报的事实：兖州区（1月4日前/),
    ]);
    expect((await facts(world)).map((m) => [m.recipient, m.office])).toEqual([
      ['yanzhou-a', 'yanzhou'],
      ['yanzhou-leader', 'yanzhou'],
    ]);
    await tick(world, `${CIRCULAR}/facts`)(moment('2024-01-04 10:00'));
    await play(world, CAMPAIGN, ['2024-01-04 10:00', '2024-01-05 08:00']);
    expect(await listed(world, CAMPAIGN, /circular\/.*review/)).toEqual([]);
  });

  it('what was put right meanwhile is not in it: nobody left, no circular', async () => {
    const world = await lapsed({ yanzhou: BOTH });
    await play(world, CAMPAIGN, ['2024-01-02 08:30', '2024-01-03 08:00']);
    await world.db.updateTable('obligation').set({ first_received_at: LAUNCH }).execute();
    await play(world, CAMPAIGN, ['2024-01-03 08:30', '2024-01-08 20:00']);
    expect(await listed(world, CAMPAIGN, /circular/)).toEqual([expect.stringContaining('cancelled')]);
  });

  it('then passes its signatures one after the other, each by the function it waits for; nobody is sent it', async () => {
    const world = await lapsed({ yanzhou: BOTH, weishan: BOTH });
    await play(world, CAMPAIGN, ['2024-01-02 08:30', '2024-01-03 08:00']);
    await tick(world, `${CIRCULAR}/facts`)(moment('2024-01-04 17:00'));
    await play(world, CAMPAIGN, ['2024-01-05 08:30', '2024-01-05 09:00']);
    await expect(tick(world, `${CIRCULAR}/review`)(moment('2024-01-05 09:00'))).rejects.toMatchObject({
      code: 'task-not-yours',
    });
    for (const [key, actor] of [
      ['review', chief],
      ['countersign', deputy],
      ['issue', leader],
    ] as const) {
      const [open, ...more] = (await listTasks(world.ctx, { campaign: CAMPAIGN })).filter(
        (t) => t.kind === 'sign' && t.state === 'open',
      );
      expect([open?.id, open?.hasFile, more.length]).toEqual([`${CIRCULAR}/${key}`, true, 0]);
      await tick(world, `${CIRCULAR}/${key}`, actor)(moment('2024-01-05 10:00'));
      await play(world, CAMPAIGN, ['2024-01-05 10:00', '2024-01-05 10:01']);
    }
    const papers = await world.db.selectFrom('task').select('blob').where('kind', '=', 'sign').distinct().execute();
    expect(papers).toHaveLength(1);
    const { text } = await readReport(await getBlob(world.db, papers[0]?.blob ?? ''), 'circular.docx');
    expect(text).toContain('未经签发不得外发');
    expect(text).toContain('兖州区医疗保障局');
    expect(text).toContain('12月29日收到');
    expect((await facts(world)).length).toBe(4);
  });
});
