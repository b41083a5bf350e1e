import { amendCampaign } from '@duban/actions/amend-campaign';
import { callList } from '@duban/actions/call-list';
import { decide } from '@duban/actions/decide';
import { handIn } from '@duban/actions/hand-in';
import { obligationView } from '@duban/actions/obligation-view';
import { requestExtension } from '@duban/actions/request-extension';
import { roundTick } from '@duban/actions/round-tick';
import { formatMinute, localDate } from '@duban/base/time';
import { obligationId, urgentDocument, urgentRequest } from '@duban/campaign';
import { eventsOf } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { type Act, drive } from './drive.ts';
import { filledReport } from './sheets.ts';
import { CAMPAIGN, clerkOf, jining, jiningWorld, moment, operator, tasks, type World } from './world.ts';

/* 加报 on Saturday 2023-09-16: 今日17:00前, asked at 14:00. Taibaihu and Jingkai share their A. */

const OFFICES = ['yanzhou', 'taibaihu', 'jingkai'];
const urgent = urgentRequest(jining.definition, {
  title: '骨科耗材排查情况',
  offices: OFFICES,
  due: '今日17:00前',
  now: moment('2023-09-16 14:00'),
  by: '基金监管科科长',
});
const owesUrgent = (office: string) =>
  obligationId(CAMPAIGN, { requirement: urgent.requirement.id, period: 'final' }, office);

async function asked(): Promise<World> {
  const world = await jiningWorld();
  await world.db.updateTable('message').set({ state: 'sent' }).execute();
  await amendCampaign(world.ctx, {
    campaign: CAMPAIGN,
    document: { definition: urgentDocument(jining.definition, urgent), answers: urgent.answers, tables: [] },
    effective: urgent.requirement.due ?? ('2023-09-16' as never),
    actor: operator,
    now: moment('2023-09-16 14:00'),
  });
  return world;
}

const send = async ({ ctx }: World, office: string, at: string) =>
  handIn(ctx, {
    obligation: owesUrgent(office),
    file: { name: '排查情况.docx', bytes: await filledReport(office) },
    channel: 'web',
    contact: office === 'yanzhou' ? 'yanzhou-a' : 'taibaihu-jingkai-a',
    actor: clerkOf(office),
    now: moment(at),
  });

const afternoon = (world: World, acts: readonly Act[] = []) =>
  drive(world, { offices: OFFICES, from: '2023-09-16 14:00', until: '2023-09-18 00:00', acts });

describe('an urgent request on a Saturday', () => {
  it('is not chased once it came, and calls nobody for it', async () => {
    const world = await asked();
    const came = { at: '2023-09-16 14:40', run: () => send(world, 'yanzhou', '2023-09-16 14:40') };
    const { sent } = await afternoon(world, [came]);
    expect(sent.filter((line) => line.includes('yanzhou') && line.includes('急件'))).toHaveLength(2);
    expect((await tasks(world)).map((t) => t.office)).toEqual(['jingkai', 'taibaihu']);
  });

  it('is told at once, two hours and half an hour before, and called for at its hour; a clerk of two offices gets one mail', async () => {
    const world = await asked();
    const { sent, mails, summaries } = await afternoon(world);
    const to = (who: string) => sent.filter((line) => line.includes(who)).map((line) => line.slice(0, 16));
    expect(to('jg-a@yanzhou')).toEqual(['2023-09-16 14:01', '2023-09-16 15:01', '2023-09-16 16:31']);
    expect(to('jg-b@yanzhou')).toEqual(['2023-09-16 14:01', '2023-09-16 16:31']);
    const shared = await world.db
      .selectFrom('message')
      .select(['id', 'state'])
      .where('recipient', '=', 'taibaihu-jingkai-a')
      .where('kind', '=', 'chase')
      .orderBy('id')
      .execute();
    const key = `${CAMPAIGN}/chase/taibaihu-jingkai-a/mail/2023-09-16T`;
    expect(shared).toEqual(['14:00', '15:00', '16:30'].map((time) => ({ id: key + time, state: 'sent' })));
    expect(mails[0]?.subject).toContain('【急件】');
    expect(mails[0]?.text).toContain('时限：2023年9月16日（星期六）17:00');
    expect((await tasks(world)).map((t) => `${formatMinute(t.created_at)} ${t.title}`)).toContain(
      '2023-09-16 17:00 到点未报电话：兖州区，骨科耗材排查情况（9月16日17:00到期）',
    );
    const calls = await callList(world.db, CAMPAIGN, moment('2023-09-16 17:00'));
    // The clerk of two offices is called once.
    expect(calls.map((c) => c.office)).toEqual(['兖州区', '太白湖新区、济宁经开区']);
    const call = calls.find((c) => c.office === '兖州区');
    expect(call?.script).toContain(
      '临时加报的骨科耗材排查情况时限是9月16日（星期六）17:00，已经到点，兖州区的还没有收到',
    );
    expect(summaries.get('yanzhou')).toContain('期末提醒');
  });

  it('is frozen at its hour: what comes at 17:05 is late', async () => {
    const world = await asked();
    const round = { campaign: CAMPAIGN, requirement: urgent.requirement.id, period: 'final' };
    await send(world, 'taibaihu', '2023-09-16 16:59');
    const before = await roundTick(world.ctx, { ...round, now: moment('2023-09-16 16:59') });
    expect([before.waitMs, before.summary]).toEqual([60_000, '骨科耗材排查情况：还有3家未了结，报送截止9月16日17:00']);
    await roundTick(world.ctx, { ...round, now: moment('2023-09-16 17:00') });
    await send(world, 'yanzhou', '2023-09-16 17:05');
    const punctual = async (office: string) =>
      (await obligationView(world.ctx, { obligation: owesUrgent(office), now: moment('2023-09-16 17:10') })).cell
        .punctuality;
    expect([await punctual('taibaihu'), await punctual('yanzhou')]).toEqual(['on-time', 'late']);
    const [frozen] = (await eventsOf(world.db, CAMPAIGN)).filter((event) => event.kind === 'round-frozen');
    expect(frozen?.data).toMatchObject({
      standings: expect.arrayContaining([{ office: 'taibaihu', standing: 'on-time' }]) as unknown,
    });
  });

  it('gives no more time once its hour is over: an extension then makes nobody punctual, and none is asked for', async () => {
    const world = await asked();
    const obligation = owesUrgent('yanzhou');
    const at = { obligation, revision: null, actor: clerkOf('yanzhou'), now: moment('2023-09-16 17:01') };
    const wanted = { until: localDate('2023-09-17'), reason: '停电', contact: 'yanzhou-a' };
    await expect(requestExtension(world.ctx, { ...at, ...wanted })).rejects.toMatchObject({ code: 'extension-late' });
    // A bureau that waits longer before it merges.
    await world.db
      .updateTable('round')
      .set({ cut_off: localDate('2023-09-20') })
      .where('due', '=', localDate('2023-09-16'))
      .execute();
    const due = localDate('2023-09-17');
    const granted = { submission: null, kind: 'extend', reason: '停电', due, actor: operator } as const;
    await decide(world.ctx, { obligation, ...granted, now: moment('2023-09-16 20:00') });
    await send(world, 'yanzhou', '2023-09-16 20:30');
    const view = await obligationView(world.ctx, { obligation, now: moment('2023-09-16 21:00') });
    expect(view.cell.punctuality).toBe('late');
  });
});
