import { DubanError, type Instant } from '@duban/base';
import { lockSubject, recordEvent, type Tx } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { refuseClosed } from './facts/campaign-status.js';
import { requireRight } from './facts/guard.js';
import { hideIdentity } from './facts/hide-identity.js';
import { refuseChanged } from './facts/revision.js';
import { tellGuidance } from './questions/tell-guidance.js';

export interface AnswerQuestion {
  readonly question: string;
  readonly answer: string;
  /** The question's revision that was looked at; null: any. */
  readonly revision: number | null;
  readonly actor: Actor;
  readonly now: Instant;
}

export interface Published {
  readonly guidance: string;
  /** 第N号 */
  readonly number: number;
  /** 封 that are planned. */
  readonly messages: number;
}

/**
 * Answers a question once for all: the answer becomes the campaign's next 口径说明 and goes to every office that it concerns (practice.md 10).
 * @throws DubanError `entry-invalid`, `entry-unknown`, `entry-state` for one that was answered, `changed-meanwhile`, `campaign-closed`,
 *   `not-allowed`.
 */
export async function answerQuestion(ctx: Context, input: AnswerQuestion): Promise<Published> {
  const { actor, now } = input;
  requireRight(actor, 'question.answer', '答复提问');
  const text = hideIdentity(input.answer.trim());
  if (text === '') throw new DubanError('entry-invalid', { what: '答复', problem: '没有写内容' });
  return ctx.ledger.transaction(async (tx) => {
    const { campaign, requirement, ...question } = await openQuestion(tx, input);
    const number = await nextNumber(tx, campaign);
    const id = `${campaign}/guidance/${number}`;
    const guidance = { id, campaign, number, requirement, version: 1, text };
    await tx
      .insertInto('guidance')
      .values({ ...guidance, state: 'published', published_by: actor.name, published_at: now, changed_at: now })
      .execute();
    await tx
      .insertInto('guidance_text')
      .values({ guidance: id, version: 1, text, reason: '', by: actor.name, at: now })
      .execute();
    await tx.updateTable('question').set({ guidance: id }).where('id', '=', input.question).execute();
    const told = { guidance, change: 'new', question: question.text, reason: null } as const;
    const messages = await tellGuidance(tx, { ctx, told }, now);
    const data = { number, question: input.question, messages };
    await recordEvent(tx, { campaign, at: now, kind: 'guidance-published', actor, subject: id, data });
    return { guidance: id, number, messages };
  });
}

async function openQuestion(tx: Tx, { question: id, revision }: AnswerQuestion) {
  const known = await tx.selectFrom('question').select('campaign').where('id', '=', id).executeTakeFirst();
  if (!known) throw new DubanError('entry-unknown', { what: '问题', id });
  await refuseClosed(tx, known.campaign);
  const question = await tx
    .selectFrom('question')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  refuseChanged('这个问题', question.revision, question.guidance === null ? revision : null);
  if (question.guidance !== null)
    throw new DubanError('entry-state', { what: '这个问题', state: '已答复', verb: '再次答复' });
  return question;
}

/** Two who publish at once get two numbers, one after the other: nobody holds a number that is never published. */
async function nextNumber(tx: Tx, campaign: string): Promise<number> {
  await lockSubject(tx, `guidance:${campaign}`);
  const { last } = await tx
    .selectFrom('guidance')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('campaign', '=', campaign)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}
