import { amendCampaign } from '@duban/actions/amend-campaign';
import { callList } from '@duban/actions/call-list';
import { decide } from '@duban/actions/decide';
import { handIn } from '@duban/actions/hand-in';
import { logCall } from '@duban/actions/log-call';
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

async function asked(seed = jining): Promise<World> {
  const world = await jiningWorld(seed);
  await world.db.updateTable('message').set({ state: 'sent' }).execute();
  await amendCampaign(world.ctx, {
    campaign: CAMPAIGN,
    document: { definition: urgentDocument(seed.definition, urgent), answers: urgent.answers, tables: [] },
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
  it('is not over at midnight: whom the call did not reach the chief calls on Monday, and the round waits until that day is over', async () => {
    const world = await asked();
    const round = { campaign: CAMPAIGN, requirement: urgent.requirement.id, period: 'final' };
    const nobody = {
      at: '2023-09-16 17:10',
      run: async () => {
        for (const { id } of await tasks(world))
          await logCall(world.ctx, {
            ...{ task: id, answeredBy: null, promiseUntil: null, note: '无人接听' },
            ...{ actor: operator, now: moment('2023-09-16 17:10') },
          });
      },
    };
    const sunday = {
      at: '2023-09-17 00:00',
      run: () => roundTick(world.ctx, { ...round, now: moment('2023-09-17 00:00') }),
    };
    await drive(world, {
      offices: OFFICES,
      from: '2023-09-16 14:00',
      until: '2023-09-18 10:00',
      acts: [nobody, sunday],
    });
    const open = (await callList(world.db, CAMPAIGN, moment('2023-09-18 10:00'))).filter(
      ({ state }) => state === 'open',
    );
    expect(open.map(({ office, by }) => [office, by])).toEqual(
      ['兖州区', '太白湖新区', '济宁经开区'].map((office) => [office, '基金监管科科长']),
    );
    const tick = async (at: string) => (await roundTick(world.ctx, { ...round, now: moment(at) })).summary;
    expect(await tick('2023-09-18 23:59')).toBe('骨科耗材排查情况：还有3家未了结，最迟汇总9月18日');
    expect(await tick('2023-09-19 00:00')).toBe('骨科耗材排查情况已汇总');
  });

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
    const ofYanzhou = mails.filter((mail) => mail.to === 'jg-a@yanzhou.example').map(({ text }) => text);
    expect(ofYanzhou.map((text) => /抓紧办理|如已报送/.test(text))).toEqual([false, true, true]);
    expect((await tasks(world)).map((t) => `${formatMinute(t.created_at)} ${t.title}`)).toContain(
      '2023-09-16 17:00 到点电话：兖州区，骨科耗材排查情况（9月16日17:00到期）',
    );
    const calls = await callList(world.db, CAMPAIGN, moment('2023-09-16 17:00'));
    // The clerk of two offices is called once.
    expect(calls.map((c) => c.office)).toEqual(['兖州区', '太白湖新区、济宁经开区']);
    const call = calls.find((c) => c.office === '兖州区');
    expect(call?.script).toContain(
      '临时加报的骨科耗材排查情况时限是9月16日（星期六）17:00，已经到点，兖州区的还没有收到',
    );
    expect(summaries.get('yanzhou')).toContain('9月18日 09:00 T+1 科长电话');
  });

  it('asks an enterprise by telephone for an hour, not for a day, and once it is over says so', async () => {
    const offices = jining.definition.offices.map((o) =>
      o.id === 'yanzhou' ? { ...o, standing: 'outside' as const } : o,
    );
    const world = await asked({ ...jining, definition: { ...jining.definition, offices } });
    const scripts: (string | null)[] = [];
    for (const [from, until] of [
      ['2023-09-16 14:00', '2023-09-16 14:10'],
      ['2023-09-16 14:10', '2023-09-16 17:01'],
      ['2023-09-16 17:01', '2023-09-18 09:01'],
    ] as const) {
      await drive(world, { offices: ['yanzhou'], from, until });
      const open = (await callList(world.db, CAMPAIGN, moment(until))).filter(({ state }) => state === 'open');
      scripts.push(...open.map(({ script }) => script));
    }
    expect(scripts.map((script) => script?.replace(/^.*。临时/, ''))).toEqual([
      '商请提供的骨科耗材排查情况，烦请兖州区在9月16日（星期六）17:00前协助提供。请问几点方便？有不便之处，请告诉我们。',
      ...Array.from(
        { length: 2 },
        () =>
          '商请兖州区协助提供的骨科耗材排查情况，时限9月16日（星期六）17:00已经过了，目前还没有收到。请问大约几点能提供？有不便之处，请告诉我们。',
      ),
    ]);
  });

  it('is called for at its hour as what was sent back, where it came and was returned', async () => {
    const world = await asked();
    const obligation = owesUrgent('yanzhou');
    const verdict = { obligation, submission: `${obligation}#1`, kind: 'return', reason: '缺附件' } as const;
    const due = localDate('2023-09-16');
    await afternoon(world, [
      { at: '2023-09-16 14:40', run: () => send(world, 'yanzhou', '2023-09-16 14:40') },
      {
        at: '2023-09-16 14:50',
        run: () => decide(world.ctx, { ...verdict, due, actor: operator, now: moment('2023-09-16 14:50') }),
      },
    ]);
    const titles = (await tasks(world)).filter((t) => t.office === 'yanzhou').map((t) => t.title);
    expect(titles).toEqual(['到点电话：兖州区，骨科耗材排查情况（已退回修改，9月16日17:00到期）']);
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
