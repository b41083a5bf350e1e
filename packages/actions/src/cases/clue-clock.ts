import type { LocalDate } from '@duban/base';
import { chineseDate } from '@duban/base/time';
import { addMonths, addWorkdays, type WorkCalendar } from '@duban/calendar';
import type { ClueState } from '@duban/ledger';

/** Working days from receipt within which whether to file a case has to be decided (practice.md, ladder: the time limit for 立案). */
const CLUE_WORKDAYS = 15;
/** Of a complex clue that a higher level handed down. */
const COMPLEX_WORKDAYS = 30;
/** Calendar months from receipt to which a leader may extend that: at first, and once more where it is particularly complex. */
const FIRST_MONTHS = 3;
const PRINCIPLE_MONTHS = 6;

/** What a clue's clock depends on. */
export interface ClueClock {
  readonly received_on: LocalDate;
  readonly complex: boolean;
  /** The day of its last extension; null: it has none. */
  readonly extended_until: LocalDate | null;
}

/** The last day on which a clue may be decided. */
export function clueDue(calendar: WorkCalendar, { received_on, complex, extended_until }: ClueClock): LocalDate {
  return extended_until ?? addWorkdays(calendar, received_on, workdaysFor(complex));
}

/** What that day rests on: `收到后30个工作日`, `经批准延长至2023年12月13日`. */
export function clueBasis({ complex, extended_until }: Omit<ClueClock, 'received_on'>): string {
  return extended_until === null
    ? `收到后${workdaysFor(complex)}个工作日`
    : `经批准延长至${chineseDate(extended_until, true)}`;
}

function workdaysFor(complex: boolean): number {
  return complex ? COMPLEX_WORKDAYS : CLUE_WORKDAYS;
}

/** The last days to which a complex clue may be extended. */
export interface ExtensionLimits {
  /** Three months after receipt: of the first extension. */
  readonly first: LocalDate;
  /** Six months after receipt: of every later one, in principle. */
  readonly principle: LocalDate;
}

/**
 * Months are counted by the calendar from the day of receipt; a day that the month lacks becomes its last (08-31 and six months: 02-28 or
 * 02-29). A limit on a rest day stays there, as every due does that a phrase counts (`dayFlags` of the calendar: nothing is moved); the
 * reminders count back from the working day before it.
 */
export function extensionLimits(received_on: LocalDate): ExtensionLimits {
  return { first: addMonths(received_on, FIRST_MONTHS), principle: addMonths(received_on, PRINCIPLE_MONTHS) };
}

/** The states in which a clue's clock runs. */
export const WAITING: readonly ClueState[] = ['registered', 'verifying'];
