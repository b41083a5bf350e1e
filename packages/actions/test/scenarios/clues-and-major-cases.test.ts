import { callList } from '@duban/actions/call-list';
import { campaignTick } from '@duban/actions/campaign-tick';
import { deliverMessage } from '@duban/actions/deliver-message';
import { listClues } from '@duban/actions/list-clues';
import { type LogCall, logCall } from '@duban/actions/log-call';
import { moveClue } from '@duban/actions/move-clue';
import { nextSteps } from '@duban/actions/next-steps';
import { openCase } from '@duban/actions/open-case';
import { pauseCampaign } from '@duban/actions/pause-campaign';
import { type RegisterClue, registerClue } from '@duban/actions/register-clue';
import { resumeCampaign } from '@duban/actions/resume-campaign';
import { type Instant, plus } from '@duban/base';
import { formatMinute, localDate } from '@duban/base/time';
import { eventsOf } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { recordingMailer } from '../drive.ts';
import { CAMPAIGN, moment, operator, type World } from '../world.ts';
import { jiningQuiet, listed, play, reminders, tick } from './duties.ts';

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
  const told = (world: World, now: Instant, more: Partial<LogCall> = {}) =>
    logCall(world.ctx, {
      ...{ task: `${MAJOR}/phone`, answeredBy: '省局值班室', promiseUntil: null, note: '已报告', actor: operator, now },
      ...more,
    });
  /** `10-14 20:00 open 省医保局 0531-… 重大案件第1号电话报告 10月14日21:00` */
  const called = async ({ db }: World) =>
    (await callList(db, CAMPAIGN, moment('2023-10-15 08:00'))).map(
      (c) => `${formatMinute(c.slot).slice(5)} ${c.state} ${c.office} ${c.person?.phone} ${c.what} ${c.due}`,
    );

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
    ]);
    expect(await called(world)).toEqual([
      '10-14 20:00 open 上级医保部门 号码见值班表 重大案件第1号电话报告 10月14日21:00',
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

  it('registered while the campaign is paused: its clock runs all the same, and nothing else of the campaign does', async () => {
    const world = await jiningQuiet();
    const now = moment('2023-10-14 12:00');
    await pauseCampaign(world.ctx, { campaign: CAMPAIGN, reason: '等上级通知', revision: 1, actor: operator, now });
    await clue(world, '2023-10-14 12:10', { receivedOn: localDate('2023-09-13') });
    await play(world, CAMPAIGN, ['2023-10-14 12:00', '2023-10-14 20:01', { at: AT, run: () => major(world) }]);
    const { definition } = await world.db.selectFrom('campaign').select('definition').executeTakeFirstOrThrow();
    const next = await nextSteps(world.db, { ctx: world.ctx, definition }, moment('2023-10-14 20:01'));
    expect(next.map((s) => `${formatMinute(s.at).slice(5)} ${s.what} ${s.step}`)).toEqual([
      '10-14 20:40 重大案件第1号电话报告 重大案件上报',
      '10-14 21:40 重大案件第1号书面报告 重大案件上报',
    ]);
    const { mailer, sent } = recordingMailer();
    const warned = moment('2023-10-14 20:40');
    const { deliver } = await campaignTick(world.ctx, { campaign: CAMPAIGN, now: warned });
    for (const message of deliver) await deliverMessage({ ...world.ctx, mailer }, { message, now: warned });
    expect(sent.map(({ subject }) => subject)).toEqual([expect.stringContaining('重大案件')]);
    await play(world, CAMPAIGN, ['2023-10-14 20:40', '2023-10-16 12:00']);
    expect((await called(world)).map((line) => line.slice(0, 16))).toEqual(['10-14 20:00 open']);
    expect(await listed(world, CAMPAIGN, /duty/)).toEqual([expect.stringContaining('书面报告上级医保部门')]);
    expect(await reminders(world)).toEqual([
      ...['10-14 20:40 operator', '10-14 21:00 chief', '10-14 21:40 operator', '10-14 22:00 chief'],
      ...['10-14 22:00 leader', '10-14 23:00 leader'],
    ]);
    const digests = await world.db.selectFrom('message').select('id').where('kind', '=', 'digest').execute();
    expect(digests).toEqual([]);
  });

  it('what a server put off before a pause waits until it is over, unless it is about a clock that no pause stops', async () => {
    const world = await jiningQuiet();
    // Told on Monday at nine that the clue's time is over, and at twenty past that the major case has twenty minutes left.
    await clue(world, '2023-10-13 18:00', { receivedOn: localDate('2023-09-13') });
    await major(world, '2023-10-16 08:40');
    const { mailer, sent } = recordingMailer();
    const busy = { ...mailer, send: async () => ({ kind: 'deferred' as const, reason: '451 busy' }) };
    const look = async (at: string, by = mailer) => {
      const now = moment(at);
      const { deliver } = await campaignTick(world.ctx, { campaign: CAMPAIGN, now });
      for (const message of deliver) await deliverMessage({ ...world.ctx, mailer: by }, { message, now });
    };
    await look('2023-10-16 09:20', busy);
    const change = { campaign: CAMPAIGN, reason: '等上级通知', actor: operator };
    await pauseCampaign(world.ctx, { ...change, revision: null, now: moment('2023-10-16 09:20') });
    await look('2023-10-16 09:25');
    expect(sent.map(({ subject }) => subject)).toEqual([expect.stringContaining('重大案件')]);
    await resumeCampaign(world.ctx, { ...change, revision: null, now: moment('2023-10-16 09:30') });
    await look('2023-10-16 09:30');
    expect(sent.map(({ subject }) => subject)).toContainEqual(expect.stringContaining('【线索到期】'));
  });

  it('told in time: nobody is reminded, and the board says who told it', async () => {
    const world = await jiningQuiet();
    await play(world, CAMPAIGN, [
      '2023-10-14 12:00',
      '2023-10-15 08:00',
      { at: AT, run: () => major(world) },
      { at: '2023-10-14 20:15', run: (now) => told(world, now) },
      { at: '2023-10-14 21:30', run: tick(world, `${MAJOR}/written`) },
    ]);
    expect(await reminders(world)).toEqual([]);
    const done = (await eventsOf(world.db, CAMPAIGN)).filter((e) => ['task-done', 'call-logged'].includes(e.kind));
    expect(done.map((e) => [formatMinute(e.at), e.kind, e.actor])).toEqual([
      ['2023-10-14 20:15', 'call-logged', '基金监管科经办人'],
      ['2023-10-14 21:30', 'task-done', '基金监管科经办人'],
    ]);
  });

  it('the hours are the definition’s own', async () => {
    const world = await jiningQuiet();
    const { definition } = await world.db.selectFrom('campaign').select('definition').executeTakeFirstOrThrow();
    const duty = {
      ...{ id: 'major', who: '各级', what: '重大案件', kind: 'event' as const, phrase: null, layer: null, source: 'P' },
      immediate: { phoneHours: 3, writtenHours: 24, to: '省医保局', phone: '0531-86111111' },
    };
    const changed = JSON.stringify({ ...definition, duties: [...definition.duties, duty] });
    await world.db.updateTable('campaign').set({ definition: changed, facts_hash: 'with hours' }).execute();
    await major(world);
    await play(world, CAMPAIGN, ['2023-10-14 20:00', '2023-10-14 20:01']);
    expect(await listed(world, CAMPAIGN, /major/)).toEqual([
      expect.stringContaining('书面报告省医保局：重大案件第1号，10月15日20:00前'),
    ]);
    expect(await called(world)).toEqual([
      '10-14 20:00 open 省医保局 0531-86111111 重大案件第1号电话报告 10月14日23:00',
    ]);
    const [call] = await callList(world.db, CAMPAIGN, moment('2023-10-14 20:01'));
    expect(call?.script).toContain('现在作重大案件第1号电话报告。');
    expect(call?.by).toBe('基金监管科经办人');
  });

  it('nobody answers: it is not told, and stays on the call list; ticking it off without a call is no report either', async () => {
    const world = await jiningQuiet();
    await major(world);
    await play(world, CAMPAIGN, ['2023-10-14 20:00', '2023-10-14 20:01']);
    const now = moment('2023-10-14 20:10');
    await expect(told(world, now, { answeredBy: null })).rejects.toMatchObject({ code: 'entry-invalid' });
    await expect(told(world, now, { promiseUntil: plus(now, 60_000) })).rejects.toMatchObject({
      code: 'entry-invalid',
    });
    await expect(tick(world, `${MAJOR}/phone`)(now)).rejects.toMatchObject({ code: 'task-unknown' });
    expect((await called(world)).map((line) => line.includes(' open '))).toEqual([true]);
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
    expect((await listed(world, CAMPAIGN, /major/)).map((line) => line.includes('重大线索第1号'))).toEqual([true]);
    expect((await called(world)).map((line) => line.includes('重大线索第1号'))).toEqual([true]);
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
    // Handed down and complex, it has thirty: 10-11…10-13 (18), 16–20 (23), 23–27 (28), 10-30, 10-31 (30).
    await clue(world, '2023-09-13 10:00', { level: 'province', complex: true });
    expect((await listClues(world.ctx, { campaign: CAMPAIGN })).map((c) => c.decideBy)).toEqual([
      '2023-10-10',
      '2023-10-31',
    ]);
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

  it('transferred, and sent back: its clock runs again, and it is on the list again', async () => {
    const world = await jiningQuiet();
    const { clue: id } = await clue(world, '2023-09-13 10:00');
    const move = (state: 'transferred' | 'verifying') => (now: Instant) =>
      moveClue(world.ctx, {
        clue: id,
        state,
        outcome: '市公安局',
        recheck: null,
        revision: null,
        actor: operator,
        now,
      });
    await play(world, CAMPAIGN, [
      '2023-10-07 09:00',
      '2023-10-12 20:00',
      { at: '2023-10-08 10:00', run: move('transferred') },
      { at: '2023-10-09 10:00', run: move('verifying') },
    ]);
    expect(await listed(world, CAMPAIGN, /clue/)).toEqual([expect.stringContaining(' open ')]);
    expect(await reminders(world)).toEqual(['10-07 09:00 operator', '10-11 09:00 chief']);
  });
});
