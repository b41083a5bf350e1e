export { type Festival, festivalDay } from './festivals.js';
export {
  type DayOverride,
  type InstallationDays,
  installationCalendar,
  type WatchedCalendar,
  watched,
} from './installation.js';
export { addMonths } from './months.js';
export { isOfficeTime, nextOfficeTime, type OfficeHours } from './office-hours.js';
export { type Frequency, type Period, periodAt, periodsWithin, type Unit } from './periods.js';
export { dayFlags } from './phrases/day-flags.js';
export { readPhrase } from './phrases/read-phrase.js';
export type {
  Due,
  DueForm,
  EventKind,
  Flag,
  FlagKind,
  Need,
  PhraseContext,
  PhraseKind,
  PhraseReading,
  Reading,
  RecurrenceSummary,
  Rolling,
} from './phrases/types.js';
export { writePhrase } from './phrases/write-phrase.js';
export {
  addWorkdays,
  onOrAfter,
  onOrBefore,
  PUBLISHED_YEARS,
  stateCouncilCalendar,
  type WorkCalendar,
  withOverrides,
} from './workdays.js';
