import { campaignTick } from '@duban/actions/campaign-tick';
import { deliverMessage } from '@duban/actions/deliver-message';
import { type ExtendClue, extendClue } from '@duban/actions/extend-clue';
import { listClues } from '@duban/actions/list-clues';
import { moveClue } from '@duban/actions/move-clue';
import { nextSteps } from '@duban/actions/next-steps';
import { pauseCampaign } from '@duban/actions/pause-campaign';
import { type RegisterClue, registerClue } from '@duban/actions/register-clue';
import type { Instant } from '@duban/base';
import { formatMinute, localDate } from '@duban/base/time';
import { eventsOf } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { recordingMailer } from '../drive.ts';
import { CAMPAIGN, clerkOf, deputy, messages, moment, operator, superior, type World } from '../world.ts';
import { jiningQuiet, listed, play, reminders } from './duties.ts';

/** Received Wednesday 2023-09-13, handed down and complex: 30 working days end on 10-31, three months on 12-13, six on 2024-03-13. */
const register = (world: World, more: Partial<RegisterClue> = {}) =>
  registerClue(world.ctx, {
    ...{ campaign: CAMPAIGN, source: '省局交办', level: 'province', externalNo: null, office: 'yanzhou' },
    ...{ institution: null, receivedOn: localDate('2023-09-13'), about: '疑似虚假住院', amount: null, risk: 'normal' },
    ...{ track: 'required', complex: true, actor: operator, now: moment('2023-09-13 10:00'), ...more },
  });
const extend = (
  world: World,
  clue: string,
  { until, ...more }: { until: string } & Partial<Omit<ExtendClue, 'until'>>,
) =>
  extendClue(world.ctx, {
    ...{ clue, until: localDate(until), reason: '等待司法鉴定意见', approvedBy: '分管副局长', beyondPrinciple: false },
    ...{ revision: null, actor: operator, now: moment('2023-10-27 10:00'), ...more },
  });
const clues = ({ ctx }: World) => listClues(ctx, { campaign: CAMPAIGN });
const set = (world: World, clue: string, change: Partial<Parameters<typeof moveClue>[1]>) =>
  moveClue(world.ctx, {
    ...{ clue, state: 'registered', outcome: '', recheck: null, revision: null, actor: operator },
    ...{ now: moment('2023-09-14 10:00'), ...change },
  });

