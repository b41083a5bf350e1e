import { decide } from '@duban/actions/decide';
import { formatMinute, localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { type Act, drive } from './drive.ts';
import { send, sendAndAccept } from './sheets.ts';
import { jining, jiningWorld, messages, moment, operator, owes, tasks, type World } from './world.ts';

const calls = async (world: World) =>
  (await tasks(world)).map((t) => `${formatMinute(t.created_at)} ${t.kind} ${t.assigned_to} ${t.office}`);

/** Lines of the chases of an office that never files. */
const chases = (sent: readonly string[]) => sent.filter((line) => !/【(部署|已延期)】/.test(line));

/** Jingkai gets longer. */
const extension = (world: World, { at, due }: { at: string; due: string }): Act => ({
  at,
  run: () =>
    decide(world.ctx, {
      obligation: owes('jingkai'),
      submission: null,
      kind: 'extend',
      reason: '系统切换',
      due: localDate(due),
      actor: operator,
      now: moment(at),
    }),
});

// 2023-10-10 is a Tuesday; 09-29 … 10-06 is a holiday, 10-07 and 10-08 are make-up working days.
describe('the ladder of the third quarter, counted by hand', () => {
  it('writes to one silent county on four days, on the day before the due to A and B', async () => {
    const world = await jiningWorld();
    const { sent } = await drive(world, { offices: ['yanzhou'], from: '2023-08-22 09:00', until: '2023-10-15 00:00' });
    expect(sent.slice(0, 2).map((line) => line.slice(0, 38))).toEqual([
      '2023-08-22 09:00 jg-a@yanzhou.example ',
      '2023-08-22 09:00 jg-b@yanzhou.example ',
    ]);
    expect(chases(sent)).toEqual([
      '2023-09-28 15:05 jg-a@yanzhou.example 【期末提醒】兖州区医疗保障局：2023年第三季度统计表',
      // 开始填报 and T−3 fall on one moment: one message, the higher step.
      '2023-10-07 09:05 jg-a@yanzhou.example 【提醒】兖州区医疗保障局：2023年第三季度统计表',
      '2023-10-09 15:05 jg-a@yanzhou.example 【明日到期】兖州区医疗保障局：2023年第三季度统计表',
      '2023-10-09 15:05 jg-b@yanzhou.example 【明日到期】兖州区医疗保障局：2023年第三季度统计表',
      '2023-10-10 10:05 jg-a@yanzhou.example 【今日到期】兖州区医疗保障局：2023年第三季度统计表',
    ]);
  });

  it('puts four calls on the bureau’s lists, the last on the chief’s, and no letter without a lapse', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-08-22 09:00', until: '2023-11-15 00:00' });
    expect(await calls(world)).toEqual([
      '2023-10-09 15:00 call operator yanzhou',
      '2023-10-10 16:00 call operator yanzhou',
      '2023-10-11 09:00 call operator yanzhou',
      '2023-10-12 09:00 call chief yanzhou',
    ]);
    const [first] = await tasks(world);
    expect(first?.title).toBe('T−1 电话：兖州区，2023年第三季度统计表（10月10日到期）');
  });

  it('counts the fourth quarter, due on a Sunday, from the Friday before it', async () => {
    const world = await jiningWorld();
    const { sent } = await drive(world, { offices: ['yanzhou'], from: '2023-11-28 09:00', until: '2023-12-12 00:00' });
    const fourth = chases(sent).filter((line) => line > '2023-11-29');
    expect(fourth).toEqual([
      '2023-11-30 15:05 jg-a@yanzhou.example 【期末提醒】兖州区医疗保障局：2023年第四季度统计表',
      '2023-12-01 09:05 jg-a@yanzhou.example 【开始填报】兖州区医疗保障局：2023年第四季度统计表',
      '2023-12-05 09:05 jg-a@yanzhou.example 【提醒】兖州区医疗保障局：2项报送任务',
      '2023-12-07 15:05 jg-a@yanzhou.example 【到期提醒】兖州区医疗保障局：2项报送任务',
      '2023-12-07 15:05 jg-b@yanzhou.example 【到期提醒】兖州区医疗保障局：2项报送任务',
      '2023-12-08 10:05 jg-a@yanzhou.example 【到期提醒】兖州区医疗保障局：2项报送任务',
    ]);
  });

  it('puts several debts of one office into one call', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-12-07 14:00', until: '2023-12-07 16:00' });
    const about = (await tasks(world)).map((t) => t.title).filter((t) => t.startsWith('T−1'));
    expect(about).toEqual(['T−1 电话：兖州区，总结报告（12月10日到期）、2023年第四季度统计表（12月10日到期）']);
  });

  it('says nothing to an office that has filed, and stops when it files', async () => {
    const world = await jiningWorld();
    const run = () => sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 14:00' });
    const { sent } = await drive(world, {
      offices: ['yanzhou'],
      from: '2023-10-08 09:00',
      until: '2023-10-20 00:00',
      acts: [{ at: '2023-10-09 14:00', run }],
    });
    expect(chases(sent).filter((line) => !line.includes('【回执】'))).toEqual([
      '2023-10-08 09:05 jg-a@yanzhou.example 【提醒】兖州区医疗保障局：2023年第三季度统计表',
    ]);
    expect(await calls(world)).toEqual([]);
  });

  it('asks an office whose sheet went back for the correction only', async () => {
    const world = await jiningWorld();
    const wrong = { office: 'yanzhou', at: '2023-10-09 14:00', filling: { change: { 'chkInst.current': 31 } } };
    const { sent } = await drive(world, {
      offices: ['yanzhou'],
      from: '2023-10-09 09:00',
      until: '2023-10-13 00:00',
      acts: [{ at: '2023-10-09 14:00', run: () => send(world, wrong) }],
    });
    // Due 10-12: T−1 is 10-11 at 15:00, T is 10-12 at 10:00; T−3 fell before the return. The 11th is the day before, the 12th the day.
    expect(sent.filter((line) => line > '2023-10-09 15').filter((line) => line.includes('-a@'))).toEqual([
      '2023-10-11 15:05 jg-a@yanzhou.example 【退回修改，明日到期】兖州区医疗保障局：2023年第三季度统计表',
      '2023-10-12 10:05 jg-a@yanzhou.example 【退回修改，今日到期】兖州区医疗保障局：2023年第三季度统计表',
    ]);
  });
});

