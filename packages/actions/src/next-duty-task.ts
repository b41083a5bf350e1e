import type { Instant } from '@duban/base';
import type { CampaignDefinition } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import type { Context } from './context.js';
import { nextCircularAt } from './duties/circular-duties.js';
import { campaignDuties } from './duties/duties-of.js';

/**
 * The next moment at which one of the bureau's own duties may come to somebody's list: `now` for one that should be there already, the
 * opening of the next quarter's 通报 at the latest. For whoever works through lists and would not look in vain. Reads only.
 */
export async function nextDutyTask(
  db: Db,
  { ctx, definition }: { readonly ctx: Pick<Context, 'calendar'>; readonly definition: CampaignDefinition },
  now: Instant,
): Promise<Instant> {
  const { running, known } = await campaignDuties(db, { ctx, definition }, now);
  const waiting = running.filter(({ id, task }) => task.from > now || known.get(id) !== 'open');
  const moments = waiting.map(({ task }) => (task.from > now ? task.from : now));
  return Math.min(nextCircularAt(definition, ctx.calendar, now), ...moments) as Instant;
}
