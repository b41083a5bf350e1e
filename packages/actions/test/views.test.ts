import { chaseTick } from '@duban/actions/chase-tick';
import { decide } from '@duban/actions/decide';
import { deskView } from '@duban/actions/desk-view';
import { listEvents } from '@duban/actions/list-events';
import { listMessages } from '@duban/actions/list-messages';
import { listTasks } from '@duban/actions/list-tasks';
import { messageText } from '@duban/actions/message-text';
import { moveDue } from '@duban/actions/move-due';
import { obligationView } from '@duban/actions/obligation-view';
import { formatMinute, localDate } from '@duban/base/time';
import { recordEvent } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { eventLabels } from '../src/views/event-labels.js';
import { drive } from './drive.ts';
import { send, sendAndAccept } from './sheets.ts';
import { CAMPAIGN, jiningWorld, LAUNCH, moment, operator, owes, roundOf, type World } from './world.ts';

const FAULT = { change: { 'chkInst.current': 31 } } as const;
const about = (world: World, now: string, id = owes('yanzhou')) =>
  obligationView(world.ctx, { obligation: id, now: moment(now) });
const desk = (world: World, contact: string, now = '2023-10-09 12:00') =>
  deskView(world.ctx, { campaign: CAMPAIGN, contact, now: moment(now) });

describe('one obligation', () => {
  it('that nobody owes is refused', async () => {
    const attempt = about(await jiningWorld(), '2023-10-09 09:00', owes('atlantis'));
    await expect(attempt).rejects.toMatchObject({ code: 'obligation-unknown' });
  });

  it('shows its versions with their findings, the decisions on them and what may be decided now', async () => {
    const world = await jiningWorld();
    const first = await send(world, { office: 'yanzhou', at: '2023-10-09 10:00', filling: FAULT });
    const second = await send(world, { office: 'yanzhou', at: '2023-10-09 11:00' });
    const view = await about(world, '2023-10-09 12:00');
    expect(view).toMatchObject({
      officeName: '兖州区医疗保障局',
      what: '2023年第三季度统计表',
      form: 'table',
      cutOff: '2023-10-18',
    });
    expect(view.submissions).toMatchObject([
      {
        id: first.submission,
        version: 1,
        channel: 'mail',
        receivedBy: expect.stringContaining('兖州区'),
        receiptNo: first.receiptNo,
      },
      { id: second.submission, version: 2 },
    ]);
    expect(view.submissions[0]?.findings.some((f) => f.severity === 'E')).toBe(true);
    expect(view.submissions[1]?.findings.some((f) => f.severity === 'E')).toBe(false);
    expect(view.decisions).toMatchObject([
      { kind: 'return', label: '退回修改', by: '系统', hasMarked: true, due: '2023-10-12' },
    ]);
    expect(view.open).toEqual(['accept', 'return']);
    expect(view.next).toBeNull();
  });

  it('shows a return with its officer and reason; no workbook is marked by hand', async () => {
    const world = await jiningWorld();
    const { submission } = await send(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    const verdict = { obligation: owes('yanzhou'), submission, kind: 'return', due: null, actor: operator } as const;
    await decide(world.ctx, { ...verdict, reason: '口径有误', now: moment('2023-10-09 11:00') });
    const { decisions } = await about(world, '2023-10-09 12:00');
    expect(decisions).toMatchObject([{ kind: 'return', reason: '口径有误', by: operator.name, hasMarked: false }]);
  });

  it('may be exempted or extended while it is owed, extended only before the cut-off, reopened once accepted', async () => {
    const world = await jiningWorld();
    expect((await about(world, '2023-10-17 09:00')).open).toEqual(['exempt', 'extend']);
    expect((await about(world, '2023-10-19 09:00')).open).toEqual(['exempt']);
    await sendAndAccept(world, { office: 'weishan', at: '2023-10-09 10:00' });
    expect((await about(world, '2023-10-17 09:00', owes('weishan'))).open).toEqual(['reopen']);
  });

  it('lists the chases about it with what became of each, and the next step', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 16:00' });
    const { chases, next } = await about(world, '2023-10-09 16:00');
    expect(chases.map((c) => `${formatMinute(c.at)} ${c.what} ${c.state}`)).toEqual([
      '2023-10-09 15:00 时限前1个工作日电话：基金监管科经办人 待办',
      '2023-10-09 15:05 时限前1个工作日提醒：兖州区医保局基金监管科经办人 已发送',
      '2023-10-09 15:05 时限前1个工作日提醒：兖州区医保局基金监管科负责人 已发送',
    ]);
    expect(next).toEqual({ at: moment('2023-10-10 10:00'), step: '当日提醒' });
  });

  it('has its own next step, though another debt of the office comes before it', async () => {
    const world = await jiningWorld();
    expect((await about(world, '2023-10-09 14:00', owes('yanzhou', 'final'))).next).toEqual({
      at: moment('2023-12-05 09:00'),
      step: '时限前3个工作日提醒',
    });
  });

  it('that was missed at night is next at the opening', async () => {
    const world = await jiningWorld();
    expect((await about(world, '2023-10-09 23:00')).next?.at).toBe(moment('2023-10-10 08:30'));
  });
});

