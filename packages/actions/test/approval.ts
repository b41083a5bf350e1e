import { completeTask } from '@duban/actions/complete-task';
import type { Actor } from '@duban/actions/context';
import { documentSteps } from '@duban/actions/document-steps';
import { returnDocument } from '@duban/actions/return-document';
import { REPORT } from './drafted-report.ts';
import { drive } from './drive.ts';
import { chief, jining, jiningWorld, moment, roundOf, tasks, type World } from './world.ts';

export const NOW = '2023-12-19 09:00';

/** A county that filed nothing for the third quarter, and nothing for the fourth: a letter waits for its signature. */
export async function withLetter(of: typeof jining = jining): Promise<World> {
  const world = await jiningWorld(of);
  const frozen = { frozen_at: moment('2023-10-11 00:00'), merged_at: moment('2023-10-19 00:00') };
  await world.db.updateTable('round').set(frozen).where('id', '=', roundOf()).execute();
  await drive(world, { offices: ['yanzhou'], from: '2023-12-13 08:30', until: '2023-12-13 18:00' });
  return world;
}

/** The one task that waits, but for calls. */
export const open = async (world: World, kind?: string) => {
  const task = (await tasks(world)).find((t) => t.state === 'open' && t.kind !== 'call' && (!kind || t.kind === kind));
  if (!task) throw new Error('no open task');
  return task;
};
export const finish = ({ ctx }: World, task: string, actor: Actor) =>
  completeTask(ctx, { task, actor, now: moment(NOW) });
export const sendBack = ({ ctx }: World, task: string, change: { actor?: Actor; reason?: string } = {}) =>
  returnDocument(ctx, { task, reason: '数据口径未说明', actor: chief, now: moment(NOW), ...change });
export const steps = async (world: World, document = REPORT) =>
  (await documentSteps(world.ctx, { document })).map((s) => `${s.action} ${s.by} ${s.from ?? '—'} → ${s.to}`);
