import type { Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { type CampaignDefinition, type ChaseObligation, chaseRules, type PlannedStep } from '@duban/campaign';
import { chaseFacts, type Db, officesByNext } from '@duban/ledger';
import { circlesOf, joining, peopleFrom } from '../chase/circles.js';
import { mailToday } from '../chase/mail-today.js';
import { comingSteps } from '../chase/office-plan.js';
import type { Context } from '../context.js';
import { type OwedLabels, obligationParts } from '../views/owed-labels.js';
import type { Ahead, NextStep } from './step-ahead.js';

interface About {
  readonly ctx: Pick<Context, 'calendar'>;
  readonly definition: CampaignDefinition;
  readonly labels: OwedLabels;
}

/** Of a whole country, the steps of so many offices are worked out: those whose turn comes first. */
const MOST_OFFICES = 60;

/** What the chasers of the offices wait for; of very many offices, of those whose last tick found the earliest moments. */
export async function nextOfficeSteps(db: Db, about: About, now: Instant): Promise<Ahead[]> {
  const { ctx, definition, labels } = about;
  const rules = chaseRules(definition, ctx.calendar);
  const first = new Set(await officesByNext(db, definition.id, MOST_OFFICES));
  const people = await peopleFrom(db, { campaign: definition.id, day: dateOf(now) });
  const circles = circlesOf(joining(people));
  const offices = [...new Set([...first].flatMap((id) => circles.get(id) ?? [id]))];
  const byOffice = new Map<string, ChaseObligation[]>(offices.map((id) => [id, []]));
  for (const fact of await chaseFacts(db, definition.id, offices)) byOffice.get(fact.office)?.push(fact);
  const mail = await mailToday(db, { campaign: definition.id, people }, now);
  return definition.offices.flatMap((office) => {
    if (!first.has(office.id)) return [];
    const circle = (circles.get(office.id) ?? [office.id]).flatMap((id) => byOffice.get(id) ?? []);
    return comingSteps({ office: office.id, circle }, { rules, mail }, now).map(({ at, steps }) => ({
      at,
      words: () => wordsOf(office.shortName, labels, steps()),
    }));
  });
}

function wordsOf(office: string, labels: OwedLabels, steps: readonly PlannedStep[]): Omit<NextStep, 'at'> {
  const what = steps.map(({ obligation }) => labels.get(obligationParts(obligation)?.round ?? '') ?? obligation);
  return { office, what: joined(what), step: joined(steps.map((s) => s.label)) };
}

function joined(words: readonly string[]): string {
  return [...new Set(words)].join('、');
}
