import { poke, recordEvent } from '@duban/ledger';
import type { Context } from './context.js';
import { pokesOf } from './next/pokes-of.js';
import { registrationToDecide, settleRegistration, type Verdict } from './sheets/registered.js';
import { texts } from './sheets/wording.js';

export type { Verdict } from './sheets/registered.js';

/**
 * The second person's word that a sheet came when and how it was registered: another account than the registrar's; before there are
 * accounts, another function.
 * @throws DubanError `same-hand`, `registration-unknown`, `registration-settled`, `campaign-closed`, `changed-meanwhile`, `not-allowed`.
 */
export async function confirmRegistration(ctx: Context, verdict: Verdict): Promise<void> {
  await ctx.ledger.transaction(async (tx) => {
    const { registration, locked, hand } = await registrationToDecide(tx, verdict, texts.verbs.confirm);
    await settleRegistration(tx, registration.id, {
      state: 'confirmed',
      hand,
      reason: verdict.reason,
      now: verdict.now,
    });
    await recordEvent(tx, {
      campaign: locked.about.campaign,
      at: verdict.now,
      kind: 'registration-confirmed',
      actor: hand,
      subject: registration.submission,
      data: { registration: registration.id, reason: verdict.reason },
    });
    await poke(tx, pokesOf(locked.row), verdict.now);
  });
}
