import { decide } from '@duban/actions/decide';
import { mergeRound } from '@duban/actions/merge-round';
import { mergeRoundAgain } from '@duban/actions/merge-round-again';
import { formatMinute, localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { type Act, drive } from '../drive.ts';
import { send, sendAndAccept } from '../sheets.ts';
import { messages, moment, operator, owes, roundOf, tasks, type World } from '../world.ts';
import { jiningQuiet } from './duties.ts';

/**
 * The third quarter (due 10-10) is merged on 10-19 with 兖州区 alone. 任城区 comes on Friday the 20th, and is sent back that afternoon, to come
 * again by Wednesday the 25th; 微山县 never comes.
 */
async function sentBackAfterTheMerge(): Promise<World> {
  const world = await jiningQuiet();
  await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
  await mergeRound(world.ctx, { round: roundOf(), actor: operator, now: moment('2023-10-19 00:00') });
  await send(world, { office: 'rencheng', at: '2023-10-20 10:00' });
  await decide(world.ctx, {
    ...{ obligation: owes('rencheng'), submission: `${owes('rencheng')}#1`, kind: 'return', reason: '请核对' },
    ...{ due: localDate('2023-10-25'), actor: operator, now: moment('2023-10-20 15:00') },
  });
  return world;
}

/** `10-24 15:05 jg-a@rencheng.example` of the chases that left. */
async function chasesUntil(world: World, until: string, acts: readonly Act[] = []): Promise<string[]> {
  await drive(world, { offices: ['rencheng', 'weishan'], from: '2023-10-20 15:05', until, acts });
  return (await messages(world, 'chase')).flatMap(({ sent_at, address }) =>
    sent_at === null ? [] : [`${formatMinute(sent_at).slice(5)} ${address}`],
  );
}

const called = async (world: World) =>
  (await tasks(world))
    .filter(({ kind }) => kind === 'call')
    .map((t) => `${formatMinute(t.slot).slice(5)} ${t.office} ${t.script} ${t.state}`);

describe('Who is sent back after the merge is asked by the new day', () => {
  it('by mail and telephone, as before it; who never came is not asked any more', async () => {
    const world = await sentBackAfterTheMerge();
    // T is Wednesday the 25th; T−3 was the 20th at 09:00, before it was sent back.
    expect(await chasesUntil(world, '2023-10-26 12:00')).toEqual([
      '10-24 15:05 jg-a@rencheng.example',
      '10-24 15:05 jg-b@rencheng.example',
      '10-25 10:05 jg-a@rencheng.example',
    ]);
    expect(await called(world)).toEqual([
      '10-24 15:00 rencheng due-tomorrow cancelled',
      '10-25 16:00 rencheng due-today cancelled',
      '10-26 09:00 rencheng overdue open',
    ]);
  });

  it('until it comes', async () => {
    const world = await sentBackAfterTheMerge();
    const again = () => send(world, { office: 'rencheng', at: '2023-10-25 09:00', filling: { times: 2 } });
    const acts = [{ at: '2023-10-25 09:00', run: again }];
    expect(await chasesUntil(world, '2023-11-10 00:00', acts)).toEqual([
      '10-24 15:05 jg-a@rencheng.example',
      '10-24 15:05 jg-b@rencheng.example',
    ]);
    expect(await called(world)).toEqual(['10-24 15:00 rencheng due-tomorrow cancelled']);
  });

  it('until the round is merged again', async () => {
    const world = await sentBackAfterTheMerge();
    const act = (at: string, run: () => Promise<unknown>): Act => ({ at, run });
    const acts = [
      act('2023-10-23 10:00', () => sendAndAccept(world, { office: 'weishan', at: '2023-10-23 10:00' })),
      act('2023-10-24 15:30', () =>
        mergeRoundAgain(world.ctx, {
          ...{ round: roundOf(), reason: '补报截止', actor: operator, now: moment('2023-10-24 15:30') },
        }),
      ),
    ];
    expect(await chasesUntil(world, '2023-11-10 00:00', acts)).toEqual([
      '10-24 15:05 jg-a@rencheng.example',
      '10-24 15:05 jg-b@rencheng.example',
    ]);
    expect(await called(world)).toEqual(['10-24 15:00 rencheng due-tomorrow cancelled']);
  });
});
