import type { LocalDate } from '@duban/base';
import type { ContactRole } from './definition.js';

/** A person's function at one office; the days are the first and the last in it, null: open. */
export interface ServingPerson {
  readonly contact: string;
  readonly office: string;
  readonly role: ContactRole;
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
}

/** Somebody is away, both days included. */
export interface Absence {
  readonly contact: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
  /** Who stands in; null: the office's other contact. */
  readonly standIn: string | null;
}

export interface People {
  readonly serving: readonly ServingPerson[];
  readonly absences: readonly Absence[];
}

const RANK: Readonly<Record<ContactRole, number>> = { A: 0, B: 1, leader: 2 };

/**
 * Who takes what goes to these roles of an office on a day (practice.md 15): who has left or not begun is passed over, who is away is
 * spared and the stand-in takes it, else the office's other contact, else its leader. Where nobody else is there it stays with who is
 * away: a message that is read late is better than one that nobody gets.
 */
export function onDuty(
  { serving, absences }: People,
  { office, roles }: { readonly office: string; readonly roles: readonly ContactRole[] },
  day: LocalDate,
): string[] {
  const all = serving
    .filter((person) => person.office === office)
    .sort((a, b) => RANK[a.role] - RANK[b.role] || (a.contact < b.contact ? -1 : 1));
  const there = all.filter((person) => serves(person, day));
  const away = (contact: string): Absence | undefined =>
    absences.find((a) => a.contact === contact && a.from <= day && day <= a.until);
  const instead = (contact: string, standIn: string | null): string => {
    if (standIn !== null && !away(standIn)) return standIn;
    return there.find((person) => person.contact !== contact && !away(person.contact))?.contact ?? contact;
  };
  const wanted = all.filter((person) => roles.includes(person.role));
  const present = wanted.filter((person) => serves(person, day));
  // Between two who hold the function it falls to the office's other people; so does A's where A was moved to another office.
  const falls = present.length === 0 && (wanted.length > 0 || roles.includes('A'));
  const taking = falls ? there.slice(0, 1) : present;
  return [
    ...new Set(
      taking.map(({ contact }) => {
        const absence = away(contact);
        return absence ? instead(contact, absence.standIn) : contact;
      }),
    ),
  ];
}

/** Whether a person is in the function on a day. */
export function serves(
  { from, until }: { readonly from: LocalDate | null; readonly until: LocalDate | null },
  day: LocalDate,
): boolean {
  return (from === null || from <= day) && (until === null || day <= until);
}
