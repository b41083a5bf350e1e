import type { Absence, People, ServingPerson } from '@duban/campaign';
import { absencesFrom, type Db, type PeopleOn, servingPeople } from '@duban/ledger';

/** Somebody joins an office to the others that this person serves; a leader joins nobody. */
export interface Joining {
  readonly contact: string;
  readonly office: string;
  readonly role: string;
}

/** Who serves which office of a campaign and who is away, from that day on. */
export async function peopleFrom(db: Db, on: PeopleOn): Promise<People> {
  const serving = await servingPeople(db, on);
  return {
    serving: serving.filter(({ until }) => until === null || until >= on.day),
    absences: await absencesFrom(db, on),
  };
}

/** The same people office by office: whoever asks for many offices need not go through everybody each time. */
export function peopleByOffice({ serving, absences }: People): (office: string) => People {
  const byOffice = new Map<string, ServingPerson[]>();
  for (const person of serving) byOffice.set(person.office, [...(byOffice.get(person.office) ?? []), person]);
  return (office) => ({ serving: byOffice.get(office) ?? [], absences });
}

/** Those who serve, and who stands in for them as if they served as well: as the ledger's `circleOf` sees it. */
export function joining({ serving, absences }: People): Joining[] {
  const standing = ({ contact, standIn }: Absence): Joining[] =>
    standIn === null ? [] : serving.filter((s) => s.contact === contact).map((s) => ({ ...s, contact: standIn }));
  return [...serving, ...absences.flatMap(standing)];
}

/** For each office those it must be planned with: the ledger's `circleOf` for all offices at once. An office that shares nobody is alone. */
export function circlesOf(serving: readonly Joining[]): ReadonlyMap<string, readonly string[]> {
  const circle = new Map<string, Set<string>>();
  const first = new Map<string, string>();
  for (const { contact, office, role } of serving) {
    if (role === 'leader') continue;
    const mine = circle.get(office) ?? new Set([office]);
    circle.set(office, mine);
    const other = circle.get(first.get(contact) ?? office) ?? mine;
    first.set(contact, office);
    if (other === mine) continue;
    for (const member of mine) {
      other.add(member);
      circle.set(member, other);
    }
  }
  return new Map([...circle].map(([office, members]) => [office, [...members]]));
}
