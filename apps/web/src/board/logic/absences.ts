import type { ContactListed } from '@duban/api/types';
import { dayWithWeekday } from '../../shared/china-time.js';

type Absence = ContactListed['absences'][number];

const RANK = { A: 0, B: 1, leader: 2 } as const;

/** `1月5日（周二）外出，由兖州区医保局分管负责人代办`: the days, one of them said once, and who takes what comes in them, as the sender chooses. */
export function absenceInWords(absence: Absence, contact: ContactListed, people: readonly ContactListed[]): string {
  const { from, until } = absence;
  const days = from === until ? dayWithWeekday(from) : `${dayWithWeekday(from)}至${dayWithWeekday(until)}`;
  const offices = [...new Set(contact.serves.map(({ office }) => office))];
  const taking = daysOf(absence).flatMap((day) => offices.map((office) => takes({ office, day }, absence, people)));
  const titles = [...new Set(taking.map((taker) => (taker ?? contact).title))];
  const itself = taking.every((taker) => taker === null);
  return `${days}外出，${itself ? '本单位没有别人在，仍发给本人' : `由${titles.join('、')}代办`}`;
}

/** The stand-in, else the office's other contact, else its leader, whoever is there; null: nobody else. */
function takes(
  { office, day }: { readonly office: string; readonly day: string },
  { standIn }: Absence,
  people: readonly ContactListed[],
): ContactListed | null {
  const there = people.filter((person) => !person.absences.some((a) => a.from <= day && day <= a.until));
  const named = there.find((person) => person.id === standIn);
  if (named) return named;
  const ranked = there
    .filter((p) => (p.from === null || p.from <= day) && (p.until === null || day <= p.until))
    .flatMap((person) =>
      person.serves.filter((s) => s.office === office).map(({ role }) => ({ person, rank: RANK[role] })),
    )
    .sort((a, b) => a.rank - b.rank || (a.person.id < b.person.id ? -1 : 1));
  return ranked[0]?.person ?? null;
}

const DAY = 86_400_000;
/** Longer than any leave; a day typed in a wrong year costs no more. */
const MOST_DAYS = 400;

function daysOf({ from, until }: Absence): readonly string[] {
  const count = Math.min((Date.parse(until) - Date.parse(from)) / DAY + 1, MOST_DAYS);
  return Array.from({ length: count }, (_, i) => new Date(Date.parse(from) + i * DAY).toISOString().slice(0, 10));
}
