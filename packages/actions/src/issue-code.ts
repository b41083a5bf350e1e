import { DubanError, type Instant, MINUTE, plus } from '@duban/base';
import { campaignTime, recordEvent } from '@duban/ledger';
import { isTrial } from './accounts/accounts.js';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';
import { codeHash, newCode } from './people/sign-in-code.js';

/** How long a one-time code can be used. */
const VALID_MS = 30 * MINUTE;

/**
 * A one-time code that opens a trial session, as long as nobody of the bureau has an account: shown once, kept as its hash. `now` is server time: a jump of campaign time must end
 * nobody's code or session.
 * @throws DubanError `not-allowed` to an office; `trial-over` once there are accounts.
 */
export async function issueCode(
  ctx: Pick<Context, 'ledger'>,
  { now, by }: { now: Instant; by: Actor },
): Promise<{ code: string; expiresAt: Instant }> {
  requireRight(by, 'people.change', '发放登录码');
  const code = newCode();
  const expiresAt = plus(now, VALID_MS);
  await ctx.ledger.transaction(async (tx) => {
    if (!(await isTrial(tx))) throw new DubanError('trial-over');
    await tx.deleteFrom('sign_in_code').where('expires_at', '<=', now).execute();
    await tx
      .insertInto('sign_in_code')
      .values({
        code_hash: codeHash(code),
        issued_by: by.name,
        account: null,
        created_at: now,
        expires_at: expiresAt,
        used_at: null,
      })
      .execute();
    await recordEvent(tx, {
      campaign: null,
      at: await campaignTime(tx, now),
      kind: 'code-issued',
      actor: by,
      subject: 'sign-in',
    });
  });
  return { code, expiresAt };
}
