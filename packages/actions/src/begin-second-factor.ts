import { type Enrolment, newEnrolment } from './accounts/enrolment.js';
import { type OwnSession, ownSession } from './accounts/own-session.js';
import type { Context } from './context.js';

/** Another app to be bound to one's own account; changes nothing yet. Throws `sign-in-needed`. */
export async function beginSecondFactor(
  ctx: Pick<Context, 'ledger' | 'secret'>,
  { token, now }: OwnSession,
): Promise<Enrolment> {
  const { db } = ctx.ledger;
  const { account } = await ownSession(db, { token, now });
  const { login } = await db.selectFrom('account').select('login').where('id', '=', account).executeTakeFirstOrThrow();
  return newEnrolment(ctx.secret, { login, now });
}
