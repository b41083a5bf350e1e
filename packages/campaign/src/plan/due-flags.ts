import type { LocalDate } from '@duban/base';
import { dayFlags, type WorkCalendar } from '@duban/calendar';
import type { CampaignDefinition, Requirement } from '../definition.js';

interface Owed {
  readonly definition: CampaignDefinition;
  readonly requirement: Requirement;
  readonly calendar: WorkCalendar;
}

/** Sentences about a settled due: it falls on a rest day (JN23-O14: Sunday 2023-12-10) or after its phase (JN19-Q2), its year is not announced yet. */
export function dueFlags(due: LocalDate, { definition, requirement, calendar }: Owed): readonly string[] {
  const end = definition.phases.find(({ id }) => id === requirement.phase)?.end;
  const said = dayFlags(due, { calendar, ...(end ? { phase: { to: end } } : {}) }).map(({ text }) => text);
  // A rest day says so itself.
  const mayRest = calendar.isAssumed(due) && calendar.isWorkday(due);
  return mayRest ? [...said, `${due.slice(0, 4)}年放假安排尚未公布，按法定节假日推算`] : said;
}
