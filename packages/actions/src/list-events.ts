import type { Instant } from '@duban/base';
import type { CampaignDefinition } from '@duban/campaign';
import type { Context } from './context.js';
import { campaignFacts } from './facts/campaign-facts.js';
import { eventLabels } from './views/event-labels.js';
import { type OwedLabels, obligationParts, owedLabels } from './views/owed-labels.js';

export interface EventListed {
  readonly seq: number;
  readonly at: Instant;
  readonly kind: string;
  readonly label: string;
  readonly actor: string;
  /** What it happened to: in words where it is an obligation, a round or a phase, else its id. */
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
  const labels = owedLabels(definition, rounds);
  return events.map((e) => ({
    ...e,
    label: eventLabels[e.kind] ?? e.kind,
    subject: subjectLabel(definition, labels, e.subject),
  }));
}

export function subjectLabel(definition: CampaignDefinition, labels: OwedLabels, subject: string): string {
  if (subject === definition.id) return definition.title;
  const phase = definition.phases.find((p) => p.id === subject);
  if (phase) return phase.title;
  const round = labels.get(subject.slice(definition.id.length + 1));
  if (round) return round;
  const parts = obligationParts(subject);
  const what = parts && labels.get(parts.round);
  const office = parts && definition.offices.find((o) => o.id === parts.office);
  return what && office ? `${office.shortName}${what}${parts.rest}` : subject;
}
