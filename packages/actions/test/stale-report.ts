import { compileReport } from '@duban/actions/compile-report';
import { completeTask } from '@duban/actions/complete-task';
import type { Actor } from '@duban/actions/context';
import { decide } from '@duban/actions/decide';
import { recompileReport } from '@duban/actions/recompile-report';
import { reportTick } from '@duban/actions/report-tick';
import { mergedWorld } from './merged-world.ts';
import { sendAndAccept } from './sheets.ts';
import { CAMPAIGN, copiesOf, moment, officerOf, operator, owes, tasks, type World } from './world.ts';

export const ID = `${CAMPAIGN}/report/summary`;
export const compile = (world: World, at = '2023-12-19 09:00') =>
  compileReport(world.ctx, { campaign: CAMPAIGN, actor: operator, now: moment(at) });
/** The merged rounds, and the report compiled of them. */
export const compiledWorld = copiesOf(async () => {
  const world = await mergedWorld();
  await compile(world);
  return world;
});
export const again = (
  world: World,
  { at = '2023-12-21 09:00', actor = operator }: { at?: string; actor?: Actor } = {},
) => recompileReport(world.ctx, { campaign: CAMPAIGN, actor, now: moment(at) });
export const look = (world: World, at: string) =>
  reportTick(world.ctx, { campaign: CAMPAIGN, kind: 'summary', now: moment(at) });

export const onObligation = (
  world: World,
  kind: 'reopen' | 'exempt',
  { id = owes('yanzhou'), at = '2023-12-20 10:00' }: { id?: string; at?: string } = {},
) =>
  decide(world.ctx, {
    obligation: id,
    submission: null,
    kind,
    reason: '核实金额',
    due: null,
    actor: operator,
    now: moment(at),
  });
/** Three times what it was: 90 institutions instead of 30. */
export const correct = (world: World, at = '2023-12-20 15:00') =>
  sendAndAccept(world, { office: 'yanzhou', at, filling: { times: 3 } });

export const documents = ({ db }: World) => db.selectFrom('document').selectAll().orderBy('id').execute();
export const snapshots = async ({ db }: World) =>
  (await db.selectFrom('snapshot').select('id').orderBy('id').execute()).map(({ id }) => id);
export const open = async (world: World) =>
  (await tasks(world)).filter((t) => t.state === 'open' && t.office === null).map((t) => `${t.id} ${t.assigned_to}`);
/** Whoever the next stage waits for takes it. */
export async function advance(world: World, at: string): Promise<void> {
  const [task] = (await tasks(world)).filter((t) => t.state === 'open' && t.office === null);
  if (!task) throw new Error('no open task');
  await completeTask(world.ctx, { task: task.id, actor: officerOf(task.assigned_to), now: moment(at) });
}
