import { mergeRound } from '@duban/actions/merge-round';
import { cleanGrid, sendAndAccept } from './sheets.ts';
import { copiesOf, jiningWorld, moment, operator, roundOf } from './world.ts';

/** One county files everything, one its first quarter late; two come after the cut-off of a quarter. All is merged at its cut-off. */
export const mergedWorld = copiesOf(async () => {
  const world = await jiningWorld();
  const merge = (period: string, at: string) =>
    mergeRound(world.ctx, { round: roundOf(period), actor: operator, now: moment(at) });
  await sendAndAccept(world, { office: 'yanzhou', at: '2023-10-09 10:00' });
  await sendAndAccept(world, { office: 'rencheng', at: '2023-10-12 10:00', filling: { times: 2 } });
  await merge('2023Q3', '2023-10-19 00:00');
  await sendAndAccept(world, { office: 'weishan', at: '2023-11-01 10:00' });
  await sendAndAccept(world, {
    office: 'yanzhou',
    period: '2023Q4',
    at: '2023-12-08 10:00',
    filling: { previous: cleanGrid() },
  });
  await sendAndAccept(world, { office: 'yanzhou', period: 'final', at: '2023-12-08 11:00' });
  await merge('2023Q4', '2023-12-19 00:00');
  await merge('final', '2023-12-19 00:00');
  await sendAndAccept(world, { office: 'yutai', period: '2023Q4', at: '2023-12-19 08:00' });
  return world;
});