describe('one clerk of two offices', () => {
  it('gets one message for both, naming each with its debts; the other contacts hear of their own office only', async () => {
    const world = await jiningWorld();
    const { sent, mails } = await drive(world, {
      offices: ['taibaihu', 'jingkai'],
      from: '2023-10-09 14:00',
      until: '2023-10-09 18:00',
    });
    expect(chases(sent).sort()).toEqual([
      '2023-10-09 15:05 jg-a@taibaihu.example 【明日到期】太白湖新区社会保障事业服务中心等2个单位：2项报送任务',
      '2023-10-09 15:05 jg-b@jingkai.example 【明日到期】济宁经济技术开发区人力资源部：2023年第三季度统计表',
      '2023-10-09 15:05 jg-b@taibaihu.example 【明日到期】太白湖新区社会保障事业服务中心：2023年第三季度统计表',
    ]);
    const shared = mails.find((mail) => mail.to === 'jg-a@taibaihu.example' && mail.subject.startsWith('【明日'));
    expect(shared?.text).toContain('【太白湖新区社会保障事业服务中心】');
    expect(shared?.text).toContain('【济宁经济技术开发区人力资源部】');
  });

  it('is chased for the office that still owes alone, once the other has filed', async () => {
    const world = await jiningWorld();
    await send(world, { office: 'jingkai', at: '2023-10-09 10:00', contact: 'taibaihu-jingkai-a' });
    const { mails } = await drive(world, {
      offices: ['taibaihu', 'jingkai'],
      from: '2023-10-09 14:00',
      until: '2023-10-09 18:00',
    });
    const chase = mails.find((mail) => mail.to === 'jg-a@taibaihu.example' && mail.subject.startsWith('【明日'));
    expect(chase?.subject).toBe('【明日到期】太白湖新区社会保障事业服务中心：2023年第三季度统计表');
    expect(chase?.text).not.toContain('经济技术开发区');
  });

  it('gets the steps that two ladders have on one day in one message, at the later moment', async () => {
    const world = await jiningWorld();
    const { sent } = await drive(world, {
      offices: ['taibaihu', 'jingkai'],
      from: '2023-10-09 14:00',
      until: '2023-10-11 00:00',
      acts: [extension(world, { at: '2023-10-09 14:00', due: '2023-10-11' })],
    });
    // 10-10: 今日 of one (10:00) and 明日 of the other (15:00).
    expect(chases(sent).filter((line) => line.includes('2023-10-10') && line.includes('jg-a@'))).toEqual([
      '2023-10-10 15:05 jg-a@taibaihu.example 【今日到期】太白湖新区社会保障事业服务中心等2个单位：2项报送任务',
    ]);
  });

  it('gets no second chase on a day whose message has left: the line waits for the next working day', async () => {
    const world = await jiningWorld();
    const { sent } = await drive(world, {
      offices: ['taibaihu', 'jingkai'],
      from: '2023-10-10 09:00',
      until: '2023-10-12 00:00',
      // At 11:00 the extension brings a T−1 at 15:00 of the same day; the day's message left at 10:05.
      acts: [extension(world, { at: '2023-10-10 11:00', due: '2023-10-11' })],
    });
    expect(chases(sent)).toEqual([
      '2023-10-10 10:05 jg-a@taibaihu.example 【今日到期】太白湖新区社会保障事业服务中心等2个单位：2项报送任务',
      '2023-10-11 10:05 jg-a@taibaihu.example 【今日到期】济宁经济技术开发区人力资源部：2023年第三季度统计表',
    ]);
    // Nobody gets the line before all do, so nothing was half planned for B either.
    expect((await messages(world, 'chase')).map((m) => m.state)).toEqual(['sent', 'sent']);
  });
});

