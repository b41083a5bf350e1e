import { type Instant, MINUTE, plus } from '@duban/base';
import { at, dateOf, endOfDay } from '@duban/base/time';
import type { CampaignDefinition } from '@duban/campaign';
import { type CampaignStatus, type Db, openPokes, type Poke } from '@duban/ledger';
import type { Context } from './context.js';
import { campaignFacts } from './facts/campaign-facts.js';
import { mayLeave } from './facts/campaign-status.js';
import { nextAttempt, OPEN, openMessages } from './messages/open-messages.js';
import { boundaries, morningHasCome } from './next/campaign-calendar.js';
import { comingByOffice } from './next/coming-by-office.js';
import { happenedSoFar } from './next/next-campaign-steps.js';
import { roundsAhead } from './next/next-round-steps.js';
import { workflowsOf } from './next/workflows-of.js';
import { newestReport } from './report/newest-report.js';

/** A workflow looks within seconds; what is later than this waits for nobody. */
const GRACE_MS = 5 * MINUTE;
/** Mail waits behind other mail and through a restart. */
const MAIL_GRACE_MS = 15 * MINUTE;
/** How many ids are named. */
const NAMED = 5;

/** What the ledger expects of one workflow, campaign time. */
export interface Expected {
  readonly workflow: Poke;
  /** When it must act next; null: nothing is ahead. */
  readonly due: Instant | null;
  /** That moment is over, or its last look found a later one: it has lost its timer, and no poke is on its way. */
  readonly behind: boolean;
}

/** Rows that should have left by now. */
interface Waiting {
  readonly count: number;
  readonly oldest: Instant;
  /** Ids of the first few. */
  readonly ids: readonly string[];
}

export interface Delays {
  /** Campaign time of the question. */
  readonly now: Instant;
  /** Per campaign that is not closed, all that has to run. */
  readonly campaigns: ReadonlyMap<string, readonly Expected[]>;
  /** Null: none. */
  readonly mail: Waiting | null;
  readonly pokes: Waiting | null;
}

/** Looks through the ledger for what should have happened and has not. Reads only; `now` is campaign time. */
export async function findDelays(ctx: Pick<Context, 'ledger' | 'calendar'>, now: Instant): Promise<Delays> {
  const { db } = ctx.ledger;
  const rows = await db
    .selectFrom('campaign')
    .select(['id', 'status', 'launched_at'])
    .where('status', '!=', 'closed')
    .orderBy('id')
    .execute();
  const onTheWay = await pokesOnTheWay(db);
  const campaigns = new Map<string, readonly Expected[]>();
  for (const { id, status, launched_at } of rows) {
    const due = status === 'running' ? await dueIn(db, { ctx, campaign: id, launched: launched_at }, now) : NOTHING;
    const expected = (await workflowsOf(db, id)).map((workflow): Expected => {
      const found = due.get(keyOf(workflow)) ?? { due: null, behind: false };
      return { workflow, ...found, behind: found.behind && !onTheWay.has(keyOf(workflow)) };
    });
    campaigns.set(id, expected);
  }
  return { now, campaigns, mail: await lateMail(db, now), pokes: await latePokes(db, now) };
}

type Due = Pick<Expected, 'due' | 'behind'>;
const NOTHING: ReadonlyMap<string, Due> = new Map();

interface Place {
  readonly ctx: Pick<Context, 'calendar'>;
  readonly campaign: string;
  readonly launched: Instant;
}

async function dueIn(db: Db, { ctx, campaign, launched }: Place, now: Instant): Promise<ReadonlyMap<string, Due>> {
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
    due.set(keyOf({ workflow: 'office', input: { campaign, office } }), { ...one, behind: one.behind || outOfStep });
  }
  const rounds = await roundsAhead(db, campaign);
  for (const round of rounds.filter((r) => r.merged_at === null)) {
    const { requirement, period } = round;
    const moment = round.open === 0 || round.frozen_at === null ? endOfDay(round.due) : endOfDay(round.cut_off);
    due.set(keyOf({ workflow: 'round', input: { campaign, requirement, period } }), late(moment));
  }
  const report = await newestReport(db, campaign);
  const merged = rounds.map((r) => r.merged_at);
  if (!report && merged.length > 0 && !merged.includes(null)) {
    const moment = Math.max(...merged.map((m) => m ?? 0)) as Instant;
    due.set(keyOf({ workflow: 'report', input: { campaign, kind: 'summary' } }), late(moment));
  }
  const issued = report?.stage === 'issued' && (await openMessages(db, campaign, null)).length === 0;
  const missed = issued ? null : await firstMissed(db, { ctx, definition }, now);
  if (missed !== null && missed > launched) due.set(keyOf({ workflow: 'campaign', input: { campaign } }), late(missed));
  return due;
}

