import type { Instant } from '@duban/base';
import type { CampaignDefinition } from '@duban/campaign';
import { recordEvent, type Tx } from '@duban/ledger';
import { SYSTEM } from '../context.js';
import { letterOf } from '../report/letter-chain.js';
import type { Duties } from './duties-of.js';
import type { Duty } from './duty.js';

interface Listed {
  readonly definition: CampaignDefinition;
  readonly duties: Duties;
}

/**
 * Keeps the open tasks true: what is no duty any more leaves the list, and so does one whose due moved so far that it would not be on the
 * list yet (it comes back in its time); one whose due moved less says the new one. A paper that waits for a signature stays as it was written.
 */
export async function refreshTasks(tx: Tx, listed: Listed, now: Instant): Promise<void> {
  await withdraw(tx, listed, now);
  await reword(tx, listed, now);
}

const isPaper = ({ task }: Duty): boolean => task.paper !== undefined;

async function withdraw(tx: Tx, { definition, duties: { known, all } }: Listed, now: Instant): Promise<void> {
  const { id: campaign } = definition;
  const still = new Set(all.filter((duty) => isPaper(duty) || duty.task.from <= now).map(({ id }) => id));
  // A letter at a later stage stands and falls with what was first put up.
  const stands = (id: string): boolean => still.has(id) || still.has(letterOf({ id }));
  const gone = [...known].filter(([id, state]) => state === 'open' && !stands(id)).map(([id]) => id);
  if (gone.length === 0) return;
  const withdrawn = await tx
    .updateTable('task')
    .set({ state: 'cancelled', done_at: now })
    .where('id', 'in', gone)
    // Ticked off meanwhile, it stays so.
    .where('state', '=', 'open')
    .returning('id')
    .execute();
  if (withdrawn.length === 0) return;
  const event = { campaign, at: now, kind: 'task-cancelled', actor: SYSTEM.name, subject: campaign };
  await recordEvent(tx, { ...event, data: { tasks: withdrawn.map(({ id }) => id) } });
}

async function reword(tx: Tx, { definition, duties: { titles, all } }: Listed, now: Instant): Promise<void> {
  for (const duty of all) {
    const { id, heading, due, task } = duty;
    const before = titles.get(id);
    if (before === undefined || before === task.title || isPaper(duty) || task.from > now) continue;
    const changed = await tx
      .updateTable('task')
      .set({ title: task.title, slot: task.from })
      .where('id', '=', id)
      .where('state', '=', 'open')
      .returning('id')
      .execute();
    if (changed.length === 0) continue;
    const event = { campaign: definition.id, at: now, kind: 'task-reworded', actor: SYSTEM.name, subject: id };
    await recordEvent(tx, { ...event, data: { label: heading, due } });
  }
}
