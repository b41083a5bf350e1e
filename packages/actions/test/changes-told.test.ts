import { decide } from '@duban/actions/decide';
import { deliverMessage } from '@duban/actions/deliver-message';
import { handOver } from '@duban/actions/hand-over';
import { moveDue } from '@duban/actions/move-due';
import { pauseCampaign } from '@duban/actions/pause-campaign';
import { resumeCampaign } from '@duban/actions/resume-campaign';
import { localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { ask } from './around.ts';
import { drive, recordingMailer } from './drive.ts';
import { send } from './sheets.ts';
import { CAMPAIGN, jiningWorld, messages, moment, operator, owes, roundOf, type World } from './world.ts';

const NOW = '2023-11-15 09:00';
/** The report of the end: due 2023-12-10. */
const move = ({ ctx }: World, due: string, { at = NOW, only = 'do' as 'do' | 'show' } = {}) =>
  moveDue(ctx, {
    ...{ campaign: CAMPAIGN, round: roundOf('final'), due: localDate(due), cutOff: localDate('2023-12-28') },
    ...{ reason: '省局推迟验收', only, revision: null, actor: operator, now: moment(at) },
  });
const decided = ({ ctx }: World, kind: 'extend' | 'exempt', { due = '', at = NOW, office = 'yanzhou' } = {}) =>
  decide(ctx, {
    ...{ obligation: owes(office, 'final'), submission: null, kind, reason: '机构改革' },
    ...{ due: due === '' ? null : localDate(due), actor: operator, now: moment(at) },
  });

/** Lets everything that tells of a change leave; what left: `jg-a@yanzhou.example 【…】…`. */
async function deliver(world: World, at = NOW) {
  const { mailer, sent } = recordingMailer();
  for (const { id } of await messages(world, 'change'))
    await deliverMessage({ ...world.ctx, mailer }, { message: id, now: moment(at) });
  return sent;
}
const states = async (world: World) => (await messages(world, 'change')).map(({ state }) => state);
const change = (world: World, set: { status: 'paused' | 'running' }) =>
  (set.status === 'paused' ? pauseCampaign : resumeCampaign)(world.ctx, {
    ...{ campaign: CAMPAIGN, reason: '等上级通知', revision: null, actor: operator, now: moment(NOW) },
  });

describe('调整时限', () => {
  it('is told A and B of every office that owes it, once: the old due, the new one, why, and the way to their page', async () => {
    const world = await jiningWorld();
    await move(world, '2023-12-20', { only: 'show' });
    expect(await messages(world, 'change')).toEqual([]);
    await move(world, '2023-12-20');
    const sent = await deliver(world);
    const people = await world.db
      .selectFrom('contact_office')
      .select('contact')
      .distinct()
      .where('role', '!=', 'leader')
      .execute();
    expect(sent).toHaveLength(people.length);
    expect(new Set(sent.map(({ to }) => to)).size).toBe(people.length);
    const mail = sent.find(({ to }) => to === 'jg-a@yanzhou.example');
    expect(mail?.subject).toBe('【时限已调整】兖州区医疗保障局：总结报告');
    expect(mail?.text).toContain(
      '兖州区医疗保障局：报送时限由2023年12月10日（星期日）改为2023年12月20日（星期三），请按新的时限报送。\n　　理由：省局推迟验收',
    );
    expect(await deliver(world)).toEqual([]);
  });

  it('is told a clerk of two offices in one mail that names both', async () => {
    const world = await jiningWorld();
    await move(world, '2023-12-20');
    const mine = (await deliver(world)).filter(({ to }) => to === 'jg-a@taibaihu.example');
    expect(mine.map(({ subject }) => subject)).toEqual([
      '【时限已调整】太白湖新区社会保障事业服务中心等2个单位：总结报告',
    ]);
    expect(mine[0]?.text).toMatch(
      /太白湖新区社会保障事业服务中心：报送时限由.*\n.*济宁经济技术开发区人力资源部：报送时限由/,
    );
  });

  it('is told nobody whose own later due stays, who has handed in, or whose answer is settled', async () => {
    const world = await jiningWorld();
    await world.db
      .updateTable('obligation')
      .set({ due: localDate('2023-12-15'), chase_due: localDate('2023-12-15') })
      .where('id', '=', owes('yanzhou', 'final'))
      .execute();
    await send(world, { office: 'rencheng', period: 'final', at: '2023-11-14 10:00' });
    await world.db.updateTable('obligation').set({ state: 'nil' }).where('id', '=', owes('qufu', 'final')).execute();
    // 15 offices: one by its own day, one in review, one settled.
    expect(await move(world, '2023-12-12')).toMatchObject({ redated: 12, later: 1, handedIn: 1, untouched: 1 });
    const offices = new Set((await messages(world, 'change')).map(({ recipient }) => recipient.split('-')[0]));
    for (const office of ['yanzhou', 'rencheng', 'qufu']) expect(offices).not.toContain(office);
    expect(offices).toContain('weishan');
  });

  it('goes without saying where the office has handed in before the mail leaves', async () => {
    const world = await jiningWorld();
    await move(world, '2023-12-20');
    await send(world, { office: 'yanzhou', period: 'final', at: NOW });
    const sent = await deliver(world);
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter(({ to }) => to.includes('yanzhou'))).toEqual([]);
  });

  it('waits while the campaign is paused; taken back before it leaves, nobody hears of it', async () => {
    const world = await jiningWorld();
    await change(world, { status: 'paused' });
    await move(world, '2023-12-20');
    expect(await deliver(world)).toEqual([]);
    await move(world, '2023-12-10', { at: '2023-11-15 09:10' });
    await change(world, { status: 'running' });
    expect(await deliver(world, '2023-11-15 09:20')).toEqual([]);
    expect(new Set(await states(world))).toEqual(new Set(['cancelled']));
  });

  it('twice before it leaves is one mail: from the due that was known to the one that holds', async () => {
    const world = await jiningWorld();
    await move(world, '2023-12-20');
    await move(world, '2023-12-22', { at: '2023-11-15 09:10' });
    const sent = (await deliver(world, '2023-11-15 09:20')).filter(({ to }) => to === 'jg-a@yanzhou.example');
    expect(sent.map(({ text }) => text)).toEqual([
      expect.stringContaining('由2023年12月10日（星期日）改为2023年12月22日（星期五）'),
    ]);
  });

  it('back to where it was, after everybody was told, is told as well', async () => {
    const world = await jiningWorld();
    await move(world, '2023-12-20');
    await deliver(world);
    await move(world, '2023-12-10', { at: '2023-11-16 09:00' });
    const [mail] = (await deliver(world, '2023-11-16 09:00')).filter(({ to }) => to === 'jg-a@yanzhou.example');
    expect(mail?.text).toContain('由2023年12月20日（星期三）改为2023年12月10日（星期日）');
  });

  it('leaves with the office’s workflow at once, also on the day of a chase', async () => {
    const world = await jiningWorld();
    await world.db
      .updateTable('obligation')
      .set({ state: 'exempt' })
      .where('id', '!=', owes('yanzhou', 'final'))
      .execute();
    const acts = [{ at: '2023-12-07 15:30', run: () => move(world, '2023-12-12', { at: '2023-12-07 15:30' }) }];
    const { sent } = await drive(world, {
      offices: ['yanzhou'],
      from: '2023-12-07 09:00',
      until: '2023-12-07 17:30',
      acts,
    });
    expect(sent.filter((line) => line.includes('jg-a@') && line.includes('【时限已调整】'))).toEqual([
      '2023-12-07 15:30 jg-a@yanzhou.example 【时限已调整】兖州区医疗保障局：总结报告',
    ]);
  });

  it('waiting for somebody who has left goes to who is there instead', async () => {
    const world = await jiningWorld();
    await change(world, { status: 'paused' });
    await move(world, '2023-12-20');
    await handOver(world.ctx, {
      ...{ campaign: CAMPAIGN, contact: 'yanzhou-a', from: localDate('2023-11-15') },
      successor: { title: '兖州区医保局新经办人', email: 'new@yanzhou.example', phone: '0537-7654321' },
      ...{ revision: null, actor: operator, now: moment(NOW) },
    });
    await change(world, { status: 'running' });
    const to = (await deliver(world)).map((mail) => mail.to).filter((address) => address.includes('yanzhou'));
    expect(to).toContain('new@yanzhou.example');
    expect(to).not.toContain('jg-a@yanzhou.example');
  });
});

