import type { Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { type CampaignDefinition, type ChaseObligation, chaseRules } from '@duban/campaign';
import { chaseFacts, type Db } from '@duban/ledger';
import { circlesOf, joining, peopleFrom } from '../chase/circles.js';
import { mailToday } from '../chase/mail-today.js';
import { type ComingSteps, comingSteps } from '../chase/office-plan.js';
import type { Context } from '../context.js';

interface About {
  readonly ctx: Pick<Context, 'calendar'>;
  readonly definition: CampaignDefinition;
  /** Ids. Of a whole country it takes seconds. */
  readonly offices: readonly string[];
}

/** What the chasers of these offices are about to do, and then: office → moments with their steps. Reads only. */
export async function comingByOffice(
  db: Db,
  { ctx, definition, offices }: About,
  now: Instant,
): Promise<ReadonlyMap<string, readonly ComingSteps[]>> {
  const rules = chaseRules(definition, ctx.calendar);
  const people = await peopleFrom(db, { campaign: definition.id, day: dateOf(now) });
  const circles = circlesOf(joining(people));
  const asked = [...new Set(offices.flatMap((id) => circles.get(id) ?? [id]))];
  const byOffice = new Map<string, ChaseObligation[]>(asked.map((id) => [id, []]));
  for (const fact of await chaseFacts(db, definition.id, asked)) byOffice.get(fact.office)?.push(fact);
  const mail = await mailToday(db, { campaign: definition.id, people }, now);
  return new Map(
    offices.map((office) => {
      const circle = (circles.get(office) ?? [office]).flatMap((id) => byOffice.get(id) ?? []);
      return [office, comingSteps({ office, circle }, { rules, mail }, now)];
    }),
  );
}
