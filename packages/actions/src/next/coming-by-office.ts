import type { Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { type CampaignDefinition, type ChaseObligation, chaseRules } from '@duban/campaign';
import { chaseFacts, type Db } from '@duban/ledger';
import { peopleFrom } from '../chase/circles.js';
import { togetherByOffice } from '../chase/circles-across.js';
import { mailToday } from '../chase/mail-today.js';
import { type ComingSteps, comingSteps, laterSteps } from '../chase/office-plan.js';
import { amongOthers } from '../chase/same-people.js';
import type { Context } from '../context.js';

interface About {
  readonly ctx: Pick<Context, 'calendar'>;
  readonly definition: CampaignDefinition;
  /** Ids. Of a whole country it takes seconds. */
  readonly offices: readonly string[];
  /** Also the first step about each debt that has to wait for another's; left out, only what a workflow waits for. */
  readonly later?: boolean;
}

/** What the chasers of these offices are about to do, and then: office → moments with their steps. Reads only. */
export async function comingByOffice(
  db: Db,
  { ctx, definition, offices, later = false }: About,
  now: Instant,
): Promise<ReadonlyMap<string, readonly ComingSteps[]>> {
  const rules = chaseRules(definition, ctx.calendar);
  const people = await peopleFrom(db, { campaign: definition.id, day: dateOf(now) });
  const { others } = await amongOthers(db, definition.id, now);
  const about = { campaign: definition.id, others, calendar: ctx.calendar };
  const together = await togetherByOffice(db, about, now);
  const asked = [...new Set(offices.flatMap((id) => together(id).circle))];
  const byOffice = new Map<string, ChaseObligation[]>(asked.map((id) => [id, []]));
  for (const fact of await chaseFacts(db, definition.id, asked)) byOffice.get(fact.office)?.push(fact);
  const mail = await mailToday(db, { campaign: definition.id, people, others: others.map(({ id }) => id) }, now);
  return new Map(
    offices.map((office) => {
      const { circle, beside } = together(office);
      const facts = circle.flatMap((id) => byOffice.get(id) ?? []);
      const about = { office, circle: facts };
      const look = { ...rules, beside };
      const first = comingSteps(about, { rules: look, mail }, now);
      return [office, later ? [...first, ...laterSteps(about, { rules: look, after: first }, now)] : first];
    }),
  );
}