describe('an extension that nobody asked for', () => {
  it('is told the office; one that was asked for is answered instead', async () => {
    const world = await jiningWorld();
    await decided(world, 'extend', { due: '2023-12-15' });
    const [mail, ...others] = await deliver(world);
    expect(mail?.subject).toBe('【已延期】兖州区医疗保障局：总结报告');
    expect(mail?.text).toContain('由2023年12月10日（星期日）改为2023年12月15日（星期五）');
    expect(mail?.text).toContain('理由：机构改革');
    expect([mail, ...others].every((m) => m?.to.includes('yanzhou'))).toBe(true);
    await ask(world, { until: '2023-12-17', at: '2023-12-06 10:00' });
    await decided(world, 'extend', { due: '2023-12-17', at: '2023-12-06 11:00' });
    expect(await deliver(world, '2023-12-06 11:00')).toEqual([]);
    expect(await messages(world, 'answer')).toHaveLength(1);
  });
});

describe('免报', () => {
  it('is told the office: nothing is to be handed in any more', async () => {
    const world = await jiningWorld();
    await decided(world, 'exempt');
    const [mail] = await deliver(world);
    expect(mail?.subject).toBe('【已免报】兖州区医疗保障局：总结报告');
    expect(mail?.text).toContain(
      '兖州区医疗保障局：不再报送（原时限：2023年12月10日（星期日）），此前的提醒不必再办。',
    );
    expect((await messages(world, 'change')).every(({ office }) => office === 'yanzhou')).toBe(true);
  });

  it('after an extension that nobody was told of is the only news', async () => {
    const world = await jiningWorld();
    await decided(world, 'extend', { due: '2023-12-15' });
    await decided(world, 'exempt', { at: '2023-11-15 09:10' });
    const mine = (await deliver(world, '2023-11-15 09:20')).filter(({ to }) => to === 'jg-a@yanzhou.example');
    expect(mine.map(({ subject }) => subject)).toEqual(['【已免报】兖州区医疗保障局：总结报告']);
    expect(mine[0]?.text).toContain('原时限：2023年12月10日');
  });
});
