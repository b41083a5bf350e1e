import type { LocalDate } from '@duban/base';
import { type ContactRole, onDuty, type People } from '@duban/campaign';
import { contactsOf, type Db } from '@duban/ledger';
import { peopleByOffice, peopleFrom } from './circles.js';
import type { PersonToCall } from './one-call.js';

/** Who is reached under which number, and who is there on a day. */
export interface CallDirectory {
  readonly peopleOf: (office: string) => People;
  readonly day: LocalDate;
  readonly numbers: ReadonlyMap<string, PersonToCall>;
}

export async function callDirectory(db: Db, campaign: string, day: LocalDate): Promise<CallDirectory> {
  const people = await peopleFrom(db, { campaign, day });
  const contacts = [
    ...people.serving.map(({ contact }) => contact),
    ...people.absences.flatMap(({ standIn }) => (standIn === null ? [] : [standIn])),
  ];
  const known = await contactsOf(db, campaign, [...new Set(contacts)]);
  return {
    peopleOf: peopleByOffice(people),
    day,
    numbers: new Map(known.map(({ contact, title, phone }) => [contact, { title, phone }])),
  };
}

/**
 * The clerk calls the clerk, or whoever works for the leaders where the sheet waits for them; the section chief and the deputy director
 * call whoever leads the office's work (practice.md 1, ladder).
 */
export function whoIsCalled(
  { peopleOf, day, numbers }: CallDirectory,
  call: { readonly office: string; readonly by: string; readonly leader?: boolean },
): { readonly person: PersonToCall | null; readonly leads: boolean } {
  const people = peopleOf(call.office);
  const serving = (role: ContactRole): string | undefined =>
    onDuty(people, { office: call.office, roles: [role] }, day)[0];
  const contact = serving(call.by === 'operator' && !call.leader ? 'A' : 'leader') ?? serving('A');
  const leads = people.serving.some((each) => each.contact === contact && each.role === 'leader');
  return { person: (contact !== undefined && numbers.get(contact)) || null, leads };
}
