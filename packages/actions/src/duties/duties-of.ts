import type { Instant } from '@duban/base';
import type { CampaignDefinition } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import type { Context } from '../context.js';
import { circularDuties } from './circular-duties.js';
import { clueDuties } from './clue-duties.js';
import type { Duty, KnownTasks } from './duty.js';
import { majorDuties } from './major-duties.js';
import { partDuties } from './part-duties.js';
import { upwardDuties } from './upward-duties.js';

export interface AboutDuties {
  readonly ctx: Pick<Context, 'calendar'>;
  readonly definition: CampaignDefinition;
  /** What became of their tasks so far. */
  readonly known: KnownTasks;
}

export interface AboutDuties {
  readonly ctx: Pick<Context, 'calendar'>;
  readonly definition: CampaignDefinition;
  /** What became of their tasks so far. */
  readonly known: KnownTasks;
}

/** Everything the bureau itself has to do by a time: reports upward, other departments' parts, clues' clocks, major cases, a 通报. */
export async function dutiesOf(db: Db, { ctx, definition, known }: AboutDuties, now: Instant): Promise<Duty[]> {
  const { calendar } = ctx;
  const { answers, launched_at } = await db
    .selectFrom('campaign')
    .select(['answers', 'launched_at'])
    .where('id', '=', definition.id)
    .executeTakeFirstOrThrow();
  const settled = { definition, answers, calendar };
  return [
    ...upwardDuties(settled),
    ...(await partDuties(db, settled)),
    ...(await clueDuties(db, definition, calendar)),
    ...(await majorDuties(db, definition)),
    ...(await circularDuties(db, { definition, calendar, known, launchedAt: launched_at }, now)),
  ];
}
