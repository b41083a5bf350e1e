import { moveDue } from '@duban/actions/move-due';
import { requestExtra } from '@duban/actions/request-extra';
import { localDate } from '@duban/base/time';
import { eventsOf } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { sendAndAccept } from './sheets.ts';
import {
  CAMPAIGN,
  clerkOf,
  jiningWorld,
  leader,
  moment,
  obligation,
  operator,
  owes,
  round,
  roundOf,
  type World,
} from './world.ts';

const NOW = moment('2023-11-15 09:00');
const by = { campaign: CAMPAIGN, revision: null, actor: operator, now: NOW };
const asked = { ...by, title: '骨科耗材排查数', offices: ['yanzhou', 'rencheng'], due: '今日17:00前' } as const;
const moved = {
  ...by,
  round: roundOf('final'),
  due: localDate('2023-12-20'),
  cutOff: localDate('2023-12-28'),
  reason: '省局推迟验收',
} as const;

const facts = async ({ db }: World) => ({
  campaign: await db.selectFrom('campaign').selectAll().execute(),
  rounds: await db.selectFrom('round').selectAll().orderBy('id').execute(),
  obligations: await db.selectFrom('obligation').selectAll().orderBy('id').execute(),
  events: (await eventsOf(db, CAMPAIGN)).length,
  pokes: (await db.selectFrom('poke').selectAll().execute()).length,
});

describe('an extra request is refused, and changes nothing', () => {
  it('without a title, without an office, to an office there is not, without an hour that is certain, and when it is over', async () => {
    const world = await jiningWorld();
    const before = await facts(world);
    for (const [change, code] of [
      [{ title: ' ' }, 'entry-invalid'],
      [{ offices: [] }, 'entry-invalid'],
      [{ offices: ['atlantis'] }, 'entry-unknown'],
      [{ due: '尽快' }, 'urgent-unclear'],
      [{ due: '12月3日' }, 'urgent-unclear'],
      [{ due: '今日8:00前' }, 'urgent-past'],
    ] as const)
      await expect(requestExtra(world.ctx, { ...asked, ...change, only: 'do' })).rejects.toMatchObject({ code });
    expect(await facts(world)).toEqual(before);
  });

  it('to a clerk, to a signatory, and when the campaign has been changed since it was looked at', async () => {
    const { ctx } = await jiningWorld();
    for (const actor of [clerkOf('yanzhou'), leader])
      await expect(requestExtra(ctx, { ...asked, actor, only: 'show' })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(requestExtra(ctx, { ...asked, revision: 99, only: 'do' })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
  });
});

describe('an extra request', () => {
  it('shows what would happen and writes nothing; done, the same happens', async () => {
    const world = await jiningWorld();
    const before = await facts(world);
    const shown = await requestExtra(world.ctx, { ...asked, only: 'show' });
    expect(shown).toMatchObject({ offices: 2, due: moment('2023-11-15 17:00') });
    expect(shown.steps.map(({ at }) => at)).toEqual([
      ...['09:00', '15:00', '16:30', '17:00'].map((time) => moment(`2023-11-15 ${time}`)),
      // Thursday.
      moment('2023-11-16 09:00'),
    ]);
    expect(shown.next.some(({ what }) => what.includes('骨科耗材排查数'))).toBe(true);
    expect(await facts(world)).toEqual(before);
    expect(await requestExtra(world.ctx, { ...asked, only: 'do' })).toEqual(shown);
    expect((await facts(world)).obligations).toHaveLength(before.obligations.length + 2);
  });

  it('is one of its own beside another of the same minute', async () => {
    const world = await jiningWorld();
    await requestExtra(world.ctx, { ...asked, only: 'do' });
    await requestExtra(world.ctx, { ...asked, title: '透析机构数', offices: 'all', only: 'do' });
    const { requirements } = (await world.db.selectFrom('campaign').select('definition').executeTakeFirstOrThrow())
      .definition;
    expect(requirements.slice(-2).map(({ title }) => title)).toEqual(['骨科耗材排查数', '透析机构数']);
  });
});

describe('a due is not moved', () => {
  it('into the past, behind the cut-off, without a reason, of a round there is not, or of one that is merged', async () => {
    const world = await jiningWorld();
    await world.db.updateTable('round').set({ merged_at: NOW }).where('id', '=', roundOf()).execute();
    const before = await facts(world);
    for (const [change, code] of [
      [{ due: localDate('2023-11-14') }, 'entry-invalid'],
      [{ cutOff: localDate('2023-12-19') }, 'entry-invalid'],
      [{ reason: '' }, 'entry-invalid'],
      [{ round: roundOf('2031Q1') }, 'entry-unknown'],
      [{ round: roundOf() }, 'entry-state'],
    ] as const)
      await expect(moveDue(world.ctx, { ...moved, ...change, only: 'do' })).rejects.toMatchObject({ code });
    expect(await facts(world)).toEqual(before);
  });
});

describe('a due that is moved', () => {
  it.each([
    ['a date of the notice', 'final'],
    ['an answer of the bureau', '2023Q4'],
  ])('is %s: shown first, then it moves for whoever still owes it, with the reason on record', async (_, period) => {
    const world = await jiningWorld();
    const change = { ...moved, round: roundOf(period) };
    const before = await facts(world);
    const shown = await moveDue(world.ctx, { ...change, only: 'show' });
    expect(shown).toMatchObject({ redated: 15, later: 0, handedIn: 0, untouched: 0 });
    expect(await facts(world)).toEqual(before);
    await moveDue(world.ctx, { ...change, only: 'do' });
    expect(await round(world, period)).toMatchObject({ due: '2023-12-20', cut_off: '2023-12-28' });
    expect(await obligation(world, owes('yanzhou', period))).toMatchObject({ due: '2023-12-20', arm: 1 });
    expect((await eventsOf(world.db, CAMPAIGN)).at(-1)).toMatchObject({
      kind: 'campaign-amended',
      data: { reason: '省局推迟验收', redated: 15 },
    });
  });

  it('leaves alone what is accepted', async () => {
    const world = await jiningWorld();
    await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 09:00' });
    const change = { ...moved, round: roundOf(), due: localDate('2023-11-20'), cutOff: localDate('2023-11-22') };
    expect(await moveDue(world.ctx, { ...change, only: 'do' })).toMatchObject({ redated: 14, untouched: 1 });
  });
});
