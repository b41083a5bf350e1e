import { decide } from '@duban/actions/decide';
import { roundTick } from '@duban/actions/round-tick';
import { eventsOf } from '@duban/ledger';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { drive } from './drive.ts';
import { CHECKED, figures, tick } from './rounds.ts';
import { send, sendAndAccept } from './sheets.ts';
import {
  CAMPAIGN,
  jiningWorld,
  messages,
  moment,
  obligation,
  operator,
  owes,
  round,
  tasks,
  type World,
} from './world.ts';

const acceptLate = (world: World, submission: string) =>
  decide(world.ctx, {
    obligation: owes('rencheng'),
    submission,
    kind: 'accept',
    reason: '',
    due: null,
    actor: operator,
    now: moment('2023-10-18 23:59'),
  });

/** Until so many transactions of this database wait for a lock. */
async function waiting({ db }: World, many: number): Promise<void> {
  for (let looks = 0; looks < 5_000; looks++) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
    if ((rows[0]?.n ?? 0) >= many) return;
  }
}

describe('the merge', () => {
  it('is made once when two look at the same moment', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await Promise.all([tick(world, '2023-10-19 00:00'), tick(world, '2023-10-19 00:00')]);
    expect((await eventsOf(world.db, CAMPAIGN)).filter((e) => e.kind === 'round-merged')).toHaveLength(1);
    expect(await messages(world, 'round-merged')).toHaveLength(1);
  });

  it('takes in a sheet that is accepted while its workbook is made: no figure gets lost on the way', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    const late = await send(world, { office: 'rencheng', at: '2023-10-12 10:00' });
    const accept = () => acceptLate(world, late.submission);
    let made = 0;
    const workbooks: World['ctx']['workbooks'] = {
      ...world.ctx.workbooks,
      merge: async (input) => {
        if (made++ === 0) await accept();
        return world.ctx.workbooks.merge(input);
      },
    };
    await roundTick(
      { ...world.ctx, workbooks },
      { campaign: CAMPAIGN, requirement: 'quarterly-table', period: '2023Q3', now: moment('2023-10-19 00:00') },
    );
    expect(made).toBe(2);
    expect((await figures(world))[CHECKED]?.value).toBe(60);
    expect((await obligation(world, owes('rencheng'))).state).toBe('merged');
  });

  it('never calls a sheet merged whose figures are not in it: an acceptance that comes in the midst of it waits', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    const late = await send(world, { office: 'rencheng', at: '2023-10-12 10:00' });
    const accept = () => acceptLate(world, late.submission);
    // The merge has read its sheets and is held up where it writes its figures; there the officer accepts.
    const [merged, accepted] = await world.ctx.ledger
      .transaction(async (tx) => {
        await sql`lock table snapshot in exclusive mode`.execute(tx);
        const merging = tick(world, '2023-10-19 00:00');
        await waiting(world, 1);
        const accepting = accept();
        await Promise.race([accepting, waiting(world, 2)]);
        return [merging, accepting] as const;
      })
      .then((both) => Promise.all(both));
    expect(merged).toMatchObject({ done: true });
    expect(accepted).toBeUndefined();
    expect((await figures(world))[CHECKED]?.value).toBe(30);
    expect(await obligation(world, owes('rencheng'))).toMatchObject({ state: 'accepted', merged_submission: null });
  });

  it('is never changed by what comes after it: neither a 补报 nor a reopened sheet', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
    await tick(world, '2023-10-19 00:00');
    const before = { figures: await figures(world), round: await round(world) };
    await sendAndAccept(world, { office: 'rencheng', at: '2023-10-20 10:00' });
    await decide(world.ctx, {
      obligation: owes('yanzhou'),
      submission: null,
      kind: 'reopen',
      reason: '核实金额',
      due: null,
      actor: operator,
      now: moment('2023-10-20 11:00'),
    });
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-23 10:00', filling: { times: 3 } });
    await tick(world, '2023-10-24 00:00');
    const since = moment('2023-10-20 11:00');
    const stale = {
      stale_since: since,
      stale_reason: '兖州区2023年第三季度统计表：核实金额',
      revision: before.round.revision + 1,
    };
    expect({ figures: await figures(world), round: await round(world) }).toEqual({
      figures: before.figures,
      round: { ...before.round, ...stale },
    });
    expect(await obligation(world, owes('yanzhou'))).toMatchObject({
      accepted_submission: `${owes('yanzhou')}#2`,
      merged_submission: `${owes('yanzhou')}#1`,
    });
  });

  it('ends the calls about its round, also to who never filed, but not a call that is about another debt as well', async () => {
    const world = await jiningWorld();
    const offices = ['yanzhou', 'rencheng', 'qufu'];
    await drive(world, { offices, from: '2023-12-07 14:00', until: '2023-12-07 15:10' });
    const settle = (id: string) =>
      world.db.updateTable('obligation').set({ state: 'accepted' }).where('id', '=', id).execute();
    for (const id of [owes('rencheng', '2023Q4'), owes('rencheng', 'final'), owes('qufu', 'final')]) await settle(id);
    await tick(world, '2023-12-19 00:00', '2023Q4');
    const calls = (await tasks(world)).filter(
      (t) => t.title.startsWith('T−1') && t.slot === moment('2023-12-07 15:00'),
    );
    expect(new Map(calls.map((t) => [t.office, t.state]))).toEqual(
      new Map([
        ['rencheng', 'cancelled'],
        // 未报 stands: nobody is called for it any more.
        ['qufu', 'cancelled'],
        // Still owes the report that the same call was about.
        ['yanzhou', 'open'],
      ]),
    );
  });

  it('wakes the report, every office, and the campaign that sends the officer’s message', async () => {
    const world = await jiningWorld();
    await world.db.deleteFrom('poke').execute();
    await tick(world, '2023-10-19 00:00');
    const kinds = (await world.db.selectFrom('poke').select('workflow').execute()).map((p) => p.workflow);
    expect(kinds.filter((k) => k === 'office')).toHaveLength(15);
    expect(kinds.filter((k) => k !== 'office').sort()).toEqual(['campaign', 'report']);
  });
});
