import type { LocalDate } from '@duban/base';
import { stateCouncilCalendar } from '../workdays.js';
import type { Flag, PhraseContext } from './types.js';
import { flags } from './wording.js';

/** What a person should see beside a due, whether words gave it or somebody set it: a rest day, a day after its phase. Nothing is moved. */
export function dayFlags(
  date: LocalDate,
  { calendar = stateCouncilCalendar, phase }: Pick<PhraseContext, 'calendar' | 'phase'>,
): Flag[] {
  const found: Flag[] = [];
  if (!calendar.isWorkday(date)) {
    const text = flags.rest(date, calendar.holidayName?.(date) ?? null, calendar.isAssumed(date));
    found.push({ kind: 'rest-day', text, date });
  }
  if (phase?.to && date > phase.to) found.push({ kind: 'after-phase', text: flags.afterPhase(date, phase.to), date });
  return found;
}
