import type { Instant } from '@duban/base';
import type { BureauRole } from '@duban/campaign';
import { campaignTime, recordEvent } from '@duban/ledger';
import { takeTerminalCode } from './accounts/terminal-code.js';
import type { Context } from './context.js';
import { officerTitle } from './people/officer-title.js';
import { type OpenedSession, openSession } from './session-token.js';

/**
 * Trades a one-time code for a trial session in `role`. `now` is server time.
 * @throws DubanError `sign-in-refused` alike for a wrong, a used and an expired code, and for every code once there are accounts.
 */
export async function signIn(
  ctx: Pick<Context, 'ledger'>,
  { code, role, now }: { code: string; role: BureauRole; now: Instant },
): Promise<OpenedSession> {
  return ctx.ledger.transaction(async (tx) => {
    await takeTerminalCode(tx, code, now);
    const actor = await officerTitle(tx, role);
    const at = await campaignTime(tx, now);
    await recordEvent(tx, { campaign: null, at, kind: 'signed-in', actor, subject: 'sign-in', data: { role } });
    return openSession(tx, { kind: 'bureau', role, account: null }, { now });
  });
}
