export { isOfficeTime, nextOfficeTime, type OfficeHours } from './office-hours.js';
export { type Frequency, type Period, periodsWithin } from './periods.js';
export {
  addWorkdays,
  onOrAfter,
  onOrBefore,
  PUBLISHED_YEARS,
  stateCouncilCalendar,
  type WorkCalendar,
  withOverrides,
} from './workdays.js';
