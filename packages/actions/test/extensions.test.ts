import { board } from '@duban/actions/board';
import { campaignTick } from '@duban/actions/campaign-tick';
import { completeTask } from '@duban/actions/complete-task';
import { decide } from '@duban/actions/decide';
import { deskView } from '@duban/actions/desk-view';
import { withdrawExtension } from '@duban/actions/withdraw-extension';
import { localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { answer, ask, nil, REPORT, WHEN } from './around.ts';
import { drive } from './drive.ts';
import { send } from './sheets.ts';
import {
  CAMPAIGN,
  clerkOf,
  eventKinds,
  jiningWorld,
  messages,
  moment,
  obligation,
  operator,
  tasks,
  type World,
} from './world.ts';

const requests = ({ db }: World) => db.selectFrom('extension_request').selectAll().orderBy('id').execute();
const states = async (world: World) => (await requests(world)).map(({ state }) => state);

describe('an extension is not asked for', () => {
  it.each([
    ['once the due is over', { at: '2023-12-11 00:00' }, 'extension-late'],
    ['until a day that gives no more time', { until: '2023-12-10' }, 'due-not-allowed'],
    ['beyond the cut-off', { until: '2023-12-19' }, 'due-not-allowed'],
  ])('%s', async (_, asking, code) => {
    const world = await jiningWorld();
    await expect(ask(world, asking)).rejects.toMatchObject({ code });
    expect(await requests(world)).toEqual([]);
  });

  it('twice at once, nor for what is settled, nor without a reason', async () => {
    const world = await jiningWorld();
    await ask(world);
    await expect(ask(world, { until: '2023-12-14' })).rejects.toThrow('已有延期申请（延至2023年12月13日）在等市局答复');
    await send(world, { office: 'yanzhou', period: 'final', at: '2023-12-06 11:00' });
    await expect(ask(world, { at: '2023-12-06 12:00' })).rejects.toMatchObject({ code: 'obligation-settled' });
  });
});

describe('an extension that is asked for', () => {
  it('moves nothing until it is answered; the officer has it on the list, and both pages show it', async () => {
    const world = await jiningWorld();
    await ask(world);
    expect(await obligation(world, REPORT)).toMatchObject({ due: '2023-12-10', chase_due: '2023-12-10', arm: 0 });
    const [task] = await tasks(world);
    expect(task).toMatchObject({ assigned_to: 'operator', title: '答复延期申请：兖州区总结报告，申请延至12月13日' });
    const tick = completeTask(world.ctx, { task: task?.id ?? '', actor: operator, now: moment(WHEN) });
    await expect(tick).rejects.toMatchObject({ code: 'task-elsewhere' });
    const now = moment('2023-12-06 12:00');
    const shown = await board(world.ctx, { campaign: CAMPAIGN, now });
    const cells = shown.offices.find(({ id }) => id === 'yanzhou')?.cells;
    expect(cells?.map((c) => c?.extensionUntil)).toEqual([null, '2023-12-13', null]);
    const desk = await deskView(world.ctx, { campaign: CAMPAIGN, contact: 'yanzhou-a', now });
    const item = desk.offices[0]?.items.find((i) => i.obligation === REPORT);
    expect(item?.extension).toMatchObject({ state: 'asked', label: '待答复', until: '2023-12-13' });
  });

  it('is spoken of in the reminder: it came, and the due stands until it is answered', async () => {
    const world = await jiningWorld();
    // One debt without a template to make.
    await world.db.updateTable('obligation').set({ state: 'exempt' }).where('id', '!=', REPORT).execute();
    await ask(world, { at: '2023-12-06 10:00' });
    const { mails } = await drive(world, { offices: ['yanzhou'], from: '2023-12-07 14:00', until: '2023-12-07 16:00' });
    const mail = mails.find(({ to, subject }) => to === 'jg-a@yanzhou.example' && !subject.startsWith('【部署】'));
    expect(mail?.text).toContain('延期至12月13日的申请已收到，答复前仍按上述时限');
  });

  it('lapses unanswered when the due is over: the office is told at the next opening, the officer’s task is gone', async () => {
    const world = await jiningWorld();
    const request = await ask(world);
    const { mails } = await drive(world, { offices: ['yanzhou'], from: '2023-12-08 12:00', until: '2023-12-11 09:00' });
    expect(await states(world)).toEqual(['lapsed']);
    expect((await requests(world))[0]?.answered_at).toBe(moment('2023-12-11 00:00'));
    const told = mails.find(({ subject }) => subject.includes('延期申请已失效'));
    expect(told?.date.slice(0, 16)).toBe('2023-12-11T08:30');
    expect(told?.text).toContain('未获答复');
    expect((await tasks(world)).find(({ id }) => id.startsWith(request))?.state).toBe('cancelled');
    await expect(answer(world, { request, grant: true, at: '2023-12-11 09:00' })).rejects.toThrow('到期未答复，已失效');
    expect(await obligation(world, REPORT)).toMatchObject({ due: '2023-12-10', chase_due: '2023-12-10', arm: 0 });
  });

  it('cannot be granted after its hour although nobody has looked yet', async () => {
    const world = await jiningWorld();
    const request = await ask(world);
    const late = answer(world, { request, grant: true, at: '2023-12-11 00:00' });
    await expect(late).rejects.toMatchObject({ code: 'extension-settled' });
  });

  it('whose office sleeps is found by the morning’s sweep', async () => {
    const world = await jiningWorld();
    await ask(world);
    await world.db.deleteFrom('poke').execute();
    await world.db.updateTable('obligation').set({ state: 'exempt' }).where('id', '!=', REPORT).execute();
    await world.db.updateTable('obligation').set({ state: 'checked' }).where('id', '=', REPORT).execute();
    await campaignTick(world.ctx, { campaign: CAMPAIGN, now: moment('2023-12-11 08:45') });
    const pokes = await world.db
      .selectFrom('poke')
      .select(['workflow', 'input'])
      .where('workflow', '=', 'office')
      .execute();
    expect(pokes.map(({ input }) => input.office)).toContain('yanzhou');
  });

  it('is needless once the sheet is there, a nil report is, or it is taken back', async () => {
    const world = await jiningWorld();
    await ask(world);
    await nil(world, { now: moment('2023-12-06 11:00') });
    expect(await states(world)).toEqual(['withdrawn']);
    await world.db.updateTable('obligation').set({ state: 'expected' }).where('id', '=', REPORT).execute();
    const request = await ask(world, { at: '2023-12-06 12:00' });
    await withdrawExtension(world.ctx, { request, actor: clerkOf('yanzhou'), now: moment('2023-12-06 12:30') });
    const again = withdrawExtension(world.ctx, { request, actor: clerkOf('yanzhou'), now: moment('2023-12-06 12:30') });
    await expect(again).rejects.toMatchObject({ code: 'extension-settled' });
    await ask(world, { at: '2023-12-06 13:00' });
    await send(world, { office: 'yanzhou', period: 'final', at: '2023-12-06 14:00' });
    expect(await states(world)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
    expect((await tasks(world)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });
});

describe('the answer', () => {
  it('granted: the due of punctuality moves, the original never, the ladder starts anew, the office is told', async () => {
    const world = await jiningWorld();
    const request = await ask(world);
    await answer(world, { request, grant: true, at: '2023-12-07 10:00', due: '2023-12-12' });
    expect(await obligation(world, REPORT)).toMatchObject({
      original_due: '2023-12-10',
      due: '2023-12-12',
      chase_due: '2023-12-12',
      arm: 1,
    });
    expect((await requests(world))[0]).toMatchObject({
      state: 'granted',
      granted_due: '2023-12-12',
      answered_by: '基金监管科经办人',
    });
    const decisions = await world.db.selectFrom('decision').select(['kind', 'due', 'reason']).execute();
    expect(decisions).toEqual([{ kind: 'extend', due: '2023-12-12', reason: '系统切换，数据核对未完成' }]);
    const [message] = await messages(world, 'answer');
    expect(message).toMatchObject({ recipient: 'yanzhou-a' });
    expect(message?.facts).toMatchObject({
      heading: '延期申请已同意',
      due: '2023年12月12日（星期二）',
      originalDue: '2023年12月10日（星期日）',
    });
    expect((await tasks(world)).map(({ state }) => state)).toEqual(['done']);
    expect(await eventKinds(world)).toEqual([
      'campaign-launched',
      'extension-asked',
      'decided-extend',
      'extension-granted',
    ]);
  });

  it('granted after the due of punctuality had passed, to a sheet that was sent back, makes nobody punctual', async () => {
    const world = await jiningWorld();
    const late = {
      state: 'returned' as const,
      chase_due: localDate('2023-12-13'),
      arm: 1,
      armed_at: moment('2023-12-08 10:00'),
    };
    await world.db.updateTable('obligation').set(late).where('id', '=', REPORT).execute();
    const request = await ask(world, { at: '2023-12-12 10:00', until: '2023-12-15' });
    await answer(world, { request, grant: true, at: '2023-12-12 11:00' });
    expect(await obligation(world, REPORT)).toMatchObject({ due: '2023-12-10', chase_due: '2023-12-15' });
    await send(world, { office: 'yanzhou', period: 'final', at: '2023-12-14 10:00' });
    const shown = await board(world.ctx, { campaign: CAMPAIGN, now: moment('2023-12-14 11:00') });
    expect(shown.offices.find(({ id }) => id === 'yanzhou')?.cells[1]?.punctuality).toBe('late');
  });

  it('refused: nothing moves, and it says why', async () => {
    const world = await jiningWorld();
    const request = await ask(world);
    await answer(world, { request, grant: false, at: '2023-12-07 10:00' });
    expect(await obligation(world, REPORT)).toMatchObject({ due: '2023-12-10', chase_due: '2023-12-10', arm: 0 });
    const [message] = await messages(world, 'answer');
    expect(message?.facts).toMatchObject({ heading: '延期申请未同意', reason: '其他单位均已报送' });
    const again = answer(world, { request, grant: true, at: '2023-12-07 11:00' });
    await expect(again).rejects.toThrow('这份延期申请未同意，不能再答复延期申请');
  });

  it('may be an extension that the officer gives without looking at the request', async () => {
    const world = await jiningWorld();
    await ask(world);
    await decide(world.ctx, {
      obligation: REPORT,
      submission: null,
      kind: 'extend',
      reason: '统一顺延',
      due: localDate('2023-12-15'),
      actor: operator,
      now: moment('2023-12-07 10:00'),
    });
    expect((await requests(world))[0]).toMatchObject({
      state: 'granted',
      granted_due: '2023-12-15',
      answer: '统一顺延',
    });
  });

  it('of two officers at once is one', async () => {
    const world = await jiningWorld();
    const request = await ask(world);
    const both = await Promise.allSettled([
      answer(world, { request, grant: true, at: '2023-12-07 10:00' }),
      answer(world, { request, grant: false, at: '2023-12-07 10:00' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await messages(world, 'answer')).toHaveLength(1);
  });
});
