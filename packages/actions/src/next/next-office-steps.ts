import type { Instant } from '@duban/base';
import type { CampaignDefinition, PlannedStep } from '@duban/campaign';
import { type Db, officesByNext } from '@duban/ledger';
import type { Context } from '../context.js';
import { type OwedLabels, obligationParts } from '../views/owed-labels.js';
import { stepWords } from '../views/step-words.js';
import { comingByOffice } from './coming-by-office.js';
import type { Ahead, StepWords } from './step-ahead.js';

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
  const offices = await officesByNext(db, definition.id, MOST_OFFICES);
  const coming = await comingByOffice(db, { ctx, definition, offices, later: true }, now);
  return definition.offices.flatMap((office) =>
    (coming.get(office.id) ?? []).map(({ at, steps }) => ({
      at,
      words: () => wordsOf(office.shortName, labels, steps()),
    })),
  );
}

function wordsOf(office: string, labels: OwedLabels, steps: readonly PlannedStep[]): StepWords {
  const what = steps.map(({ obligation }) => labels.get(obligationParts(obligation)?.round ?? '') ?? obligation);
  return { office, what: joined(what), step: joined(steps.map((s) => stepWords(s.label))) };
}

function joined(words: readonly string[]): string {
  return [...new Set(words)].join('、');
}
