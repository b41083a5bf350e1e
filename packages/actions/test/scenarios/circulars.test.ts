import { listTasks } from '@duban/actions/list-tasks';
import { readReport } from '@duban/documents';
import { getBlob } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { CAMPAIGN, chief, deputy, LAUNCH, leader, moment, type World } from '../world.ts';
import { jiningQuiet, listed, play, tick } from './duties.ts';

describe('Circulars only for repeated lapses, after fact-check', () => {
  const CIRCULAR = `${CAMPAIGN}/duty/circular/2023Q4`;
  /** The fourth quarter is over; these offices were late with these. */
  async function lapsed(late: Readonly<Record<string, readonly string[]>>): Promise<World> {
    const world = await jiningQuiet();
    await world.db.updateTable('obligation').set({ state: 'accepted', first_received_at: LAUNCH }).execute();
    await world.db
      .updateTable('round')
      .set({ frozen_at: moment('2023-12-11 00:00') })
      .execute();
    for (const [office, owed] of Object.entries(late))
      for (const id of owed)
        await world.db
          .updateTable('obligation')
          .set({ first_received_at: moment('2023-12-29 10:00') })
          .where('id', 'like', `${CAMPAIGN}/${id}/%/${office}`)
          .execute();
    return world;
  }
  const BOTH = ['quarterly-table', 'final-report'];
  const facts = ({ db }: World) =>
    db.selectFrom('message').selectAll().where('kind', '=', 'fact-check').orderBy('id').execute();

  it('one lapse is no reason, and whoever is no subordinate is never named', async () => {
    const world = await lapsed({ yanzhou: ['final-report'], yankuang: BOTH });
    await play(world, CAMPAIGN, ['2024-01-02 08:30', '2024-01-10 20:00']);
    expect(await listed(world, CAMPAIGN, /circular/)).toEqual([]);
    expect(await facts(world)).toEqual([]);
  });

  it('asks those named for two working days first; nothing is drafted before both the days and the check are over', async () => {
    const world = await lapsed({ yanzhou: BOTH });
    await play(world, CAMPAIGN, ['2024-01-02 08:30', '2024-01-05 08:00']);
    expect(await listed(world, CAMPAIGN, /circular/)).toEqual([
      expect.stringMatching(/^01-02 08:30 operator open 核实2023年第四季度报送情况通报的事实：兖州区（1月4日前/),
    ]);
    expect((await facts(world)).map((m) => [m.recipient, m.office])).toEqual([
      ['yanzhou-a', 'yanzhou'],
      ['yanzhou-leader', 'yanzhou'],
    ]);
    await tick(world, `${CIRCULAR}/facts`)(moment('2024-01-04 10:00'));
    await play(world, CAMPAIGN, ['2024-01-04 10:00', '2024-01-05 08:00']);
    expect(await listed(world, CAMPAIGN, /circular\/.*review/)).toEqual([]);
  });

  it('what was put right meanwhile is not in it: nobody left, no circular', async () => {
    const world = await lapsed({ yanzhou: BOTH });
    await play(world, CAMPAIGN, ['2024-01-02 08:30', '2024-01-03 08:00']);
    await world.db.updateTable('obligation').set({ first_received_at: LAUNCH }).execute();
    await play(world, CAMPAIGN, ['2024-01-03 08:30', '2024-01-08 20:00']);
    expect(await listed(world, CAMPAIGN, /circular/)).toEqual([expect.stringContaining('cancelled')]);
  });

  it('then passes its signatures one after the other, each by the function it waits for; nobody is sent it', async () => {
    const world = await lapsed({ yanzhou: BOTH, weishan: BOTH });
    await play(world, CAMPAIGN, ['2024-01-02 08:30', '2024-01-03 08:00']);
    await tick(world, `${CIRCULAR}/facts`)(moment('2024-01-04 17:00'));
    await play(world, CAMPAIGN, ['2024-01-05 08:30', '2024-01-05 09:00']);
    await expect(tick(world, `${CIRCULAR}/review`)(moment('2024-01-05 09:00'))).rejects.toMatchObject({
      code: 'task-not-yours',
    });
    for (const [key, actor] of [
      ['review', chief],
      ['countersign', deputy],
      ['issue', leader],
    ] as const) {
      const [open, ...more] = (await listTasks(world.ctx, { campaign: CAMPAIGN })).filter(
        (t) => t.kind === 'sign' && t.state === 'open',
      );
      expect([open?.id, open?.hasFile, more.length]).toEqual([`${CIRCULAR}/${key}`, true, 0]);
      await tick(world, `${CIRCULAR}/${key}`, actor)(moment('2024-01-05 10:00'));
      await play(world, CAMPAIGN, ['2024-01-05 10:00', '2024-01-05 10:01']);
    }
    const papers = await world.db.selectFrom('task').select('blob').where('kind', '=', 'sign').distinct().execute();
    expect(papers).toHaveLength(1);
    const { text } = await readReport(await getBlob(world.db, papers[0]?.blob ?? ''), 'circular.docx');
    expect(text).toContain('未经签发不得外发');
    expect(text).toContain('兖州区医疗保障局');
    expect(text).toContain('12月29日收到');
    expect((await facts(world)).length).toBe(4);
  });
});
