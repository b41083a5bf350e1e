import type { Instant, LocalDate } from '@duban/base';
import { poke } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';
import { lockedObligation } from './facts/locked-obligation.js';
import { refuseChanged } from './facts/revision.js';
import { pokesOf } from './next/pokes-of.js';
import { applyDecision } from './sheets/apply-decision.js';
import { refuseMissing } from './sheets/evidence.js';
import { closeExtension, obligationOfRequest, openRequest, tellExtension } from './sheets/extension-requests.js';
import { texts } from './sheets/wording.js';

export interface DecideExtension {
  readonly request: string;
  readonly grant: boolean;
  /** The day granted; null: the one asked for. Not read for a refusal. */
  readonly due: LocalDate | null;
  /** A refusal must say why. */
  readonly reason: string;
  readonly actor: Actor;
  /** The request's, as it was looked at. */
  readonly revision: number | null;
  readonly now: Instant;
}

/**
 * Answers a request: granted, the due moves as `decide` extends it (the original stays); refused, it stays. The office is told either way.
 * @throws DubanError `extension-settled` once it was answered, withdrawn or has lapsed, `extension-unknown`, `verb-incomplete`,
 *   `due-not-allowed`, `campaign-closed`, `changed-meanwhile`, `not-allowed`.
 */
export async function decideExtension(ctx: Context, input: DecideExtension): Promise<void> {
  const verb = texts.verbs.answerExtension;
  const { actor, now } = input;
  requireRight(actor, 'sheet.decide', verb);
  refuseMissing(verb, { [texts.missing.reason]: input.grant || input.reason.trim() !== '' });
  await ctx.ledger.transaction(async (tx) => {
    const obligation = await obligationOfRequest(tx, input.request);
    const { row } = await lockedObligation(tx, obligation);
    const request = await openRequest(tx, input, verb);
    refuseChanged(texts.verbs.ask, request.revision, input.revision);
    if (input.grant) {
      const reason = input.reason.trim() || request.reason;
      const due = input.due ?? request.until;
      await applyDecision(tx, ctx, { obligation, submission: null, kind: 'extend', reason, due, actor, now });
      return;
    }
    const end = { obligation, state: 'refused' as const, by: actor, answer: input.reason.trim() };
    const closed = await closeExtension(tx, end, now);
    if (closed) await tellExtension(tx, ctx, { request: closed, now });
    await poke(tx, pokesOf(row), now);
  });
}
