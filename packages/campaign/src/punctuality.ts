import type { Instant, LocalDate, LocalTime } from '@duban/base';
import { endOfDay, at as instantOf } from '@duban/base/time';
import type { ObligationState } from './states.js';

/** The facts that decide on time or late: all true times, whoever registered them. */
export interface Receipts {
  readonly state: ObligationState;
  /** The notice's due, or the bureau's answer; an extension never changes it. */
  readonly originalDue: LocalDate;
  /** The due in force for punctuality: the extended one where an extension was granted in time. */
  readonly due: LocalDate;
  /** The hour of the due's day from which it is late; absent or null: the end of the day. */
  readonly dueTime?: LocalTime | null;
  /** When the office first handed in anything that could be opened. */
  readonly firstReceivedAt: Instant | null;
  /** When the office first handed in something without E findings. */
  readonly firstValidAt: Instant | null;
  /** When the version that was accepted had been handed in. */
  readonly acceptedVersionAt: Instant | null;
  readonly cutOff: LocalDate;
}

/** 按时 · 迟报 · 补报 (after the cut-off) · 未报 · 零报告 · 免报 */
export type Standing = 'on-time' | 'late' | 'after-cut-off' | 'never' | 'nil' | 'exempt';

export const standingLabels: Readonly<Record<Standing, string>> = {
  'on-time': '按时',
  late: '迟报',
  'after-cut-off': '补报',
  never: '未报',
  nil: '零报告',
  exempt: '免报',
};

/** The three figures that must not be mixed (architecture.md). */
export interface Punctuality {
  readonly standing: Standing;
  readonly receivedOnTime: boolean;
  readonly validOnTime: boolean;
  readonly acceptedOnTime: boolean;
}

/** The first instant that is late. "12月10日前" includes the 10th: 12-11 00:00; 今日17:00前 ends at 17:00. */
export function lateFrom(due: LocalDate, time: LocalTime | null = null): Instant {
  return time === null ? endOfDay(due) : instantOf(due, time);
}

/** "12月10日前" includes the 10th: 12-10 23:59 is on time, 12-11 00:00 is late. */
export function isOnTime(at: Instant, due: LocalDate, time: LocalTime | null = null): boolean {
  return at < lateFrom(due, time);
}

/** How an obligation stands by its first receipt; a return does not make a punctual office late. */
export function punctuality(facts: Receipts): Punctuality {
  const by = (at: Instant | null): boolean => at !== null && isOnTime(at, facts.due, facts.dueTime);
  return {
    standing: standing(facts),
    receivedOnTime: by(facts.firstReceivedAt),
    validOnTime: by(facts.firstValidAt),
    acceptedOnTime: by(facts.acceptedVersionAt),
  };
}

function standing(facts: Receipts): Standing {
  if (facts.state === 'nil' || facts.state === 'exempt') return facts.state;
  if (facts.firstReceivedAt === null) return 'never';
  if (isOnTime(facts.firstReceivedAt, facts.due, facts.dueTime)) return 'on-time';
  return isOnTime(facts.firstReceivedAt, facts.cutOff) ? 'late' : 'after-cut-off';
}
