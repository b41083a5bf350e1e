import type { Instant } from '@duban/base';
import { at, dateOf } from '@duban/base/time';
import type { CampaignDefinition } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import type { Context } from '../context.js';
import { campaignDuties } from '../duties/duties-of.js';
import { openMessages } from '../messages/open-messages.js';
import { newestReport } from '../report/newest-report.js';
import { eventLabels } from '../views/event-labels.js';
import { boundaries, morningHasCome, nextMorning } from './campaign-calendar.js';
import { nextDutySteps } from './next-duty-steps.js';
import type { RoundAhead } from './next-round-steps.js';
import type { Ahead } from './step-ahead.js';

interface About {
  readonly ctx: Pick<Context, 'calendar'>;
  readonly definition: CampaignDefinition;
  readonly rounds: readonly RoundAhead[];
}

/** What the campaign itself waits for: its mornings, the bounds of its phases, and the report once all rounds are merged. */
export async function nextCampaignSteps(db: Db, about: About, now: Instant): Promise<Ahead[]> {
  const { ctx, definition, rounds } = about;
  const { running } = await campaignDuties(db, { ctx, definition }, now);
  const report = await newestReport(db, definition.id);
  if (report?.stage === 'issued' && running.length === 0 && (await openMessages(db, definition.id, null)).length === 0)
    return [];
  const happened = await happenedSoFar(db, definition, now);
  const bounds = boundaries(definition).filter((b) => b.at > now || !happened.has(`${b.kind} ${b.phase}`));
  const title = (phase: string): string => definition.phases.find((p) => p.id === phase)?.title ?? phase;
  const today = at(dateOf(now), definition.digestAt);
  const held = !morningHasCome(ctx.calendar, definition, now) || happened.has(`morning-held ${dateOf(now)}`);
  const merged = rounds.map((r) => r.merged_at);
  const compile = report || merged.length === 0 || merged.includes(null) ? [] : [latest(merged)];
  return [
    ...[...(held ? [] : [today]), nextMorning(ctx.calendar, definition, now)].map((m) => ahead(m, MORNING, '发送')),
    ...bounds.map((b) => ({
      ...ahead(b.at, title(b.phase), eventLabels[b.kind] ?? b.kind),
      endsDay: b.kind === 'phase-ended',
    })),
    ...nextDutySteps(running, now),
    ...compile.map((c) => ahead(c, '总结报告', '编制')),
  ];
}

/** A morning with nothing to say sends nothing, and what it will have to say is known only then. */
const MORNING = '晨报（有事项时）';

function ahead(moment: Instant, what: string, step: string): Ahead {
  return { at: moment, words: () => ({ office: null, what, step }) };
}

function latest(moments: readonly (Instant | null)[]): Instant {
  return Math.max(...moments.map((m) => m ?? 0)) as Instant;
}

/** `<kind> <subject>` of the phases that were marked and of today's morning. */
export async function happenedSoFar(
  db: Db,
  definition: CampaignDefinition,
  now: Instant,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('event')
    .select(['kind', 'subject'])
    .where('campaign', '=', definition.id)
    .where((eb) =>
      eb.or([
        eb('kind', 'in', ['phase-began', 'phase-ended']),
        eb.and([eb('kind', '=', 'morning-held'), eb('subject', '=', dateOf(now))]),
      ]),
    )
    .execute();
  return new Set(rows.map((row) => `${row.kind} ${row.subject}`));
}
