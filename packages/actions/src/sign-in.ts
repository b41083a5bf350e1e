import { DubanError, type Instant } from '@duban/base';
import type { BureauRole } from '@duban/campaign';
import { campaignTime, recordEvent } from '@duban/ledger';
import type { Context } from './context.js';
import { officerTitle } from './people/officer-title.js';
import { codeHash } from './people/sign-in-code.js';
import { type OpenedSession, openSession } from './session-token.js';

/**
 * Trades a one-time code for a bureau session in `role`. `now` is server time.
 * @throws DubanError `sign-in-refused` alike for a wrong, a used and an expired code.
 */
export async function signIn(
  ctx: Pick<Context, 'ledger'>,
  { code, role, now }: { code: string; role: BureauRole; now: Instant },
): Promise<OpenedSession> {
  return ctx.ledger.transaction(async (tx) => {
    // One statement: of two browsers with the same code, one gets in.
    const used = await tx
      .updateTable('sign_in_code')
      .set({ used_at: now })
      .where('code_hash', '=', codeHash(code))
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .returning('issued_by')
      .executeTakeFirst();
    if (!used) throw new DubanError('sign-in-refused');
    const actor = await officerTitle(tx, role);
    const at = await campaignTime(tx, now);
    await recordEvent(tx, { campaign: null, at, kind: 'signed-in', actor, subject: 'sign-in', data: { role } });
    return openSession(tx, { kind: 'bureau', role, account: null }, now);
  });
}
