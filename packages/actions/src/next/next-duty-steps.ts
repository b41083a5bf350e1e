import type { Instant } from '@duban/base';
import type { CampaignDefinition } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import type { Context } from '../context.js';
import { dutiesOf } from '../duties/duties-of.js';
import { dutyTasks } from '../duties/duty.js';
import type { Ahead } from './step-ahead.js';

/** The next step of each of the bureau's own duties that is not done: the moments the campaign's workflow waits for. */
export async function nextDutySteps(
  db: Db,
  about: {
    readonly ctx: Pick<Context, 'calendar'> & Partial<Pick<Context, 'mailDomain'>>;
    readonly definition: CampaignDefinition;
  },
  now: Instant,
): Promise<Ahead[]> {
  const known = await dutyTasks(db, about.definition.id);
  const running = (await dutiesOf(db, { ...about, known }, now)).filter(
    ({ id }) => (known.get(id) ?? 'open') === 'open',
  );
  return running.flatMap(({ heading, what, task, steps }): Ahead[] => {
    const moments = [{ at: task.from, step: '列入待办' }, ...steps.map(({ at }) => ({ at, step: heading }))];
    // The first of one moment only: a task and a reminder at nine are one thing that happens.
    const [first] = moments.filter(({ at }) => at > now).sort((a, b) => a.at - b.at);
    return first ? [{ at: first.at, words: () => ({ office: null, what, step: first.step }) }] : [];
  });
}