describe('rank', () => {
  it('lets an enterprise be told and asked, never chased: announcements by mail, courtesy by telephone, the draft of a 商请函', async () => {
    const world = await jiningWorld();
    const { sent } = await drive(world, { offices: ['yankuang'], from: '2023-08-22 09:00', until: '2023-10-18 00:00' });
    expect(chases(sent).map((line) => `${line.slice(0, 16)} ${line.split(' ')[3]}`)).toEqual([
      '2023-09-28 15:05 【商请】兖矿能源集团有限公司人力资源服务中心：2023年第三季度统计表',
      '2023-10-07 09:05 【商请】兖矿能源集团有限公司人力资源服务中心：2023年第三季度统计表',
    ]);
    const scripts = (await tasks(world)).map((t) => t.script);
    expect(scripts).toEqual(['courtesy', 'courtesy', 'request-letter']);
  });

  it('leaves a superior alone altogether', async () => {
    const offices = jining.definition.offices.map((o) =>
      o.id === 'yankuang' ? { ...o, standing: 'superior' as const } : o,
    );
    const world = await jiningWorld({ ...jining, definition: { ...jining.definition, offices } });
    const { sent, ticks } = await drive(world, {
      offices: ['yankuang'],
      from: '2023-08-22 10:00',
      until: '2023-12-31 00:00',
    });
    expect(chases(sent)).toEqual([]);
    expect(await tasks(world)).toEqual([]);
    expect(ticks).toBeLessThan(3);
  });
});
