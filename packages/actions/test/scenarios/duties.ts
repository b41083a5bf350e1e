import { campaignTick } from '@duban/actions/campaign-tick';
import { completeTask } from '@duban/actions/complete-task';
import type { Actor } from '@duban/actions/context';
import { deliverMessage } from '@duban/actions/deliver-message';
import { launchCampaign } from '@duban/actions/launch-campaign';
import { listTasks } from '@duban/actions/list-tasks';
import { loadSeed } from '@duban/actions/load-seed';
import { type Instant, plus } from '@duban/base';
import { formatMinute, localDate } from '@duban/base/time';
import type { Envelope } from '@duban/notify';
import { answered } from '../answered.ts';
import { recordingMailer } from '../drive.ts';
import { emptyWorld, jiningWorld, LAUNCH, moment, operator, SEEDS, type World } from '../world.ts';

interface Act {
  readonly at: string;
  run(now: Instant): Promise<unknown>;
}

/** Plays a campaign's own workflow without its mail: looks when told to, and after each act, as its poke would have it. */
export async function play(world: World, campaign: string, span: readonly [string, string, ...Act[]]): Promise<void> {
  const [from, until, ...acts] = span;
  const todo = [...acts];
  for (let now = moment(from), looks = 0; now < moment(until); looks++) {
    if (looks > 1_000) throw new Error(`a busy loop at ${formatMinute(now)}`);
    const { waitMs, deliver } = await campaignTick(world.ctx, { campaign, now });
    for (const id of deliver)
      await world.db.updateTable('message').set({ state: 'sent', sent_at: now }).where('id', '=', id).execute();
    if (waitMs === null) return;
    const [act] = todo;
    const next = plus(now, waitMs);
    if (act && moment(act.at) <= next) {
      todo.shift();
      now = moment(act.at);
      await act.run(now);
    } else now = next;
  }
}

/** `11-20 10:00 chief` of every reminder of the bureau's own duties, in order of time. */
export const reminders = async ({ db }: World): Promise<string[]> =>
  (
    await db.selectFrom('message').selectAll().where('kind', '=', 'duty').orderBy('created_at').orderBy('id').execute()
  ).map((m) => `${formatMinute(m.created_at).slice(5)} ${m.recipient}`);
/** `11-13 09:00 operator open 拟稿上报：…` */
export const listed = async ({ ctx }: World, campaign: string, script: RegExp): Promise<string[]> =>
  (await listTasks(ctx, { campaign }))
    .filter((t) => script.test(t.id))
    .map((t) => `${formatMinute(t.slot).slice(5)} ${t.assignedTo} ${t.state} ${t.title}`)
    .sort();
export const tick =
  (world: World, task: string, actor: Actor = operator) =>
  (now: Instant) =>
    completeTask(world.ctx, { task, actor, now });

/** A notice launched with every question answered; its messages are out of the way. */
export async function launched(name: string, day: string, unsaid: string): Promise<World> {
  const world = await emptyWorld();
  const seed = answered(await loadSeed(SEEDS, name), { on: localDate(day), unsaid: localDate(unsaid) });
  const now = moment(`${day} 09:00`);
  await launchCampaign(world.ctx, seed, { actor: operator, now });
  await world.db.updateTable('message').set({ state: 'sent', sent_at: now }).execute();
  return world;
}

/** Jining without its own mornings being of interest. */
export async function jiningQuiet(): Promise<World> {
  const world = await jiningWorld();
  await world.db.updateTable('message').set({ state: 'sent', sent_at: LAUNCH }).execute();
  return world;
}

/** The reminders planned by a moment, to be sent only after something has happened. */
export async function planned(world: World, campaign: string, at: string): Promise<readonly string[]> {
  await play(world, campaign, [`${at.slice(0, 10)} 00:30`, at]);
  await campaignTick(world.ctx, { campaign, now: moment(at) });
  const rows = await world.db
    .selectFrom('message')
    .select('id')
    .where('kind', '=', 'duty')
    .where('state', '=', 'planned')
    .execute();
  return rows.map(({ id }) => id);
}

export async function send(world: World, messages: readonly string[], at: string): Promise<Envelope[]> {
  const { mailer, sent } = recordingMailer();
  for (const message of messages) await deliverMessage({ ...world.ctx, mailer }, { message, now: moment(at) });
  return sent;
}
