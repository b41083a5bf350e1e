import type { Instant } from '@duban/base';
import type { Context } from './context.js';
import { campaignFacts } from './facts/campaign-facts.js';
import { eventLabels } from './views/event-labels.js';
import { owedLabels } from './views/owed-labels.js';
import { namedSubjects, subjectLabel } from './views/subject-labels.js';

export interface EventListed {
  readonly seq: number;
  readonly at: Instant;
  readonly kind: string;
  readonly label: string;
  readonly actor: string;
  /** What it happened to, in words: an obligation, a round, a person, a message, a task. */
  readonly subject: string;
}

/** Who did what, newest first. Throws `campaign-unknown`. */
export async function listEvents(
  ctx: Context,
  { campaign, limit }: { readonly campaign: string; readonly limit: number },
): Promise<EventListed[]> {
  const { db } = ctx.ledger;
  const { definition } = await campaignFacts(db, campaign);
  const rounds = await db
    .selectFrom('round')
    .select(['requirement', 'period', 'period_label'])
    .where('campaign', '=', campaign)
    .execute();
  const events = await db
    .selectFrom('event')
    .select(['seq', 'at', 'kind', 'actor', 'subject'])
    .where('campaign', '=', campaign)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  const named = await namedSubjects(db, definition, [...new Set(events.map(({ subject }) => subject))]);
  const about = { definition, labels: owedLabels(definition, rounds), named };
  return events.map((e) => ({
    ...e,
    label: eventLabels[e.kind] ?? e.kind,
    subject: subjectLabel(about, e.subject),
  }));
}
