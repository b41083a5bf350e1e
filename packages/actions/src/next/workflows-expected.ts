import { type Instant, MINUTE, plus } from '@duban/base';
import { at, dateOf, endOfDay } from '@duban/base/time';
import { type CampaignDefinition, lateFrom } from '@duban/campaign';
import type { Db, Poke } from '@duban/ledger';
import type { Context } from '../context.js';
import { campaignDuties } from '../duties/duties-of.js';
import { campaignFacts } from '../facts/campaign-facts.js';
import { openMessages } from '../messages/open-messages.js';
import { newestReport } from '../report/newest-report.js';
import { boundaries, morningHasCome } from './campaign-calendar.js';
import { comingByOffice } from './coming-by-office.js';
import { happenedSoFar } from './next-campaign-steps.js';
import { roundsAhead } from './next-round-steps.js';

/** A workflow looks within seconds; what is later than this (ms) waits for nobody. */
export const GRACE_MS = 5 * MINUTE;

/** When a workflow must act next, and whether that moment is over or its last look found a later one. Campaign time. */
interface Due {
  readonly due: Instant;
  readonly behind: boolean;
}

interface Place {
  readonly ctx: Pick<Context, 'calendar'>;
  readonly campaign: string;
  readonly launched: Instant;
}

/** What the ledger expects of the workflows of a running campaign, by {@link workflowKey}; those with nothing ahead are left out. */
export async function workflowsExpected(
  db: Db,
  { ctx, campaign, launched }: Place,
  now: Instant,
): Promise<ReadonlyMap<string, Due>> {
  const { definition } = await campaignFacts(db, campaign);
  const late = (moment: Instant): Due => ({ due: moment, behind: moment < plus(now, -GRACE_MS) });
  const due = new Map<string, Due>();
  const found = await lastFound(db, campaign);
  const offices = await officesOf(db, campaign);
  const young = launched > plus(now, -GRACE_MS);
  for (const [office, coming] of await comingByOffice(db, { ctx, definition, offices }, now)) {
    const moment = first(coming.map((step) => step.at));
    if (moment === null) continue;
    const expects = found.get(office) ?? null;
    // A look that was never made, or found nothing, or something later: whoever changed the ledger since did not reach it.
    const outOfStep = !young && moment > now && (expects === null || moment < plus(expects, -MINUTE));
    const one = late(moment);
    due.set(workflowKey({ workflow: 'office', input: { campaign, office } }), {
      ...one,
      behind: one.behind || outOfStep,
    });
  }
  const rounds = await roundsAhead(db, campaign);
  for (const round of rounds.filter((r) => r.merged_at === null)) {
    const { requirement, period } = round;
    const moment =
      round.open === 0 || round.frozen_at === null ? lateFrom(round.due, round.due_time) : endOfDay(round.cut_off);
    due.set(workflowKey({ workflow: 'round', input: { campaign, requirement, period } }), late(moment));
  }
  const report = await newestReport(db, campaign);
  const merged = rounds.map((r) => r.merged_at);
  if (!report && merged.length > 0 && !merged.includes(null)) {
    const moment = Math.max(...merged.map((m) => m ?? 0)) as Instant;
    due.set(workflowKey({ workflow: 'report', input: { campaign, kind: 'summary' } }), late(moment));
  }
  const { known, running } = await campaignDuties(db, { ctx, definition }, now);
  const over =
    report?.stage === 'issued' && running.length === 0 && (await openMessages(db, campaign, null)).length === 0;
  const unlisted = running.filter(({ id, task }) => task.from <= now && known.get(id) !== 'open');
  const missed = over
    ? null
    : first([...(await missedMoments(db, { ctx, definition }, now)), ...unlisted.map(({ task }) => task.from)]);
  if (missed !== null && missed > launched)
    due.set(workflowKey({ workflow: 'campaign', input: { campaign } }), late(missed));
  return due;
}

/** The campaign's own moments, its mornings and the bounds of its phases, that are over and were not held. */
async function missedMoments(
  db: Db,
  { ctx, definition }: { ctx: Pick<Context, 'calendar'>; definition: CampaignDefinition },
  now: Instant,
): Promise<Instant[]> {
  const happened = await happenedSoFar(db, definition, now);
  const today = dateOf(now);
  const morning = morningHasCome(ctx.calendar, definition, now) && !happened.has(`morning-held ${today}`);
  const bounds = boundaries(definition).filter((b) => b.at <= now && !happened.has(`${b.kind} ${b.phase}`));
  return [...(morning ? [at(today, definition.digestAt)] : []), ...bounds.map((b) => b.at)];
}

async function officesOf(db: Db, campaign: string): Promise<string[]> {
  const rows = await db.selectFrom('office').select('id').where('campaign', '=', campaign).execute();
  return rows.map((row) => row.id);
}

async function lastFound(db: Db, campaign: string): Promise<ReadonlyMap<string, Instant | null>> {
  const rows = await db.selectFrom('office_next').select(['office', 'at']).where('campaign', '=', campaign).execute();
  return new Map(rows.map((row) => [row.office, row.at]));
}

/** The same for the same workflow, in whatever order the database gives the parts back. */
export function workflowKey({ workflow, input }: Poke): string {
  return JSON.stringify([workflow, ...Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function first(times: readonly Instant[]): Instant | null {
  return times.length === 0 ? null : (Math.min(...times) as Instant);
}
