import type { Instant } from '@duban/base';
import type { CampaignDefinition } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import type { Context } from '../context.js';
import { circularDuties } from './circular-duties.js';
import { clueDuties } from './clue-duties.js';
import { type Duty, dutyTasks, type KnownTasks } from './duty.js';
import { majorDuties } from './major-duties.js';
import { partDuties } from './part-duties.js';
import { upwardDuties } from './upward-duties.js';

interface AboutDuties {
  readonly ctx: Pick<Context, 'calendar'>;
  readonly definition: CampaignDefinition;
  /** What became of their tasks so far. */
  readonly known: KnownTasks;
}

export interface Duties {
  readonly known: KnownTasks;
  readonly all: readonly Duty[];
  /** Those that nobody has ticked off. One that was withdrawn and is there again (a clue that was sent back) runs again. */
  readonly running: readonly Duty[];
}

/** The duties of a campaign, what became of their tasks, and which still run. */
export async function campaignDuties(
  db: Db,
  { ctx, definition }: Omit<AboutDuties, 'known'>,
  now: Instant,
): Promise<Duties> {
  const known = await dutyTasks(db, definition.id);
  const all = await dutiesOf(db, { ctx, definition, known }, now);
  return { known, all, running: all.filter(({ id }) => known.get(id) !== 'done') };
}

/** Everything the bureau itself has to do by a time: reports upward, other departments' parts, clues' clocks, major cases, a 通报. */
async function dutiesOf(db: Db, { ctx, definition, known }: AboutDuties, now: Instant): Promise<Duty[]> {
  const { calendar } = ctx;
  const { answers, launched_at } = await db
    .selectFrom('campaign')
    .select(['answers', 'launched_at'])
    .where('id', '=', definition.id)
    .executeTakeFirstOrThrow();
  const settled = { definition, answers, calendar };
  return [
    ...upwardDuties(settled),
    ...(await partDuties(db, { ...settled, known })),
    ...(await clueDuties(db, definition, calendar)),
    ...(await majorDuties(db, definition)),
    ...(await circularDuties(db, { definition, calendar, known, launchedAt: launched_at }, now)),
  ];
}
