import { HOUR, type Instant } from '@duban/base';
import { type CampaignDefinition, planChase } from '@duban/campaign';
import { chaseFacts, poke, type Poke, type Tx } from '@duban/ledger';
import type { Context } from './context.js';

/** A step this long overdue was not carried out: its wake-up got lost. Deferred lines wait a day at most. */
const LOST_AFTER_MS = 26 * HOUR;

/** Pokes every office that has a step which should long have been carried out; returns how many. */
export async function sweep(tx: Tx, about: { ctx: Context; definition: CampaignDefinition }, now: Instant): Promise<number> {
  const { ctx, definition } = about;
  const rules = { ladder: definition.ladder, calendar: ctx.calendar, hours: definition.hours };
  const offices = definition.offices.map((o) => o.id);
  const facts = await chaseFacts(tx, definition.id, offices);
  const lost = offices.filter((office) => planChase(facts.filter((f) => f.office === office), office, rules, now).now.some((step) => now - step.slot > LOST_AFTER_MS));
  await poke(tx, lost.map((office): Poke => ({ workflow: 'office', input: { campaign: definition.id, office } })), now);
  return lost.length;
}
