import type { EventNews } from '@duban/ledger';
import type { Context } from './context.js';
import { obligationParts } from './views/owed-labels.js';

/** Who listens: a campaign, of the desk only what happens to its own offices' tasks. */
export interface Listening {
  readonly campaign: string;
  /** Null: all of it. */
  readonly offices: readonly string[] | null;
}

/** Whether an event is any business of this listener's. */
export function concerns({ campaign, offices }: Listening, news: EventNews): boolean {
  if (news.campaign !== campaign) return false;
  if (offices === null) return true;
  const parts = obligationParts(news.subject);
  return parts !== null && offices.includes(parts.office);
}

/** So many events further back, it is simpler to look at everything again. */
const MOST = 200;

/** What has happened since the listener's last event, oldest first; null when that is too long ago to tell one by one. */
export async function eventsSince(
  { ledger }: Pick<Context, 'ledger'>,
  listening: Listening,
  after: number,
): Promise<readonly EventNews[] | null> {
  const events = await ledger.db
    .selectFrom('event')
    .select(['seq', 'campaign', 'kind', 'subject'])
    .where('campaign', '=', listening.campaign)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(MOST + 1)
    .execute();
  return events.length > MOST ? null : events.filter((news) => concerns(listening, news));
}
