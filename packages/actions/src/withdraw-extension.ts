import type { Instant } from '@duban/base';
import { poke } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { obligationToEdit } from './facts/locked-obligation.js';
import { pokesOf } from './next/pokes-of.js';
import { closeExtension, obligationOfRequest, openRequest } from './sheets/extension-requests.js';
import { texts } from './sheets/wording.js';

export interface WithdrawExtension {
  readonly request: string;
  readonly actor: Actor;
  readonly now: Instant;
}

/** The office takes its request back while nobody has answered. Throws `extension-unknown`, `extension-settled`, `campaign-closed`, `not-allowed`. */
export async function withdrawExtension(ctx: Context, { request, actor, now }: WithdrawExtension): Promise<void> {
  const verb = texts.verbs.withdraw;
  await ctx.ledger.transaction(async (tx) => {
    const obligation = await obligationOfRequest(tx, request);
    const { row } = await obligationToEdit(tx, { obligation, actor, verb, revision: null });
    await openRequest(tx, { request, now }, verb);
    await closeExtension(tx, { obligation, state: 'withdrawn', by: actor, answer: '' }, now);
    await poke(tx, pokesOf(row), now);
  });
}
