import { DubanError, type Instant, type LocalDate } from '@duban/base';
import type { WorkCalendar } from '@duban/calendar';
import {
  type Answer,
  allQuestions,
  amend,
  type CampaignDefinition,
  completed,
  expand,
  openQuestions,
  settle,
} from '@duban/campaign';
import { lockSubject, type Poke, poke, recordEvent, type Tx } from '@duban/ledger';
import type { TableDefinition } from '@duban/tables';
import { type AppliedRounds, applyRounds } from './amend/apply-rounds.js';
import { cancelSettledTasks } from './chase/cancel-settled-tasks.js';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';
import { refuseChanged } from './facts/revision.js';
import { definitionColumns, putDirectory } from './launch/insert-campaign.js';
import { openQuestionsError } from './launch-campaign.js';
import type { Seed } from './load-seed.js';
import { type NextStep, nextSteps } from './next-steps.js';

/** A later document with its answers and forms. */
type Document = Pick<Seed, 'definition' | 'answers' | 'tables'>;

export interface AmendCampaign {
  /** The running campaign. */
  readonly campaign: string;
  /** The later document, or how it is made from the campaign as it stands. */
  readonly document: Document | ((running: Running) => Document);
  /** The day it takes effect: what was due before stays as it is. */
  readonly effective: LocalDate;
  /** The campaign's revision that was looked at; null or left out: any. */
  readonly revision?: number | null;
  /** Why, where no document says it. */
  readonly reason?: string;
  readonly actor: Actor;
  readonly now: Instant;
}

/** What was changed, by obligation ids, and the offices that must be told. */
export interface Amended extends Omit<AppliedRounds, 'rounds'> {
  readonly campaign: string;
  readonly tell: readonly string[];
  /** What happens next by the rules the workflows wait by; empty while the campaign is paused. */
  readonly next: readonly NextStep[];
}

/**
 * Puts a later document into a running campaign (YY22-Q1): the same campaign, so that obligation ids, hand-ins, decisions and 累计 go on.
 * @throws DubanError `question-open` while the document leaves something unanswered, `answer-unknown`, `campaign-unknown`, `campaign-closed`,
 *   `changed-meanwhile`, `not-allowed`. Then nothing is changed.
 */
export async function amendCampaign(ctx: Context, input: AmendCampaign): Promise<Amended> {
  return ctx.ledger.transaction((tx) => amendWithin(tx, ctx, input));
}

/** The same inside a transaction that is somebody else's: one that is taken back shows what it would do. */
export async function amendWithin(tx: Tx, ctx: Context, input: AmendCampaign): Promise<Amended> {
  const { campaign, effective, actor, now } = input;
  requireRight(actor, 'campaign.run', '修改专项');
  await lockSubject(tx, `campaign:${campaign}`);
  const running = await runningCampaign(tx, campaign);
  refuseChanged(`“${running.definition.title}”`, running.revision, input.revision ?? null);
  const document = typeof input.document === 'function' ? input.document(running) : input.document;
  const merged = amend(running.definition, keptPeople(running, document.definition), effective);
  const answers = joinedAnswers(running.answers, document.answers);
  refuseOpen(merged, { answers, given: document.answers, calendar: ctx.calendar });
  const definition = settle(merged, answers);
  const tables = joinedTables(running.tables, document.tables);
  await updateCampaign(tx, { definition, answers, tables });
  await putDirectory(tx, definition);
  const { rounds, ...changed } = await applyRounds(
    tx,
    { definition, rounds: expand(definition, answers, ctx.calendar).rounds, effective },
    now,
  );
  const officeOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1);
  const tell = [...new Set([...changed.added, ...changed.redated, ...changed.withdrawn].map(officeOf))].sort();
  if (tell.length > 0) await cancelSettledTasks(tx, { campaign, offices: tell }, now);
  await recordEvent(tx, {
    campaign,
    at: now,
    kind: 'campaign-amended',
    actor,
    subject: campaign,
    data: {
      number: document.definition.notice.number,
      effective,
      ...(input.reason === undefined ? {} : { reason: input.reason }),
      ...counts(changed),
      tell,
    },
  });
  await poke(tx, pokes(campaign, { offices: tell, rounds }), now);
  const next = await nextSteps(tx, { ctx, definition, limit: NEXT_SHOWN }, now);
  return { campaign, ...changed, tell, next };
}

