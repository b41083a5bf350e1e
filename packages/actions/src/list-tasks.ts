import type { Instant } from '@duban/base';
import type { BureauRole } from '@duban/campaign';
import { restsInPause } from './chase/rests-in-pause.js';
import type { Context } from './context.js';
import { readCampaign } from './facts/campaign-status.js';
import { titleOfRole } from './people/person-titles.js';
import { type TaskAct, taskActs } from './report/task-acts.js';

export type { TaskAct } from './report/task-acts.js';

export interface TaskListed {
  readonly id: string;
  readonly title: string;
  /** `sign` or `check`. */
  readonly kind: string;
  readonly assignedTo: BureauRole;
  readonly assignedTitle: string;
  readonly slot: Instant;
  readonly state: 'open' | 'done' | 'cancelled';
  readonly doneAt: Instant | null;
  /** A draft to be read. */
  readonly hasFile: boolean;
  /** What may be done about it, the usual first; by whom, its verbs say. */
  readonly acts: readonly TaskAct[];
}

/**
 * What people of the bureau must sign or check: open ones in order of time, then those that are over, newest first. While the campaign is
 * paused nobody is asked for a paper that would leave (`restsInPause`). Throws `campaign-unknown`.
 */
export async function listTasks(ctx: Context, { campaign }: { readonly campaign: string }): Promise<TaskListed[]> {
  const { db } = ctx.ledger;
  const { status, facts } = await readCampaign(db, campaign);
  const rows = await db
    .selectFrom('task')
    .select(['id', 'campaign', 'office', 'title', 'kind', 'script', 'assigned_to', 'slot', 'state', 'done_at', 'blob'])
    .where('campaign', '=', campaign)
    .where('kind', '!=', 'call')
    .orderBy('slot')
    .orderBy('id')
    .execute();
  const listed = rows.filter((t) => status !== 'paused' || t.state !== 'open' || !restsInPause(t));
  const tasks = listed.map((t) => ({
    id: t.id,
    title: t.title,
    kind: t.kind,
    assignedTo: t.assigned_to as BureauRole,
    assignedTitle: titleOfRole(facts.definition, t.assigned_to),
    slot: t.slot,
    state: t.state,
    doneAt: t.done_at,
    hasFile: t.blob !== null,
    acts: t.state === 'open' ? taskActs(t) : [],
  }));
  return [...tasks.filter((t) => t.state === 'open'), ...tasks.filter((t) => t.state !== 'open').reverse()];
}
