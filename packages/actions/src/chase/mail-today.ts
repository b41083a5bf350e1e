import type { Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import type { Db } from '@duban/ledger';
import { chaseId, takesNoMore } from './carry-messages.js';
import type { Serving } from './circles.js';
import type { MailToday } from './office-plan.js';
import { rolesFor, saidIn, waitsForLeader } from './said.js';

/** Asks once which chases of today take no more lines; then answers for each step whether its mail can still leave today. */
export async function mailToday(
  db: Db,
  { campaign, serving }: { campaign: string; serving: readonly Serving[] },
  now: Instant,
): Promise<MailToday> {
  const today = dateOf(now);
  const rows = await db
    .selectFrom('message')
    .select(['id', 'state', 'attempts'])
    .where('campaign', '=', campaign)
    .where('kind', '=', 'chase')
    .where('id', 'like', `%/${today}`)
    .execute();
  const closed = new Set(rows.filter(takesNoMore).map((m) => m.id));
  const said = await saidIn(db, campaign);
  return ({ action, office, obligation }) => {
    const roles: readonly string[] = 'message' in action ? action.to : [];
    const asked = rolesFor(roles, waitsForLeader(said, [obligation]));
    const serve = (any: readonly string[]) => serving.filter((s) => s.office === office && any.includes(s.role));
    const people = serve(asked).length > 0 ? serve(asked) : serve(roles);
    if (people.length === 0) return 'nobody';
    return people.some((p) => closed.has(chaseId({ campaign, now }, p.contact))) ? 'blocked' : 'open';
  };
}
