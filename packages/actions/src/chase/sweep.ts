import { HOUR, type Instant, MINUTE, plus } from '@duban/base';
import { addDays, at, dateOf, endOfDay } from '@duban/base/time';
import { onOrBefore } from '@duban/calendar';
import { type CampaignDefinition, chaseRules, lateFrom, planChase } from '@duban/campaign';
import { type ChaseFact, type Poke, poke, type Tx } from '@duban/ledger';
import type { Context } from '../context.js';

/** A message or a round this long behind its time has nobody who looks after it. */
const STUCK_AFTER_MS = HOUR;

/** Pokes every office and round whose wake-up got lost: it should long have done something. Returns how many. */
export async function sweep(
  tx: Tx,
  about: { ctx: Context; definition: CampaignDefinition; owed: readonly ChaseFact[] },
  now: Instant,
): Promise<number> {
  const { definition, owed } = about;
  const offices = new Set([
    ...lateSteps(about, now),
    ...(await stuckMessages(tx, definition.id, now)),
    // Requests that should have lapsed.
    ...owed.flatMap((o) => (o.requestLapses !== null && o.requestLapses < longAgo(now) ? [o.office] : [])),
  ]);
  const lost = [
    ...[...offices].map((office): Poke => ({ workflow: 'office', input: { campaign: definition.id, office } })),
    ...(await lateRounds(tx, definition.id, now)),
  ];
  await poke(tx, lost, now);
  return lost.length;
}

/**
 * Offices with a step that should have been carried out by the end of the last working day. Asked of that moment, not of now: a missed
 * message moves to the next day that has one, so from today it would always look as if it were still to come.
 */
function lateSteps(
  { ctx, definition, owed }: { ctx: Context; definition: CampaignDefinition; owed: readonly ChaseFact[] },
  now: Instant,
): string[] {
  const rules = chaseRules(definition, ctx.calendar);
  const lastDay = onOrBefore(ctx.calendar, addDays(dateOf(now), -1));
  const then = plus(at(lastDay, definition.hours.close), -MINUTE);
  const offices = definition.offices.map((o) => o.id);
  return offices.filter((office) => {
    const mine = owed.filter((f) => f.office === office);
    if (planChase(mine, office, rules, then).now.length > 0) return true;
    // An urgent request does not wait for the next working day, and what it missed after hours is not seen from the close of business.
    const { now: due, next } = planChase(mine, office, rules, longAgo(now));
    return due.some((step) => step.urgent) || (next !== null && next.slot <= longAgo(now));
  });
}

/** Offices with mail that should have been tried long ago. */
async function stuckMessages(tx: Tx, campaign: string, now: Instant): Promise<string[]> {
  const rows = await tx
    .selectFrom('message as m')
    .leftJoin('message_line as l', 'l.message', 'm.id')
    .leftJoin('obligation as o', 'o.id', 'l.obligation')
    .select((eb) => eb.fn.coalesce('m.office', 'o.office').as('office'))
    .distinct()
    .where('m.campaign', '=', campaign)
    .where('m.state', 'in', ['planned', 'deferred', 'unknown', 'sending'])
    .where((eb) => eb(eb.fn.coalesce('m.lease_until', 'm.next_attempt_at', 'm.send_after'), '<', longAgo(now)))
    .execute();
  return rows.flatMap((row) => (row.office === null ? [] : [row.office]));
}

/** Rounds that should have been frozen or merged. */
async function lateRounds(tx: Tx, campaign: string, now: Instant): Promise<Poke[]> {
  const rounds = await tx
    .selectFrom('round')
    .select(['requirement', 'period', 'due', 'due_time', 'cut_off', 'frozen_at'])
    .where('campaign', '=', campaign)
    .where('merged_at', 'is', null)
    .orderBy('id')
    .execute();
  return rounds
    .filter((r) => (r.frozen_at === null ? lateFrom(r.due, r.due_time) : endOfDay(r.cut_off)) < longAgo(now))
    .map(({ requirement, period }): Poke => ({ workflow: 'round', input: { campaign, requirement, period } }));
}

function longAgo(now: Instant): Instant {
  return plus(now, -STUCK_AFTER_MS);
}
