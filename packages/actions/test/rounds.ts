import { mergeRound } from '@duban/actions/merge-round';
import { roundTick } from '@duban/actions/round-tick';
import { CAMPAIGN, moment, operator, roundOf, type World } from './world.ts';

/** One look at the round of the quarterly table. */
export const tick = (world: World, now: string, period = '2023Q3') =>
  roundTick(world.ctx, { campaign: CAMPAIGN, requirement: 'quarterly-table', period, now: moment(now) });
export const merge = (world: World, now: string) =>
  mergeRound(world.ctx, { round: roundOf(), actor: operator, now: moment(now) });
/** The figures that the merge froze. */
export const figures = async ({ db }: World, id = `${roundOf()}/merge`) =>
  (await db.selectFrom('snapshot').select('figures').where('id', '=', id).executeTakeFirstOrThrow()).figures;
export const CHECKED = `T1.2023Q3.total.chkInst.current`;

/** Whoever is not named here owes nothing. */
export async function onlyOwed(world: World, offices: readonly string[]): Promise<void> {
  await world.db
    .updateTable('obligation')
    .set({ state: 'exempt' })
    .where('period', '=', '2023Q3')
    .where('office', 'not in', offices)
    .execute();
}
