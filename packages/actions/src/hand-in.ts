import { DubanError } from '@duban/base';
import { mayHandIn } from '@duban/campaign';
import { sha256 } from '@duban/ledger';
import { withMarks } from './check-file.js';
import type { Context } from './context.js';
import { type AboutObligation, aboutObligation, settled } from './facts/about-obligation.js';
import { refuseClosed } from './facts/campaign-status.js';
import { mayActFor } from './facts/guard.js';
import { checkOwed } from './sheets/check-owed.js';
import { earlierReceipt } from './sheets/earlier-receipt.js';
import { fileSheet } from './sheets/file-sheet.js';
import type { HandIn as Handed, Receipt } from './sheets/handed-in.js';
import { recordRefusal } from './sheets/record-refusal.js';

export type { Receipt } from './sheets/handed-in.js';

/** A file that the office brings itself; what the bureau registers for it is `registerHandIn`. */
export type HandIn = Omit<Handed, 'channel' | 'arrivedAt'> & { readonly channel: 'web' | 'mail' };

/**
 * Takes a file for one obligation: gate, read, check, keep, answer. The bytes are kept before anything is answered.
 * @throws DubanError for what cannot be taken (`file-*`, `document-unreadable`, `sheet-*`, `reader-gave-up`, `report-too-thin`,
 *   `obligation-settled`, `campaign-closed`, `not-allowed`): nothing is filed, the refusal is recorded and, when it came by mail, answered by mail;
 *   `obligation-unknown`.
 */
export async function handIn(ctx: Context, input: HandIn): Promise<Receipt> {
  const about = await aboutObligation(ctx.ledger.db, input.obligation);
  try {
    return await take(ctx, input, about);
  } catch (cause) {
    if (cause instanceof DubanError) await recordRefusal(ctx, { input, about }, cause);
    throw cause;
  }
}

async function take(ctx: Context, input: HandIn, about: AboutObligation): Promise<Receipt> {
  mayActFor(input.actor, { campaign: about.campaign, office: about.officeId }, '报送');
  await refuseClosed(ctx.ledger.db, about.campaign);
  const hash = sha256(input.file.bytes);
  const earlier = await earlierReceipt(ctx.ledger.db, { obligation: input.obligation, hash });
  if (earlier) return earlier;
  if (!mayHandIn(about.state)) throw settled(about, '报送');
  const checked = await withMarks(ctx, input.file, await checkOwed(ctx, input));
  return ctx.ledger.transaction((tx) => fileSheet(tx, { ctx, input, checked, hash }));
}
