import { DubanError, type Instant } from '@duban/base';
import { stateCouncilCalendar, type WorkCalendar } from '@duban/calendar';
import { answerable, atLaunch, type Expansion, expand, openQuestions, type Question, settle } from '@duban/campaign';
import { planMessage, poke, recordEvent, type Tx } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';
import { definitionColumns, insertRounds, putDirectory } from './launch/insert-campaign.js';
import { launchMessages } from './launch/launch-messages.js';
import type { Seed } from './load-seed.js';

/** What a launch did: for the screen and the rehearsal's table. */
export interface Launched {
  readonly campaign: string;
  readonly rounds: number;
  readonly obligations: number;
  readonly messages: number;
}

/**
 * Puts a campaign into the ledger: offices, people, rounds, obligations, and the launch messages to everybody who is told. What was due
 * before this moment is owed by nobody.
 * @throws DubanError `question-open` while the notice leaves something unanswered, `answer-unknown` for an answer to nothing,
 *   `campaign-exists`, `not-allowed`.
 */
export async function launchCampaign(ctx: Context, seed: Seed, by: { actor: Actor; now: Instant }): Promise<Launched> {
  requireRight(by.actor, 'campaign.run', '启动专项');
  const { rounds, questions } = atLaunch(expansionOf(seed, ctx.calendar), by.now);
  const definition = settle(seed.definition, seed.answers);
  if (questions.length > 0) throw openQuestionsError(questions);
  return ctx.ledger.transaction(async (tx) => {
    await insertCampaign(tx, { ...seed, definition }, by.now);
    await putDirectory(tx, definition);
    const obligations = await insertRounds(tx, { definition, rounds }, by.now);
    const messages = launchMessages(ctx, { definition, rounds }, by.now);
    for (const message of messages) await planMessage(tx, message, by.now);
    await recordEvent(tx, {
      campaign: definition.id,
      at: by.now,
      kind: 'campaign-launched',
      actor: by.actor,
      subject: definition.id,
      data: { rounds: rounds.length, obligations, messages: messages.length },
    });
    await poke(tx, [{ workflow: 'campaign', input: { campaign: definition.id } }], by.now);
    return { campaign: definition.id, rounds: rounds.length, obligations, messages: messages.length };
  });
}

/** The refusal while something is open. */
export function openQuestionsError(questions: readonly Question[]): DubanError {
  return new DubanError('question-open', { count: questions.length, questions: questions.map(asked).join('；') });
}

/** One open question in a line: what is asked, the notice's words, what is proposed, and the id to answer by. */
function asked({ id, title, quote, proposals, meanings }: Question): string {
  const said = quote === null ? '' : `原文“${quote}”，`;
  const choices = proposals.map((value) => (meanings[value] ? `${value}（${meanings[value]}）` : value));
  const proposed = choices.length === 0 ? '' : `可选 ${choices.join(' / ')}，`;
  return `${title}（${said}${proposed}编号 ${id}）`;
}

/**
 * The rounds that a launch makes with working days counted by `calendar`, and what is still open.
 * @throws DubanError `answer-unknown`.
 */
export function expansionOf(seed: Seed, calendar: WorkCalendar = stateCouncilCalendar): Expansion {
  refuseUnknownAnswers(seed, calendar);
  const expansion = expand(settle(seed.definition, seed.answers), seed.answers, calendar);
  return { ...expansion, questions: openQuestions(seed.definition, seed.answers, calendar) };
}

/** A mistyped question would leave the real one open, or worse, be taken for answered when the definition changes. */
function refuseUnknownAnswers({ definition, answers }: Seed, calendar: WorkCalendar): void {
  const known = answerable(definition, answers, calendar);
  const unknown = answers.map((a) => a.question).filter((question) => !known.includes(question));
  if (unknown.length === 0) return;
  throw new DubanError('answer-unknown', { questions: unknown.join('、'), known: known.join('、') || '无' });
}

async function insertCampaign(tx: Tx, seed: Seed, now: Instant): Promise<void> {
  const inserted = await tx
    .insertInto('campaign')
    .values({
      id: seed.definition.id,
      ...definitionColumns(seed),
      status: 'running',
      launched_at: now,
      closed_at: null,
    })
    .onConflict((c) => c.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) throw new DubanError('campaign-exists', { campaign: seed.definition.title });
}
