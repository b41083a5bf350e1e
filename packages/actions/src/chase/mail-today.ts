import type { Instant, LocalDate } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { onDuty, type People } from '@duban/campaign';
import { type Db, outOfReach } from '@duban/ledger';
import { takesNoMore } from './carry-messages.js';
import { chaseId } from './chase-id.js';
import { peopleByOffice } from './circles.js';
import type { MailToday } from './office-plan.js';
import { rolesFor, saidIn, waitsForLeader } from './said.js';
import { mailboxOf, reachedElsewhere } from './same-people.js';

/** Asks once which chases of today take no more lines; then answers for each step whether its mail can still leave today. */
export async function mailToday(
  db: Db,
  { campaign, people, others }: { campaign: string; people: People; others: readonly string[] },
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
  const reached = await reachedInOthers(db, { campaign, others, today });
  const said = await saidIn(db, campaign);
  const of = peopleByOffice({ ...people, absences: await outOfReach(db, { campaign, day: today }) });
  return (step) => {
    // An urgent request always finds a message of its own.
    if (step.urgent) return 'open';
    const { action, office, obligation } = step;
    const roles = 'message' in action ? action.to : [];
    const asked = onDuty(of(office), { office, roles: rolesFor(roles, waitsForLeader(said, [obligation])) }, today);
    // An office whose directory names no leader is asked as always.
    const taking = asked.length > 0 ? asked : onDuty(of(office), { office, roles }, today);
    const gone = (contact: string): boolean =>
      closed.has(chaseId({ campaign, now }, contact, step)) || reached.has(contact);
    return taking.some(gone) ? 'blocked' : 'open';
  };
}

/** People of the campaign who got today's chase from another campaign of the bureau. */
async function reachedInOthers(
  db: Db,
  { campaign, others, today }: { campaign: string; others: readonly string[]; today: LocalDate },
): Promise<ReadonlySet<string>> {
  if (others.length === 0) return new Set();
  const contacts = await db.selectFrom('contact').select(['id', 'email']).where('campaign', '=', campaign).execute();
  const mailboxes = contacts.map(({ email }) => email);
  const reached = await reachedElsewhere(db, { campaigns: others, slot: today }, mailboxes);
  return new Set(contacts.filter(({ email }) => reached.has(mailboxOf(email))).map(({ id }) => id));
}
