import { chineseDate, localDate } from '@duban/base/time';
import type { CampaignDefinition } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import { messageKindLabels } from '../messages/message-labels.js';
import { personTitles } from '../people/person-titles.js';
import { documentTitle } from '../report/document-title.js';
import { type OwedLabels, obligationParts } from './owed-labels.js';
import { stepWords } from './step-words.js';

/** What rows of the ledger are called, by their id: messages, tasks, people who have left. */
export type Named = ReadonlyMap<string, string>;

interface About {
  readonly definition: CampaignDefinition;
  readonly labels: OwedLabels;
  readonly named?: Named;
}

/** What an event happened to, in words; what nobody has a word for is its id. */
export function subjectLabel({ definition, labels, named }: About, subject: string): string {
  const known = named?.get(subject);
  if (known !== undefined) return known;
  if (subject === definition.id) return definition.title;
  const phase = definition.phases.find((p) => p.id === subject);
  if (phase) return phase.title;
  const round = labels.get(subject.slice(definition.id.length + 1));
  if (round) return round;
  const office = definition.offices.find((o) => o.id === subject);
  if (office) return office.shortName;
  const person = personTitles(definition).get(subject);
  if (person) return person;
  return owedLabel({ definition, labels }, subject) ?? ownLabel(definition, subject) ?? subject;
}

function owedLabel({ definition, labels }: About, subject: string): string | null {
  const parts = obligationParts(subject);
  const what = parts && labels.get(parts.round);
  const office = parts && definition.offices.find((o) => o.id === parts.office);
  return what && office ? `${office.shortName}${what}${parts.rest}` : null;
}

/** Of what a campaign numbers itself, e.g. `jining-2023/guidance/2`: 第2号口径说明. */
const NUMBERED: Readonly<Record<string, string>> = {
  guidance: '口径说明',
  question: '提问',
  clue: '线索',
  case: '案件',
  absence: '外出登记',
};

function ownLabel(definition: CampaignDefinition, subject: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(subject)) return chineseDate(localDate(subject), true);
  const [campaign, kind = '', rest = ''] = subject.split('/');
  if (campaign !== definition.id) return null;
  if (kind === 'report') return documentTitle(rest.split('#')[0] ?? '');
  const numbered = NUMBERED[kind];
  return numbered === undefined || !/^\d+$/.test(rest) ? null : `第${rest}号${numbered}`;
}

/** The words for those of the subjects that are rows of the ledger. Four queries, however many there are. */
export async function namedSubjects(
  db: Db,
  definition: CampaignDefinition,
  subjects: readonly string[],
): Promise<Named> {
  if (subjects.length === 0) return new Map();
  const messages = await db
    .selectFrom('message')
    .select(['id', 'kind', 'recipient'])
    .where('id', 'in', subjects)
    .execute();
  const tasks = await db.selectFrom('task').select(['id', 'title']).where('id', 'in', subjects).execute();
  const documents = await db.selectFrom('document').select(['id', 'kind']).where('id', 'in', subjects).execute();
  const asked = [...new Set([...subjects, ...messages.map(({ recipient }) => recipient)])];
  const contacts = await db
    .selectFrom('contact')
    .select(['id', 'title'])
    .where('campaign', '=', definition.id)
    .where('id', 'in', asked)
    .execute();
  const people = new Map([...contacts.map(({ id, title }) => [id, title] as const), ...personTitles(definition)]);
  return new Map([
    ...contacts.map(({ id }) => [id, people.get(id) ?? id] as const),
    ...messages.map(({ id, kind, recipient }) => {
      return [id, `${messageKindLabels[kind]}：${people.get(recipient) ?? recipient}`] as const;
    }),
    ...tasks.map(({ id, title }) => [id, stepWords(title)] as const),
    ...documents.map(({ id, kind }) => [id, documentTitle(kind)] as const),
  ]);
}
