import { chaseTick } from '@duban/actions/chase-tick';
import { DAY, MINUTE } from '@duban/base';
import { localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { drive } from './drive.ts';
import { send, sendAndAccept } from './sheets.ts';
import { CAMPAIGN, jining, jiningWorld, LAUNCH, messages, moment, owes, tasks } from './world.ts';

const all = jining.definition.offices.map((o) => o.id);

describe('a look at the ledger', () => {
  it('is refused for a campaign that nobody launched', async () => {
    const { ctx } = await jiningWorld();
    const look = chaseTick(ctx, { campaign: 'atlantis-2023', office: 'yanzhou', now: LAUNCH });
    await expect(look).rejects.toMatchObject({ code: 'campaign-unknown' });
  });

  it('writes nothing before something is due, and says when to look again', async () => {
    const { ctx, ...world } = await jiningWorld();
    await world.db.updateTable('message').set({ state: 'sent' }).execute();
    const tick = await chaseTick(ctx, { campaign: CAMPAIGN, office: 'yanzhou', now: LAUNCH });
    expect(tick).toEqual({
      waitMs: moment('2023-09-28 15:00') - LAUNCH,
      deliver: [],
      summary: '下一步：9月28日 15:00 期末提醒 兖州区 2023年第三季度统计表',
      done: false,
    });
  });

  it('writes each step once, however often it is repeated', async () => {
    const world = await jiningWorld();
    const look = () => chaseTick(world.ctx, { campaign: CAMPAIGN, office: 'yanzhou', now: moment('2023-10-09 15:00') });
    await look();
    await Promise.all([look(), look()]);
    expect(await messages(world, 'chase')).toHaveLength(2);
    expect(await world.db.selectFrom('message_line').select('step').execute()).toEqual([
      { step: 'T-1' },
      { step: 'T-1' },
    ]);
    expect(await tasks(world)).toHaveLength(1);
  });

  it('names what leaves without another look, and how long to rest after that', async () => {
    const world = await jiningWorld();
    await world.db.updateTable('message').set({ state: 'sent' }).execute();
    const now = moment('2023-10-09 15:00');
    const tick = await chaseTick(world.ctx, { campaign: CAMPAIGN, office: 'yanzhou', now });
    const planned = (await messages(world, 'chase')).map((m) => m.id).sort();
    expect(planned).toHaveLength(2);
    const restMs = moment('2023-10-10 10:00') - moment('2023-10-09 15:05');
    expect(tick).toMatchObject({ deliver: [], waitMs: 5 * MINUTE, leaving: { messages: planned, restMs } });
  });

  it('names nothing to leave by itself when a step comes no later, or nothing waits', async () => {
    const world = await jiningWorld();
    await world.db.updateTable('message').set({ state: 'sent' }).execute();
    const look = (at: string) => chaseTick(world.ctx, { campaign: CAMPAIGN, office: 'yanzhou', now: moment(at) });
    await look('2023-10-09 15:00');
    await world.db
      .updateTable('message')
      .set({ send_after: moment('2023-10-10 10:00') })
      .where('kind', '=', 'chase')
      .execute();
    const tick = await look('2023-10-09 15:01');
    expect([tick.waitMs, tick.leaving]).toEqual([moment('2023-10-10 10:00') - moment('2023-10-09 15:01'), undefined]);
    await world.db.updateTable('message').set({ state: 'sent' }).execute();
    expect((await look('2023-10-09 15:02')).leaving).toBeUndefined();
  });

  it('joins the looks of two offices with one clerk at the same moment into one message', async () => {
    const world = await jiningWorld();
    await Promise.all(
      ['taibaihu', 'jingkai'].map((office) =>
        chaseTick(world.ctx, { campaign: CAMPAIGN, office, now: moment('2023-10-09 15:00') }),
      ),
    );
    const shared = (await messages(world, 'chase')).filter((m) => m.recipient === 'taibaihu-jingkai-a');
    expect(shared).toMatchObject([{ send_after: moment('2023-10-09 15:05') }]);
    const lines = world.db
      .selectFrom('message_line')
      .select('obligation')
      .where('message', '=', shared[0]?.id ?? '');
    expect((await lines.orderBy('obligation').execute()).map((l) => l.obligation)).toEqual([
      owes('jingkai'),
      owes('taibaihu'),
    ]);
  });

  it('does what was missed while the system stood still once, in office hours: no volley, nothing at night', async () => {
    const world = await jiningWorld();
    const { sent } = await drive(world, { offices: ['yanzhou'], from: '2023-10-09 23:00', until: '2023-10-10 12:00' });
    expect(sent.filter((line) => !line.includes('【部署】'))).toEqual([
      '2023-10-10 10:05 jg-a@yanzhou.example 【今日到期】兖州区医疗保障局：2023年第三季度统计表',
    ]);
  });

  it('looks again when the office opens on the next working day for a line that found the day’s message gone', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['jingkai', 'taibaihu'], from: '2023-10-10 09:00', until: '2023-10-10 11:00' });
    const extended = { due: localDate('2023-10-11'), chase_due: localDate('2023-10-11'), arm: 1 };
    const armed = { ...extended, armed_at: moment('2023-10-10 11:00') };
    await world.db.updateTable('obligation').set(armed).where('id', '=', owes('jingkai')).execute();
    const now = moment('2023-10-10 15:00');
    const { waitMs, deliver } = await chaseTick(world.ctx, { campaign: CAMPAIGN, office: 'jingkai', now });
    expect({ waitMs, deliver }).toEqual({ waitMs: moment('2023-10-11 08:30') - now, deliver: [] });
  });

  it('takes a call back that a sheet has overtaken while it was written', async () => {
    const world = await jiningWorld();
    await drive(world, { offices: ['yanzhou'], from: '2023-10-09 14:00', until: '2023-10-09 15:10' });
    await send(world, { office: 'yanzhou', at: '2023-10-09 15:20' });
    // As if the look had read the ledger before the sheet came, and written after it.
    await world.db.updateTable('task').set({ state: 'open', done_at: null }).execute();
    await chaseTick(world.ctx, { campaign: CAMPAIGN, office: 'yanzhou', now: moment('2023-10-09 15:21') });
    expect((await tasks(world)).map((t) => t.state)).toEqual(['cancelled']);
  });

  it('says that it is done when nothing is owed and nothing waits, and not before', async () => {
    const world = await jiningWorld();
    await world.db.updateTable('message').set({ state: 'sent' }).execute();
    await world.db.updateTable('obligation').set({ state: 'accepted' }).execute();
    const look = () => chaseTick(world.ctx, { campaign: CAMPAIGN, office: 'yanzhou', now: moment('2023-10-09 15:00') });
    expect(await look()).toEqual({ waitMs: null, deliver: [], summary: '没有待办的提醒', done: true });
    await world.db.updateTable('obligation').set({ state: 'checked' }).where('id', '=', owes('yanzhou')).execute();
    expect(await look()).toMatchObject({ waitMs: null, done: false });
  });

  it('waits for no message that may leave now: null is no time, and never a time beyond all timers', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await world.db.updateTable('obligation').set({ state: 'accepted' }).execute();
    const tick = await chaseTick(world.ctx, { campaign: CAMPAIGN, office: 'yanzhou', now: moment('2023-10-09 10:00') });
    expect(tick.deliver).not.toEqual([]);
    expect(tick.waitMs).toBeNull();
  });
});

describe('a whole campaign in which nobody files', () => {
  it('never becomes a busy loop: every wait is positive and shorter than the campaign', async () => {
    const world = await jiningWorld();
    const { waits, ticks, summaries } = await drive(world, {
      offices: all,
      from: '2023-08-22 09:00',
      until: '2024-03-01 00:00',
    });
    for (const wait of waits) if (wait !== null) expect(wait).toBeGreaterThan(0);
    expect(Math.max(...waits.map((wait) => wait ?? 0))).toBeLessThan(120 * DAY);
    // Seven message moments and eleven task moments per office and quarter at most, each message with its second look.
    expect(ticks).toBeLessThan(15 * 45);
    // Function and place only: neither names nor addresses nor numbers of persons reach Temporal.
    const people = jining.definition.contacts.flatMap((c) => [c.email, c.phone, c.title]);
    for (const summary of summaries.values()) for (const word of people) expect(summary).not.toContain(word);
  });
});