/** As for a pause: a screenful. */
const NEXT_SHOWN = 40;

/** A campaign as it stands. */
export interface Running {
  readonly definition: CampaignDefinition;
  readonly answers: readonly Answer[];
  readonly tables: readonly TableDefinition[];
}

interface Locked extends Running {
  readonly revision: number;
}

async function runningCampaign(tx: Tx, campaign: string): Promise<Locked> {
  const row = await tx.selectFrom('campaign').selectAll().where('id', '=', campaign).forUpdate().executeTakeFirst();
  if (!row) throw new DubanError('campaign-unknown', { campaign });
  const { definition, answers, tables, status, revision } = row;
  if (status === 'closed') throw new DubanError('campaign-closed', { campaign: definition.title });
  return { definition: completed(definition), answers, tables, revision };
}

/** A question is settled anew by the later document's answer. */
function joinedAnswers(before: readonly Answer[], later: readonly Answer[]): readonly Answer[] {
  const again = new Set(later.map((answer) => answer.question));
  return [...before.filter((answer) => !again.has(answer.question)), ...later];
}

/** A document that was written before a handover must not bring back who has left, with an address of then. */
function keptPeople(running: Running, document: CampaignDefinition): CampaignDefinition {
  const gone = new Set(
    running.definition.contacts.filter(({ effective }) => effective?.until != null).map(({ id }) => id),
  );
  return { ...document, contacts: document.contacts.filter(({ id }) => !gone.has(id)) };
}

function joinedTables(
  before: readonly TableDefinition[],
  later: readonly TableDefinition[],
): readonly TableDefinition[] {
  const known = new Set(before.map((table) => `${table.id} ${table.version}`));
  return [...before, ...later.filter((table) => !known.has(`${table.id} ${table.version}`))];
}

interface Given {
  readonly answers: readonly Answer[];
  /** Those that came with the document. */
  readonly given: readonly Answer[];
  readonly calendar: WorkCalendar;
}

/** The answers given with the document must answer something; those of the launch may have become needless. */
function refuseOpen(definition: CampaignDefinition, { answers, given, calendar }: Given): void {
  const known = new Set(allQuestions(definition, answers, calendar).map(({ id }) => id));
  const unknown = given.map(({ question }) => question).filter((question) => !known.has(question));
  if (unknown.length > 0)
    throw new DubanError('answer-unknown', { questions: unknown.join('、'), known: [...known].join('、') || '无' });
  const open = openQuestions(definition, answers, calendar);
  if (open.length > 0) throw openQuestionsError(open);
}

async function updateCampaign(tx: Tx, amended: Running): Promise<void> {
  await tx.updateTable('campaign').set(definitionColumns(amended)).where('id', '=', amended.definition.id).execute();
}

function counts(changed: Omit<AppliedRounds, 'rounds'>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(changed).map(([name, ids]) => [name, ids.length]));
}

function pokes(
  campaign: string,
  { offices, rounds }: { readonly offices: readonly string[]; readonly rounds: AppliedRounds['rounds'] },
): Poke[] {
  return [
    { workflow: 'campaign', input: { campaign } },
    ...offices.map((office): Poke => ({ workflow: 'office', input: { campaign, office } })),
    ...rounds.map((round): Poke => ({ workflow: 'round', input: { campaign, ...round } })),
    { workflow: 'report', input: { campaign, kind: 'summary' } },
  ];
}