/** The first of the campaign's own moments, its mornings and the bounds of its phases, that is over and was not held. */
async function firstMissed(
  db: Db,
  { ctx, definition }: { ctx: Pick<Context, 'calendar'>; definition: CampaignDefinition },
  now: Instant,
): Promise<Instant | null> {
  const happened = await happenedSoFar(db, definition, now);
  const today = dateOf(now);
  const morning = morningHasCome(ctx.calendar, definition, now) && !happened.has(`morning-held ${today}`);
  const bounds = boundaries(definition).filter((b) => b.at <= now && !happened.has(`${b.kind} ${b.phase}`));
  return first([...(morning ? [at(today, definition.digestAt)] : []), ...bounds.map((b) => b.at)]);
}

async function officesOf(db: Db, campaign: string): Promise<string[]> {
  const rows = await db.selectFrom('office').select('id').where('campaign', '=', campaign).execute();
  return rows.map((row) => row.id);
}

async function lastFound(db: Db, campaign: string): Promise<ReadonlyMap<string, Instant | null>> {
  const rows = await db.selectFrom('office_next').select(['office', 'at']).where('campaign', '=', campaign).execute();
  return new Map(rows.map((row) => [row.office, row.at]));
}

/** Mail that could have been tried long ago. */
async function lateMail(db: Db, now: Instant): Promise<Waiting | null> {
  const rows = await db
    .selectFrom('message as m')
    .innerJoin('campaign as c', 'c.id', 'm.campaign')
    .select(['m.id', 'm.kind', 'm.state', 'm.send_after', 'm.next_attempt_at', 'm.lease_until', 'c.status'])
    .where('m.state', 'in', OPEN)
    .where((eb) =>
      eb.or([
        eb('m.kind', '!=', 'chase'),
        // A chase without lines belongs to no office: nobody waits for it.
        eb.exists(eb.selectFrom('message_line as l').select('l.message').whereRef('l.message', '=', 'm.id')),
      ]),
    )
    .orderBy('m.id')
    .execute();
  const late = rows
    .filter((m) => mayGo(m.status, m.kind) && nextAttempt(m) < plus(now, -MAIL_GRACE_MS))
    .sort((a, b) => nextAttempt(a) - nextAttempt(b));
  const oldest = late[0];
  if (!oldest) return null;
  return { count: late.length, oldest: nextAttempt(oldest), ids: late.slice(0, NAMED).map((m) => m.id) };
}

/** Of a closed campaign the rest goes too: its claim cancels it. */
const mayGo = (status: CampaignStatus, kind: Parameters<typeof mayLeave>[1]): boolean =>
  status === 'closed' || mayLeave(status, kind);

async function latePokes(db: Db, now: Instant): Promise<Waiting | null> {
  const { openPokes: count, oldestPokeMs } = await openPokes(db, now);
  return count === 0 || oldestPokeMs < GRACE_MS ? null : { count, oldest: plus(now, -oldestPokeMs), ids: [] };
}

async function pokesOnTheWay(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('poke')
    .select(['workflow', 'input'])
    .where('delivered_at', 'is', null)
    .limit(10_000)
    .execute();
  return new Set(rows.map(keyOf));
}

/** The same for the same workflow, in whatever order the database gives the parts back. */
function keyOf({ workflow, input }: Poke): string {
  return JSON.stringify([workflow, ...Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function first(times: readonly Instant[]): Instant | null {
  return times.length === 0 ? null : (Math.min(...times) as Instant);
}