describe('the clerk’s page', () => {
  it('is refused to somebody whom the campaign does not know', async () => {
    await expect(desk(await jiningWorld(), 'nobody')).rejects.toMatchObject({ code: 'contact-unknown' });
  });

  it('shows a person’s own offices and no other, also to a leader', async () => {
    const world = await jiningWorld();
    const offices = async (contact: string) => (await desk(world, contact)).offices.map((o) => [o.id, o.items.length]);
    expect(await offices('yanzhou-a')).toEqual([['yanzhou', 3]]);
    expect(await offices('yanzhou-b')).toEqual([['yanzhou', 3]]);
    expect(await offices('taibaihu-jingkai-a')).toEqual([
      ['taibaihu', 3],
      ['jingkai', 3],
    ]);
    const leader = await world.db
      .selectFrom('contact_office')
      .select(['contact', 'office'])
      .where('role', '=', 'leader')
      .orderBy('office')
      .executeTakeFirstOrThrow();
    expect((await offices(leader.contact)).map(([id]) => id)).toContain(leader.office);
  });

  it('shows the latest version with its findings, the last decision, and whether a file is taken now', async () => {
    const world = await jiningWorld();
    await send(world, { office: 'yanzhou', at: '2023-10-09 10:00', filling: FAULT });
    const returned = (await desk(world, 'yanzhou-a')).offices[0]?.items[0];
    expect(returned).toMatchObject({
      what: '2023年第三季度统计表',
      form: 'table',
      asOf: '2023-09-30',
      open: true,
      cell: { state: 'returned', due: '2023-10-12', days: 3 },
      latest: { version: 1, findings: [{ check: 'T1-1', severity: 'E' }, { check: 'T1-11' }] },
      decision: { kind: 'return', hasMarked: true },
    });
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 11:00' });
    const accepted = (await desk(world, 'yanzhou-a')).offices[0]?.items[0];
    expect(accepted).toMatchObject({
      open: false,
      cell: { state: 'accepted' },
      latest: { version: 2 },
      decision: { kind: 'accept' },
    });
    expect((await desk(world, 'weishan-a')).offices[0]?.items[0]).toMatchObject({
      latest: null,
      decision: null,
      open: true,
    });
  });

  it('says one due of what was sent back, the one in force, also where the round was moved since', async () => {
    const world = await jiningWorld();
    const REPORT = owes('yanzhou', 'final');
    const { submission } = await send(world, { office: 'yanzhou', period: 'final', at: '2023-12-08 10:00' });
    await decide(world.ctx, {
      ...{ obligation: REPORT, submission, kind: 'return', reason: '缺附件', due: localDate('2023-12-11') },
      ...{ actor: operator, now: moment('2023-12-08 11:00') },
    });
    await moveDue(world.ctx, {
      ...{ campaign: CAMPAIGN, round: roundOf('final'), due: localDate('2023-12-20'), cutOff: localDate('2023-12-28') },
      ...{ reason: '省局推迟验收', only: 'do', revision: null, actor: operator, now: moment('2023-12-08 12:00') },
    });
    const item = (await desk(world, 'yanzhou-a', '2023-12-08 13:00')).offices[0]?.items.find(
      ({ obligation }) => obligation === REPORT,
    );
    expect(item).toMatchObject({ cell: { state: 'returned', due: '2023-12-20' }, decision: { due: '2023-12-20' } });
  });

  it('says that the campaign is over once it was ended, and offers nothing to do', async () => {
    const world = await jiningWorld();
    expect(await desk(world, 'weishan-a')).toMatchObject({ closed: false });
    await world.db.updateTable('campaign').set({ status: 'closed' }).execute();
    const shown = await desk(world, 'weishan-a', '2023-10-12 09:00');
    expect(shown.closed).toBe(true);
    expect(shown.offices.flatMap(({ items }) => items).filter(({ open, owed }) => open || owed)).toEqual([]);
  });
});

