import type { DubanError } from '@duban/base';
import { poke, recordEvent, sha256 } from '@duban/ledger';
import type { Context } from '../context.js';
import type { AboutObligation } from '../facts/about-obligation.js';
import { planRefusal } from './hand-in-messages.js';
import type { HandIn } from './handed-in.js';

/**
 * A file that cannot be taken leaves its trace (name and hash, never the bytes) and, by mail, an answer; the office still owes.
 * What is the fault of our own programs is no refusal: the sender may simply try again.
 */
export async function recordRefusal(
  ctx: Context,
  { input, about }: { input: HandIn; about: AboutObligation },
  cause: DubanError,
): Promise<void> {
  if (cause.kind === 'unavailable' || cause.kind === 'internal') return;
  await ctx.ledger.transaction(async (tx) => {
    await recordEvent(tx, {
      campaign: about.campaign,
      at: input.now,
      kind: 'sheet-refused',
      actor: input.actor,
      subject: about.id,
      data: {
        file: input.file.name,
        sha256: sha256(input.file.bytes),
        code: cause.code,
        message: cause.message,
      },
    });
    if (input.channel !== 'mail') return;
    await planRefusal(tx, ctx, { input, about, reason: cause.message });
    await poke(tx, [{ workflow: 'office', input: { campaign: about.campaign, office: about.officeId } }], input.now);
  });
}
