import { DubanError, type Instant } from '@duban/base';
import { poke } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { obligationToEdit } from './facts/locked-obligation.js';
import { pokesOf } from './next/pokes-of.js';
import { closeExtension, extensionLabels } from './sheets/extension-requests.js';
import { texts } from './sheets/wording.js';

export interface WithdrawExtension {
  readonly request: string;
  readonly actor: Actor;
  readonly now: Instant;
}

/** The office takes its request back while nobody has answered. Throws `extension-unknown`, `extension-settled`, `campaign-closed`, `not-allowed`. */
export async function withdrawExtension(ctx: Context, { request: id, actor, now }: WithdrawExtension): Promise<void> {
  const verb = texts.verbs.withdraw;
  await ctx.ledger.transaction(async (tx) => {
    const known = await tx.selectFrom('extension_request').select('obligation').where('id', '=', id).executeTakeFirst();
    if (!known) throw new DubanError('extension-unknown', { request: id });
    const { row } = await obligationToEdit(tx, { obligation: known.obligation, actor, verb, revision: null });
    const request = await tx
      .selectFrom('extension_request')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (request.state !== 'asked')
      throw new DubanError('extension-settled', { state: extensionLabels[request.state], verb });
    await closeExtension(tx, { obligation: row.id, state: 'withdrawn', by: actor, answer: '' }, now);
    await poke(tx, pokesOf(row), now);
  });
}
