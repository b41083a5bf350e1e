import type { Instant, LocalDate } from '@duban/base';
import { addDays } from '@duban/base/time';
import { jining, owes } from '../world.ts';

/** Somebody of the directory, as the bureau was told of them. */
export interface Person {
  readonly contact: string;
  email: string;
  readonly offices: readonly string[];
  readonly from: LocalDate | null;
  until: LocalDate | null;
  /** Who serves two offices may be away for either, more than once. */
  readonly away: { readonly from: LocalDate; readonly until: LocalDate; readonly standIn: string | null }[];
}

/** What people told the system and it did not refuse, kept apart from its ledger: the judge believes this, or a fact that got lost would excuse itself. */
export interface Told {
  readonly settled: Set<string>;
  readonly dues: Map<string, LocalDate>;
  readonly promises: Map<string, { readonly madeAt: Instant; readonly until: Instant }>;
  readonly people: Person[];
  /** Addresses that a mail server refused for good. */
  readonly dead: Set<string>;
  paused: boolean;
  /** Calls that somebody had to make although nothing was owed. */
  readonly needless: string[];
}

/** The due of the final report: a Sunday. */
const DUE = '2023-12-10' as LocalDate;

export function toldAtFirst(offices: readonly string[]): Told {
  const people = jining.definition.contacts.map(
    ({ id, email, serves }): Person => ({
      ...{ contact: id, email, offices: serves.map(({ office }) => office) },
      ...{ from: null, until: null, away: [] },
    }),
  );
  const dues = new Map(offices.map((office) => [owes(office, 'final'), DUE]));
  return { settled: new Set(), dues, promises: new Map(), people, dead: new Set(), paused: false, needless: [] };
}

/** A due was moved, or the report was sent back with a new one: what was promised for the old one is over. */
export function tellDue(told: Told, obligation: string, due: LocalDate): void {
  told.settled.delete(obligation);
  told.promises.delete(obligation);
  told.dues.set(obligation, due);
}

export function tellHandOver(
  told: Told,
  { contact, successor, email }: { contact: string; successor: string; email: string },
  from: LocalDate,
): void {
  const before = personOf(told, contact);
  before.until = addDays(from, -1);
  told.people.push({ contact: successor, email, offices: before.offices, from, until: null, away: [] });
}

export function personOf({ people }: Told, contact: string): Person {
  const person = people.find((p) => p.contact === contact);
  if (!person) throw new RangeError(`nobody was told of ${contact}`);
  return person;
}

/** Why this address must not get what goes to an office on a day; null: it may. */
export function whyNot(
  { people, dead }: Told,
  { office, address }: { office: string; address: string },
  day: LocalDate,
) {
  const there = people.filter(
    ({ offices, from, until }) => offices.includes(office) && (from ?? day) <= day && day <= (until ?? day),
  );
  const absences = ({ away }: Person) => away.filter((each) => each.from <= day && day <= each.until);
  const isAway = (person: Person): boolean => absences(person).length > 0;
  const standIns = there.flatMap((p) => absences(p).flatMap(({ standIn }) => standIn ?? []));
  const theirs = (p: Person): boolean => p.email === address;
  const mine = there.find(theirs);
  if (!mine) return people.some((p) => standIns.includes(p.contact) && theirs(p)) ? null : '发错人';
  // practice.md 15: read late is better than got by nobody, when every mail to the others is refused.
  return isAway(mine) && there.some((p) => !isAway(p) && !dead.has(p.email)) ? '外出还在催' : null;
}
