import type { Instant } from '@duban/base';
import { plainLogin } from './accounts/accounts.js';
import { type Enrolment, newEnrolment } from './accounts/enrolment.js';
import { requireTrialKey, type TrialKey } from './accounts/trial-door.js';
import type { Context } from './context.js';

/**
 * The app to be bound to the first administrator's account, whose login is being chosen. Changes nothing. `now` is server time.
 * @throws DubanError `trial-over`, `sign-in-refused`, `sign-in-needed`, `login-invalid`
 */
export async function beginFirstAdministrator(
  ctx: Pick<Context, 'ledger' | 'secret'>,
  { key, login, now }: { key: TrialKey; login: string; now: Instant },
): Promise<Enrolment> {
  await ctx.ledger.transaction((tx) => requireTrialKey(tx, key, now));
  return newEnrolment(ctx.secret, { login: plainLogin(login), now });
}
