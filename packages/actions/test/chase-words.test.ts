import { decide } from '@duban/actions/decide';
import { localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { drive } from './drive.ts';
import { send } from './sheets.ts';
import { jiningWorld, moment, operator, owes, type World } from './world.ts';

/** The last mail to A of Yanzhou in this span, as the clerk reads it. */
async function lastMail(world: World, from: string, until: string): Promise<string> {
  const { mails } = await drive(world, { offices: ['yanzhou'], from, until });
  const mail = mails.filter((m) => m.to === 'jg-a@yanzhou.example' && !m.subject.startsWith('【部署】')).at(-1);
  if (!mail) throw new Error('no mail');
  return [mail.subject, mail.text, ...mail.attachments.map((a) => `附件 ${a.name}`)].join('\n');
}

const extend = (world: World, due: string, at: string) =>
  decide(world.ctx, {
    obligation: owes('yanzhou'),
    submission: null,
    kind: 'extend',
    reason: '系统切换',
    due: localDate(due),
    actor: operator,
    now: moment(at),
  });

describe('the words of a chase', () => {
  it('begin with what is most urgent, of the offices of one clerk too', async () => {
    const world = await jiningWorld();
    // Taibaihu, first in the directory, was given a day more than Jingkai.
    await decide(world.ctx, {
      obligation: owes('taibaihu'),
      submission: null,
      kind: 'extend',
      reason: '系统切换',
      due: localDate('2023-10-11'),
      actor: operator,
      now: moment('2023-10-09 17:00'),
    });
    const { mails } = await drive(world, {
      offices: ['taibaihu', 'jingkai'],
      from: '2023-10-10 09:00',
      until: '2023-10-10 18:00',
    });
    const shared = mails.filter((mail) => mail.to === 'jg-a@taibaihu.example' && !mail.subject.startsWith('【部署】'));
    expect(shared.map(({ text }) => text.match(/时限：2023年10月\d+日|【[^】]+】/g)?.slice(0, 4))).toEqual([
      [
        '【济宁经济技术开发区人力资源部】',
        '时限：2023年10月10日',
        '【太白湖新区社会保障事业服务中心】',
        '时限：2023年10月11日',
      ],
    ]);
  });

  it('speak of 明日 only when the due is tomorrow: T−1 of a Monday is a Friday', async () => {
    const world = await jiningWorld();
    await extend(world, '2023-10-16', '2023-10-10 09:00');
    const mail = await lastMail(world, '2023-10-13 14:00', '2023-10-13 18:00');
    expect(mail).toContain('时限：2023年10月16日（星期一）');
    expect(mail).not.toContain('明日');
  });

  it('speak of 今日 when a T−1 whose attempt was lost is repeated on the day itself', async () => {
    const world = await jiningWorld();
    const held = { state: 'unknown' as const, next_attempt_at: moment('2023-10-10 08:40') };
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:02' });
    await world.db.updateTable('message').set(held).where('kind', '=', 'chase').execute();
    const mail = await lastMail(world, '2023-10-10 08:40', '2023-10-10 08:50');
    expect(mail).toContain('【今日到期】');
    expect(mail).not.toContain('明日');
  });

  it('say of a due on a rest day that today is the last working day before it', async () => {
    const world = await jiningWorld();
    const mail = await lastMail(world, '2023-12-08 09:00', '2023-12-08 12:00');
    expect(mail).toContain('时限在休息日，今天是时限前最后一个工作日，请今日报送。');
  });

  it('point to the form that is enclosed, or to the one that was sent before', async () => {
    const world = await jiningWorld();
    const early = await lastMail(world, '2023-10-07 08:45', '2023-10-07 10:00');
    expect(early).toContain('填写随信附上的模板');
    expect(early).toContain('附件 兖州区-2023年第三季度统计表.xlsx');
    const late = await lastMail(world, '2023-10-10 09:00', '2023-10-10 11:00');
    expect(late).toContain('填写此前下发的模板');
    expect(late).not.toContain('随信附上');
  });

  it('do not claim that nothing came when a sheet came and went back', async () => {
    const world = await jiningWorld();
    const filling = { change: { 'chkInst.current': 31 } } as const;
    await send(world, { office: 'yanzhou', at: '2023-10-09 10:00', filling });
    const before = await lastMail(world, '2023-10-11 14:00', '2023-10-11 16:00');
    expect(before).toContain('已退回修改，请按审核提示更正后在上述时限前重新报送。');
    expect(before).not.toContain('尚未收到');
    const held = { state: 'planned' as const, send_after: moment('2023-10-13 09:00') };
    await drive(world, { offices: ['yanzhou'], from: '2023-10-12 09:00', until: '2023-10-12 10:02' });
    await world.db.updateTable('message').set(held).where('state', '=', 'planned').execute();
    expect(await lastMail(world, '2023-10-13 09:00', '2023-10-13 10:00')).toContain('说明：退回修改后尚未重新报送');
  });
});