describe('the lists', () => {
  it('of messages are newest first, with words for kinds and people, and only one office’s when asked', async () => {
    const world = await jiningWorld();
    const launch = await listMessages(world.ctx, { campaign: CAMPAIGN, limit: 5 });
    expect(launch.total).toBe(73);
    expect(launch.messages).toHaveLength(5);
    await drive(world, { offices: ['taibaihu', 'jingkai'], from: '2023-10-10 09:55', until: '2023-10-10 11:00' });
    const { messages } = await listMessages(world.ctx, { campaign: CAMPAIGN, office: 'jingkai', limit: 50 });
    expect(messages.find((m) => m.kind === 'chase')).toMatchObject({
      kindLabel: '催报提醒',
      office: '太白湖新区、济宁经开区',
      state: 'sent',
      subject: expect.stringContaining('今日到期'),
    });
    expect(messages.every((m) => m.office?.includes('济宁经开区') || m.kind === 'launch')).toBe(true);
    expect(messages.map((m) => m.sendAfter)).toEqual(messages.map((m) => m.sendAfter).sort((a, b) => b - a));
  });

  it('of events name what happened in words: no kind that a campaign writes goes without', async () => {
    const world = await jiningWorld();
    await send(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    const [newest] = await listEvents(world.ctx, { campaign: CAMPAIGN, limit: 1 });
    expect(newest).toMatchObject({ label: '报送材料', actor: 'yanzhou', subject: '兖州区2023年第三季度统计表第1版' });
    await drive(world, { offices: ['yanzhou', 'weishan'], from: '2023-10-09 14:00', until: '2023-10-12 18:00' });
    const events = await listEvents(world.ctx, { campaign: CAMPAIGN, limit: 500 });
    expect(events.filter((e) => eventLabels[e.kind] === undefined)).toEqual([]);
    expect(events.at(-1)).toMatchObject({ kind: 'campaign-launched', label: '启动专项' });
  });

  it('of events name mails, calls, people and numbered things by what a reader knows, never by a code word', async () => {
    const world = await jiningWorld();
    await world.db.updateTable('message').set({ state: 'sent' }).execute();
    await drive(world, { offices: ['taibaihu', 'weishan'], from: '2023-10-09 14:00', until: '2023-10-12 18:00' });
    const told = (kind: string, subject: string) =>
      recordEvent(world.db as never, { campaign: CAMPAIGN, at: LAUNCH, kind, actor: '系统', subject });
    await told('message-sent', `${CAMPAIGN}/launch/zoucheng-wjj`);
    await told('link-opened', 'weishan-a');
    await told('guidance-published', `${CAMPAIGN}/guidance/2`);
    const events = await listEvents(world.ctx, { campaign: CAMPAIGN, limit: 500 });
    const subjects = events.map((e) => `${e.label}：${e.subject}`);
    expect(subjects).toContain('打开报送链接：微山县医保局基金监管科经办人');
    expect(subjects).toContain('发布口径说明：第2号口径说明');
    expect(subjects.find((s) => s.startsWith('列出待办'))).toMatch(
      /^列出待办：时限后2个工作日科长电话：(太白湖新区|微山县)，/,
    );
    expect(subjects.find((s) => s.startsWith('安排催报'))).toMatch(/：(太白湖新区|微山县)$/);
    expect(subjects).toContain('邮件已发送：告知函：邹城市卫生健康局');
    expect(events.filter((e) => /[a-z]/.test(e.subject)).map((e) => [e.kind, e.subject])).toEqual([]);
  });

  it('of tasks are what people sign or check, open ones first; calls are in the call list', async () => {
    const world = await jiningWorld();
    const frozen = { frozen_at: moment('2023-10-11 00:00'), merged_at: moment('2023-10-19 00:00') };
    await world.db.updateTable('round').set(frozen).where('id', '=', roundOf()).execute();
    for (const office of ['yanzhou', 'weishan'])
      await chaseTick(world.ctx, { campaign: CAMPAIGN, office, now: moment('2023-12-13 09:00') });
    await sendAndAccept(world, { office: 'weishan', period: '2023Q4', at: '2023-12-13 10:00' });
    await sendAndAccept(world, { office: 'weishan', period: 'final', at: '2023-12-13 10:00' });
    const listed = await listTasks(world.ctx, { campaign: CAMPAIGN });
    expect(listed.map((t) => [t.kind, t.state, t.assignedTitle, t.hasFile, t.title.includes('兖州区')])).toEqual([
      ['sign', 'open', '基金监管科科长', true, true],
      ['sign', 'cancelled', '基金监管科科长', true, false],
    ]);
    expect(listed.map((t) => t.acts)).toEqual([['done', 'return'], []]);
  });
});

describe('the text of a message', () => {
  it('is refused for one that does not exist', async () => {
    const { ctx } = await jiningWorld();
    await expect(messageText(ctx, { message: 'x', now: LAUNCH })).rejects.toMatchObject({ code: 'message-unknown' });
  });

  it('is the one that left', async () => {
    const world = await jiningWorld();
    const { mails } = await drive(world, { offices: ['yanzhou'], from: '2023-10-10 09:55', until: '2023-10-10 11:00' });
    const mail = mails.find((m) => m.subject.includes('今日到期'));
    const { messages } = await listMessages(world.ctx, { campaign: CAMPAIGN, office: 'yanzhou', limit: 50 });
    const id = messages.find((m) => m.kind === 'chase')?.id ?? '';
    expect(await messageText(world.ctx, { message: id, now: moment('2023-10-12 09:00') })).toEqual({
      subject: mail?.subject,
      text: mail?.text,
    });
  });
});
