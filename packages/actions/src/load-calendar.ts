import path from 'node:path';
import { installationCalendar, stateCouncilCalendar, type WorkCalendar } from '@duban/calendar';
import { loadDays } from '@duban/campaign/schema';
import { textOf } from './folder/text-of.js';

/** The table of days of an installation, in its data folder. */
export const CALENDAR_FILE = 'calendar.yaml';

/**
 * The working calendar of the installation whose data folder is `folder`: its `calendar.yaml` over the State Council's calendar, which stands
 * alone where there is no such file or no data folder at all.
 * @throws DubanError `definition-invalid` with every problem at once, each with its line.
 */
export async function loadCalendar(folder?: string): Promise<WorkCalendar> {
  if (folder === undefined) return stateCouncilCalendar;
  const text = await textOf(path.join(folder, CALENDAR_FILE));
  return text === null ? stateCouncilCalendar : installationCalendar(loadDays(text, CALENDAR_FILE));
}
