import type { Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import type { CampaignDefinition, ChaseObligation, ChaseRules, PlannedStep } from '@duban/campaign';
import { chaseFacts, type Db } from '@duban/ledger';
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

/** What the chasers of all offices wait for. */
export async function nextOfficeSteps(db: Db, about: About, now: Instant): Promise<Ahead[]> {
  const { ctx, definition, labels } = about;
  const rules: ChaseRules = { ladder: definition.ladder, calendar: ctx.calendar, hours: definition.hours };
  const offices = definition.offices.map((o) => o.id);
  const byOffice = new Map<string, ChaseObligation[]>(offices.map((id) => [id, []]));
  for (const fact of await chaseFacts(db, definition.id, offices)) byOffice.get(fact.office)?.push(fact);
  const people = await peopleFrom(db, { campaign: definition.id, day: dateOf(now) });
  const circles = circlesOf(joining(people));
  const mail = await mailToday(db, { campaign: definition.id, people }, now);
  return definition.offices.flatMap((office) => {
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
