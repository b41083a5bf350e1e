import { DubanError, type Instant } from '@duban/base';
import { lockSubject, recordEvent } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { campaignFacts } from './facts/campaign-facts.js';
import { refuseClosed } from './facts/campaign-status.js';
import { mayActFor, requireRight } from './facts/guard.js';
import { hideIdentity } from './facts/hide-identity.js';

export interface AskQuestion {
  readonly campaign: string;
  readonly office: string;
  /** The requirement whose form it is about; null: the campaign as such. */
  readonly requirement: string | null;
  readonly text: string;
  /** Who asked on the page; null for one that was phoned in and is noted down by the bureau. */
  readonly contact: string | null;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Takes a question of an office about the 口径 of a form (practice.md 10), without identity numbers.
 * @throws DubanError `entry-invalid`, `entry-unknown` for an office or a form, `campaign-unknown`, `campaign-closed`, `not-allowed`.
 */
export async function askQuestion(ctx: Context, input: AskQuestion): Promise<{ readonly question: string }> {
  const { campaign, office, requirement, actor, now } = input;
  if (actor.kind === 'office') mayActFor(actor, { campaign, office }, '提问');
  else requireRight(actor, 'question.answer', '登记来电提问');
  const text = hideIdentity(input.text.trim());
  if (text === '') throw new DubanError('entry-invalid', { what: '问题', problem: '没有写内容' });
  return ctx.ledger.transaction(async (tx) => {
    await refuseClosed(tx, campaign);
    const { definition } = await campaignFacts(tx, campaign);
    if (!definition.offices.some(({ id }) => id === office))
      throw new DubanError('entry-unknown', { what: '单位', id: office });
    if (requirement !== null && !definition.requirements.some(({ id }) => id === requirement))
      throw new DubanError('entry-unknown', { what: '报表', id: requirement });
    await lockSubject(tx, `questions:${campaign}`);
    const { n } = await tx
      .selectFrom('question')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('campaign', '=', campaign)
      .executeTakeFirstOrThrow();
    const question = `${campaign}/question/${n + 1}`;
    const phoned = actor.kind !== 'office';
    await tx
      .insertInto('question')
      .values({
        ...{ id: question, campaign, office, requirement, text },
        contact: phoned ? null : input.contact,
        channel: phoned ? 'phone' : 'desk',
        asked_by: actor.name,
        asked_at: now,
        guidance: null,
      })
      .execute();
    await recordEvent(tx, {
      campaign,
      at: now,
      kind: 'question-asked',
      actor,
      subject: question,
      data: { office, requirement },
    });
    return { question };
  });
}
