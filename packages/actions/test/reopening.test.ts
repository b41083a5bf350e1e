import { type Decide, decide } from '@duban/actions/decide';
import { eventsOf } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { cleanGrid, type Filling, send, sendAndAccept } from './sheets.ts';
import { CAMPAIGN, jiningWorld, messages, moment, obligation, operator, owes, tasks, type World } from './world.ts';

const YANZHOU = owes('yanzhou');

function decided(world: World, change: Partial<Decide>, at = '2023-10-10 09:00'): Promise<void> {
  const verdict = { obligation: YANZHOU, submission: null, kind: 'reopen', reason: '本期无业务', due: null } as const;
  return decide(world.ctx, { ...verdict, actor: operator, now: moment(at), ...change });
}

const decisions = ({ db }: World) => db.selectFrom('decision').selectAll().orderBy('id').execute();

describe('a reopening', () => {
  it('asks for the sheet again with a reason, and keeps the version that was accepted', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await decided(world, { kind: 'reopen', reason: '省局要求核实金额' });
    expect(await obligation(world, YANZHOU)).toMatchObject({
      state: 'returned',
      accepted_submission: `${YANZHOU}#1`,
      chase_due: '2023-10-13',
    });
    expect((await messages(world, 'return')).map((m) => m.facts.reason)).toEqual(['省局要求核实金额']);
  });

  it('lets the next version be accepted in its place', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await decided(world, { kind: 'reopen' });
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-11 10:00', filling: { times: 2 } });
    expect(await obligation(world, YANZHOU)).toMatchObject({
      state: 'accepted',
      accepted_submission: `${YANZHOU}#2`,
    });
    expect((await decisions(world)).map((d) => d.kind)).toEqual(['accept', 'reopen', 'accept']);
  });

  const nextPeriod = async (world: World, filling: Filling) => {
    const at = '2023-12-11 10:00';
    const receipt = await send(world, { office: 'yanzhou', period: '2023Q4', at, filling });
    await decided(world, { ...taken(receipt.submission), obligation: owes('yanzhou', '2023Q4') }, at);
  };
  const taken = (submission: string): Partial<Decide> => ({ kind: 'accept', submission });
  const onList = async (world: World) =>
    (await tasks(world)).filter((t) => t.script === 'next-sheet').map((t) => [t.state, t.title]);

  it('of a sheet that another period’s 累计 rests on puts that on the officer’s list, once it does not add up any more', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await nextPeriod(world, { previous: cleanGrid() });
    const reopened = { kind: 'reopen', reason: '省局要求核实金额' } as const;
    await decided(world, reopened, '2023-12-12 10:00');
    expect(await onList(world)).toEqual([]);
    await send(world, { office: 'yanzhou', at: '2023-12-13 10:00', filling: { times: 2 } });
    await decided(world, taken(`${YANZHOU}#2`), '2023-12-13 10:00');
    expect(await onList(world)).toEqual([
      ['open', expect.stringMatching(/^兖州区2023年第四季度统计表与更正后的2023年第三季度统计表有\d+处对不上.*累计.*/)],
    ]);
    const events = await eventsOf(world.db, CAMPAIGN);
    expect(events.filter((e) => e.kind === 'task-created')).toMatchObject([{ subject: owes('yanzhou', '2023Q4') }]);
  });

  it('that moves no 累计, or comes before the next period’s sheet, asks for nothing', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await decided(world, { kind: 'reopen', reason: '口径不清' });
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-11 10:00', filling: { times: 2 } });
    await nextPeriod(world, { previous: cleanGrid({}, 2), times: 2 });
    await decided(world, { kind: 'reopen', reason: '填报人写错' }, '2023-12-12 10:00');
    const same = { times: 2, change: { 'instHosp.current': 201 } };
    await send(world, { office: 'yanzhou', at: '2023-12-13 10:00', filling: same });
    await decided(world, taken(`${YANZHOU}#3`), '2023-12-13 10:00');
    expect(await onList(world)).toEqual([]);
  });
});
