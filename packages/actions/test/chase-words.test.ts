import { callList } from '@duban/actions/call-list';
import { campaignTick } from '@duban/actions/campaign-tick';
import { decide } from '@duban/actions/decide';
import { setProgress } from '@duban/actions/set-progress';
import type { LocalTime } from '@duban/base';
import { localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { drive } from './drive.ts';
import { send } from './sheets.ts';
import { CAMPAIGN, jining, jiningWorld, messages, moment, operator, owes, type World } from './world.ts';

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
    const shared = mails.filter(
      (mail) => mail.to === 'jg-a@taibaihu.example' && !/^【(部署|已延期)】/.test(mail.subject),
    );
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
    // Returned on the 9th with three working days: due on the 12th, and the subject says both.
    expect(before).toContain('【退回修改，明日到期】兖州区医疗保障局');
    expect(before).toContain('已退回修改，明日到期，请按审核提示更正后在上述时限前重新报送。');
    expect(before).not.toContain('尚未收到');
    const held = { state: 'planned' as const, send_after: moment('2023-10-13 09:00') };
    await drive(world, { offices: ['yanzhou'], from: '2023-10-12 09:00', until: '2023-10-12 10:02' });
    await world.db.updateTable('message').set(held).where('state', '=', 'planned').execute();
    const after = await lastMail(world, '2023-10-13 09:00', '2023-10-13 10:00');
    expect(after).toContain('已退回修改，超过时限仍未重新报送。');
    expect(after).not.toContain('仍未收到');
  });
});

describe('where a sheet waits for the office’s leader', () => {
  const told = async (progress: 'approving' | 'sealing') => {
    const world = await jiningWorld();
    const stage = { obligation: owes('yanzhou'), progress, revision: null, actor: operator };
    await setProgress(world.ctx, { ...stage, now: moment('2023-10-08 10:00') });
    const { mails } = await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 18:00' });
    const [call] = await callList(world.db, CAMPAIGN, moment('2023-10-09 15:30'));
    return { mail: mails.find((m) => m.to === 'fg@yanzhou.example')?.text, call };
  };

  it('the leader is asked to sign, in mail and call, not to help ask the leader', async () => {
    const { mail, call } = await told('approving');
    expect(mail).toContain('当前进度：待审签。请审签。');
    expect(mail).not.toContain('协助提请');
    expect(call?.person?.title).toBe('兖州区医保局分管负责人');
    expect(call?.script).toContain('烦请您审签');
    expect(call?.script).not.toContain('协助提请');
  });

  it('the leader is asked to have it sealed', async () => {
    const { mail, call } = await told('sealing');
    expect(mail).toContain('当前进度：待用印。请安排用印。');
    expect(call?.script).toContain('烦请您安排用印');
  });
});

/** The quarter's table is due at this hour of its day. */
function dueAt(hour: string): Promise<World> {
  const requirements = jining.definition.requirements.map((r) =>
    r.id === 'quarterly-table' ? { ...r, dueTime: hour as LocalTime } : r,
  );
  return jiningWorld({ ...jining, definition: { ...jining.definition, requirements } });
}

/** What is to be said in the open call to Yanzhou at this moment, the calls being planned by then. */
async function openScript(world: World, at: string): Promise<string> {
  await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: at });
  const calls = await callList(world.db, CAMPAIGN, moment(at));
  return calls.find(({ state }) => state === 'open')?.script ?? '';
}

describe('the words of a call', () => {
  it('say that a due at noon is over when the call of 16:00 is made, and that it falls to today before that', async () => {
    const world = await dueAt('12:00');
    expect(await openScript(world, '2023-10-10 11:50')).toContain('10月10日（星期二）12:00，今日到期，目前还没有收到');
    const afternoon = await openScript(world, '2023-10-10 16:05');
    expect(afternoon).toContain('时限是10月10日（星期二）12:00，已经超过时限');
    expect(afternoon).not.toMatch(/工作日|今天几点/);
  });

  it('are those of the call’s own hour in the morning’s digest', async () => {
    const world = await dueAt('12:00');
    await campaignTick(world.ctx, { campaign: CAMPAIGN, now: moment('2023-10-10 08:30') });
    const [digest] = await messages(world, 'digest');
    const facts = digest?.facts as { readonly calls: readonly { readonly script: string }[] };
    // Fourteen offices, two of which have one clerk.
    expect(facts.calls).toHaveLength(13);
    for (const { script } of facts.calls) expect(script).toContain('已经超过时限');
  });

  it('of a due that is over when the morning is held stand among what is overdue, not among what falls to today', async () => {
    const world = await dueAt('08:30');
    await campaignTick(world.ctx, { campaign: CAMPAIGN, now: moment('2023-10-10 08:30') });
    const [digest] = await messages(world, 'digest');
    expect(digest?.facts).toMatchObject({ dueToday: [], overdue: expect.objectContaining({ length: 15 }) });
  });

  it('speak of the last working day before it only on that day, of a due on a rest day', async () => {
    const world = await jiningWorld();
    const said = async (at: string) => {
      await drive(world, { offices: ['yanzhou'], from: '2023-12-08 15:00', until: at });
      const calls = await callList(world.db, CAMPAIGN, moment(at));
      return calls.filter(({ state }) => state === 'open').map(({ script }) => script);
    };
    expect(await said('2023-12-08 16:05')).toContainEqual(
      expect.stringContaining('时限是12月10日（星期日），今天是时限前最后一个工作日，目前还没有收到。请问今天几点能报'),
    );
    expect(await said('2023-12-11 08:40')).toContainEqual(expect.stringContaining('已经超过时限'));
  });

  it('name every due where what is owed is due at several, and do not call all of it over when some of it is', async () => {
    const world = await dueAt('12:00');
    await world.db
      .updateTable('round')
      .set({ due: localDate('2023-10-10') })
      .where('requirement', '=', 'final-report')
      .execute();
    await world.db
      .updateTable('obligation')
      .set({ chase_due: localDate('2023-10-10'), due: localDate('2023-10-10') })
      .where('requirement', '=', 'final-report')
      .execute();
    const script = await openScript(world, '2023-10-10 16:05');
    expect(script).toContain('时限是10月10日（星期二）12:00、10月10日（星期二），其中有的已经超过时限');
  });
});