describe('An extension of a clue is refused', () => {
  it('to strangers, for what is not there, stale, decided, without a reason or a leader, in a closed campaign', async () => {
    const world = await jiningQuiet();
    const { clue } = await register(world);
    const until = '2023-12-13';
    for (const actor of [clerkOf('yanzhou'), deputy, superior])
      await expect(extend(world, clue, { until, actor })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(extend(world, 'none', { until })).rejects.toMatchObject({ code: 'entry-unknown' });
    await expect(extend(world, clue, { until, revision: 7 })).rejects.toMatchObject({ code: 'changed-meanwhile' });
    await expect(extend(world, clue, { until, reason: ' ' })).rejects.toMatchObject({ code: 'entry-invalid' });
    await expect(extend(world, clue, { until, approvedBy: '' })).rejects.toThrow('批准的领导');
    await set(world, clue, { state: 'transferred', outcome: '市公安局' });
    await expect(extend(world, clue, { until })).rejects.toThrow('现在是“已移送”，不能延长办理期限');
    await set(world, clue, { state: 'verifying' });
    await world.db.updateTable('campaign').set({ status: 'closed' }).execute();
    await expect(extend(world, clue, { until })).rejects.toMatchObject({ code: 'campaign-closed' });
    expect(await world.db.selectFrom('clue_extension').selectAll().execute()).toEqual([]);
  });

  it('of a clue that has 15 working days, and says what to do; called complex after all it has 30, and may be extended', async () => {
    const world = await jiningQuiet();
    const { clue } = await register(world, { complex: false });
    const until = '2023-12-13';
    await expect(extend(world, clue, { until })).rejects.toMatchObject({ code: 'clue-not-complex' });
    await expect(extend(world, clue, { until })).rejects.toThrow('请在2023年10月10日前决定是否立案');
    await expect(extend(world, clue, { until })).rejects.toThrow('先改为“上级交办、情况复杂（30个工作日）”');
    expect((await clues(world))[0]).toMatchObject({ decideBasis: '收到后15个工作日', extendable: null });
    await set(world, clue, { complex: true });
    expect((await clues(world))[0]).toMatchObject({
      ...{ state: 'registered', decideBy: '2023-10-31', decideBasis: '收到后30个工作日' },
      extendable: { first: '2023-12-13', principle: '2024-03-13' },
    });
    const moved = (await eventsOf(world.db, CAMPAIGN)).find(({ kind }) => kind === 'clue-moved');
    expect(moved?.data).toEqual({ from: 'registered', to: 'registered', complex: true });
    await extend(world, clue, { until });
    // What a leader approved is not undone by the way.
    await expect(set(world, clue, { complex: false })).rejects.toThrow('已延长办理期限');
    await set(world, clue, { state: 'verifying' });
    expect((await clues(world))[0]).toMatchObject({ complex: true, decideBy: until });
  });

  it('to a day that is not after its last one, or is over', async () => {
    const world = await jiningQuiet();
    const { clue } = await register(world);
    await expect(extend(world, clue, { until: '2023-10-31' })).rejects.toThrow('最早为2023年11月1日');
    // Noted down in the middle of November, an approval to its beginning is no news.
    const now = moment('2023-11-15 10:00');
    await expect(extend(world, clue, { until: '2023-11-14', now })).rejects.toThrow('最早为2023年11月15日');
    await extend(world, clue, { until: '2023-11-15', now });
    await expect(extend(world, clue, { until: '2023-11-15', now })).rejects.toMatchObject({
      code: 'clue-extension-day',
    });
  });
});

describe('A complex clue that was handed down: 30 working days, at most 3 months, in principle 6', () => {
  it('the first extension ends three months after receipt at the latest: that day, and not a day later', async () => {
    const world = await jiningQuiet();
    const { clue } = await register(world);
    for (const beyondPrinciple of [false, true]) {
      const late = extend(world, clue, { until: '2023-12-14', beyondPrinciple });
      await expect(late).rejects.toMatchObject({ code: 'clue-extension-first' });
    }
    await extend(world, clue, { until: '2023-12-13' });
    expect((await clues(world))[0]).toMatchObject({
      ...{ decideBy: '2023-12-13', decideBasis: '经批准延长至2023年12月13日', revision: 2 },
      extensions: [{ until: '2023-12-13', reason: '等待司法鉴定意见', approvedBy: '分管副局长' }],
    });
  });

  it('a later one ends six months after receipt: a day more only where it is said expressly, and the event has it', async () => {
    const world = await jiningQuiet();
    const { clue } = await register(world);
    await extend(world, clue, { until: '2023-11-30' });
    await extend(world, clue, { until: '2024-03-13', approvedBy: '局长' });
    const beyond = { until: '2024-03-14', reason: '省局批复同意', approvedBy: '局长' };
    await expect(extend(world, clue, beyond)).rejects.toMatchObject({ code: 'clue-extension-principle' });
    await expect(extend(world, clue, beyond)).rejects.toThrow('勾选“超过6个月”');
    await extend(world, clue, { ...beyond, beyondPrinciple: true });
    const [listedClue] = await clues(world);
    expect(listedClue?.decideBy).toBe('2024-03-14');
    expect(listedClue?.extensions.map((e) => [e.until, e.beyondPrinciple])).toEqual([
      ['2023-11-30', false],
      ['2024-03-13', false],
      ['2024-03-14', true],
    ]);
    const told = (await eventsOf(world.db, CAMPAIGN)).filter(({ kind }) => kind === 'clue-extended');
    expect(told.map(({ data, subject }) => ({ ...(data as object), subject }))).toMatchObject([
      { subject: clue, seq: 1, from: '2023-10-31', until: '2023-11-30', beyondPrinciple: false },
      { seq: 2, from: '2023-11-30', until: '2024-03-13', approvedBy: '局长', beyondPrinciple: false },
      { seq: 3, from: '2024-03-13', until: '2024-03-14', reason: '省局批复同意', beyondPrinciple: true },
    ]);
  });

  it('said without need, “beyond” is not noted down', async () => {
    const world = await jiningQuiet();
    const { clue } = await register(world);
    await extend(world, clue, { until: '2023-12-13', beyondPrinciple: true });
    expect((await clues(world))[0]?.extensions.map((e) => e.beyondPrinciple)).toEqual([false]);
  });

  it('months are counted from the day of receipt; a day that the month lacks is its last', async () => {
    const world = await jiningQuiet();
    for (const day of ['2023-08-31', '2022-08-31', '2023-11-30'])
      await register(world, { receivedOn: localDate(day), now: moment('2023-11-30 10:00') });
    expect((await clues(world)).map(({ extendable }) => extendable)).toEqual([
      { first: '2023-11-30', principle: '2024-02-29' },
      { first: '2022-11-30', principle: '2023-02-28' },
      { first: '2024-02-29', principle: '2024-05-30' },
    ]);
  });

  it('a limit on a day of rest stays there; the reminders count back from the working day before it', async () => {
    const world = await jiningQuiet();
    // Saturday 09-16 and three months: Saturday 12-16.
    const { clue } = await register(world, { receivedOn: localDate('2023-09-16'), now: moment('2023-09-18 10:00') });
    await expect(extend(world, clue, { until: '2023-12-17' })).rejects.toMatchObject({ code: 'clue-extension-first' });
    await extend(world, clue, { until: '2023-12-16' });
    await play(world, CAMPAIGN, ['2023-10-27 10:00', '2023-12-19 20:00']);
    // T is Friday 12-15; the section chief hears of it on the first working day after the Saturday.
    expect(await listed(world, CAMPAIGN, /clue/)).toEqual([
      expect.stringMatching(/^12-12 09:00 operator open .*须在12月16日前作出（经批准延长至2023年12月16日）$/),
    ]);
    expect(await reminders(world)).toEqual(['12-12 09:00 operator', '12-18 09:00 chief']);
  });
});

describe('Nobody is chased for what was extended', () => {
  it('its task leaves the list and comes back three working days before the new day, with what that rests on', async () => {
    const world = await jiningQuiet();
    const { clue } = await register(world);
    await play(world, CAMPAIGN, [
      '2023-10-20 09:00',
      '2023-11-10 20:00',
      { at: '2023-10-27 10:00', run: (now) => extend(world, clue, { until: '2023-12-13', now }) },
    ]);
    expect(await listed(world, CAMPAIGN, /clue/)).toEqual([expect.stringMatching(/ cancelled .*收到后30个工作日/)]);
    expect(await reminders(world)).toEqual(['10-26 09:00 operator']);
    const own = (await messages(world, 'digest')).map((m) => [m.id.slice(-5), (m.facts.own as unknown[]).length]);
    expect(own.filter(([, n]) => n !== 0)).toEqual([
      ['10-26', 1],
      ['10-27', 1],
    ]);
    const { definition } = await world.db.selectFrom('campaign').select('definition').executeTakeFirstOrThrow();
    const next = await nextSteps(world.db, { ctx: world.ctx, definition }, moment('2023-11-10 20:00'));
    expect(next.filter((s) => s.what?.includes('线索')).map((s) => formatMinute(s.at))).toEqual(['2023-12-08 09:00']);
    await play(world, CAMPAIGN, ['2023-11-10 20:00', '2023-12-15 20:00']);
    expect(await listed(world, CAMPAIGN, /clue/)).toEqual([
      '12-08 09:00 operator open 线索到期：线索第1号（省局交办，兖州区核查）是否立案的决定，须在12月13日前作出（经批准延长至2023年12月13日）',
    ]);
    expect(await reminders(world)).toEqual(['10-26 09:00 operator', '12-08 09:00 operator', '12-14 09:00 chief']);
    const { facts } = await world.db
      .selectFrom('message')
      .select('facts')
      .where('kind', '=', 'duty')
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(facts)).toContain('还没有作出（经批准延长至2023年12月13日）：请过问。');
  });

  it('extended twice, it goes by the later day', async () => {
    const world = await jiningQuiet();
    const { clue } = await register(world);
    await extend(world, clue, { until: '2023-11-10' });
    await play(world, CAMPAIGN, [
      '2023-10-27 10:00',
      '2023-12-15 20:00',
      { at: '2023-11-08 10:00', run: (now) => extend(world, clue, { until: '2023-12-29', now }) },
    ]);
    expect(await listed(world, CAMPAIGN, /clue/)).toEqual([expect.stringMatching(/ cancelled .*须在11月10日前作出/)]);
    expect(await reminders(world)).toEqual(['11-07 09:00 operator']);
    expect((await clues(world))[0]?.decideBy).toBe('2023-12-29');
  });

  it('the campaign looks at once: its task does not stand there until the morning', async () => {
    const world = await jiningQuiet();
    const { clue } = await register(world);
    await world.db.deleteFrom('poke').execute();
    await extend(world, clue, { until: '2023-12-13' });
    expect(await world.db.selectFrom('poke').select('workflow').execute()).toEqual([{ workflow: 'campaign' }]);
  });

  it('extended by a day only, its task stays and says the new day; the officer is told the next morning, once', async () => {
    const world = await jiningQuiet();
    const { clue } = await register(world);
    await play(world, CAMPAIGN, [
      '2023-10-20 09:00',
      '2023-11-03 20:00',
      { at: '2023-10-27 10:00', run: (now) => extend(world, clue, { until: '2023-11-01', now }) },
    ]);
    expect(await listed(world, CAMPAIGN, /clue/)).toEqual([
      expect.stringMatching(/^10-27 09:00 operator open .*须在11月1日前作出（经批准延长至2023年11月1日）$/),
    ]);
    expect(await reminders(world)).toEqual(['10-26 09:00 operator', '10-30 09:00 operator', '11-02 09:00 chief']);
    const kinds = (await eventsOf(world.db, CAMPAIGN)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'task-reworded')).toHaveLength(1);
  });

  it('called complex after all, an ordinary one leaves the list the same way', async () => {
    const world = await jiningQuiet();
    const { clue } = await register(world, { complex: false });
    await play(world, CAMPAIGN, [
      '2023-09-20 09:00',
      '2023-10-20 20:00',
      { at: '2023-10-08 10:00', run: (now) => set(world, clue, { complex: true, now }) },
    ]);
    expect(await listed(world, CAMPAIGN, /clue/)).toEqual([expect.stringContaining(' cancelled ')]);
    expect(await reminders(world)).toEqual(['10-07 09:00 operator']);
  });

  it('extended once its time was over: the section chief hears no more of it', async () => {
    const world = await jiningQuiet();
    const { clue } = await register(world);
    const late = (now: Instant) => extend(world, clue, { until: '2023-12-13', now });
    await play(world, CAMPAIGN, ['2023-10-30 12:00', '2023-11-20 20:00', { at: '2023-11-03 10:00', run: late }]);
    expect(await listed(world, CAMPAIGN, /clue/)).toEqual([expect.stringContaining(' cancelled ')]);
    expect((await reminders(world)).at(-1)).toBe('11-01 09:00 chief');
  });

  it('a reminder that was planned before and has not left does not leave; what else it says does', async () => {
    const world = await jiningQuiet();
    const first = await register(world);
    await register(world, { about: '超标准收费' });
    await play(world, CAMPAIGN, ['2023-10-26 08:45', '2023-10-26 09:00']);
    const now = moment('2023-10-26 09:00');
    const { deliver } = await campaignTick(world.ctx, { campaign: CAMPAIGN, now });
    await extend(world, first.clue, { until: '2023-12-13', now });
    const { mailer, sent } = recordingMailer();
    for (const message of deliver) await deliverMessage({ ...world.ctx, mailer }, { message, now });
    const about = sent.filter(({ subject }) => subject.includes('线索到期'));
    expect(about.map(({ text }) => [text.includes('线索第1号'), text.includes('线索第2号')])).toEqual([[false, true]]);
    expect(about[0]?.text).toContain('还没有作出（收到后30个工作日）');
  });

  it('paused: its task leaves the list all the same', async () => {
    const world = await jiningQuiet();
    const { clue } = await register(world);
    await play(world, CAMPAIGN, ['2023-10-26 08:45', '2023-10-26 10:00']);
    const now = moment('2023-10-26 12:00');
    await pauseCampaign(world.ctx, { campaign: CAMPAIGN, reason: '等上级通知', revision: 1, actor: operator, now });
    await extend(world, clue, { until: '2023-12-13' });
    await campaignTick(world.ctx, { campaign: CAMPAIGN, now: moment('2023-10-27 10:00') });
    expect(await listed(world, CAMPAIGN, /clue/)).toEqual([expect.stringContaining(' cancelled ')]);
  });
});
