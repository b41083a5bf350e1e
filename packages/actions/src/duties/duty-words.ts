import { DAY, HOUR, type Instant } from '@duban/base';
import { addDays, dateOf, endOfDay } from '@duban/base/time';
import { onOrBefore, type WorkCalendar } from '@duban/calendar';
import type { Duty, DutyStep } from './duty.js';

/** One duty of a reminder, as the message keeps it: how far its due is by then is said when it leaves. */
export interface ReminderLine {
  /** Read again when it leaves: a duty that was done meanwhile is not in it. */
  readonly id: string;
  readonly heading: string;
  readonly what: string;
  /** As people read it. */
  readonly due: string;
  readonly toWhom: string | null;
  readonly missing: readonly string[];
  readonly standing: string;
  readonly over: string | null;
  readonly dueAt: Instant;
  /** It is over at that minute, not at the end of its day. */
  readonly toTheMinute: boolean;
}

export function reminderLine(duty: Duty, { standing, over }: DutyStep): ReminderLine {
  const { id, heading, what, dueText, toWhom, missing, due, urgent = false } = duty;
  return {
    id,
    heading,
    what,
    due: dueText,
    toWhom,
    missing,
    standing,
    over: over ?? null,
    dueAt: due,
    toTheMinute: urgent,
  };
}

/**
 * The facts of a reminder as it reads at a moment: 明天到期 and 今天到期 are said of that day only, however long a pause or a server held it
 * back. What was planned before its lines knew their due says what it says.
 */
export function dutyWords(
  facts: Readonly<Record<string, unknown>>,
  calendar: WorkCalendar,
  now: Instant,
): Readonly<Record<string, unknown>> {
  if (!Array.isArray(facts.duties)) return facts;
  const lines = facts.duties as readonly (ReminderLine | Omit<ReminderLine, 'dueAt'>)[];
  return {
    ...facts,
    duties: lines.map((line) => ('dueAt' in line ? { ...line, standing: sentence(line, calendar, now) } : line)),
  };
}

function sentence(line: ReminderLine, calendar: WorkCalendar, now: Instant): string {
  const isOver = line.toTheMinute ? now >= line.dueAt : now >= endOfDay(dateOf(line.dueAt));
  if (isOver)
    return line.over ?? `${line.toTheMinute ? sinceMinute(now - line.dueAt) : '已经超过时限'}，${line.standing}`;
  const before = line.toTheMinute ? null : beforeDue(line, calendar, now);
  return before === null ? line.standing : `${before}，${line.standing}`;
}

function sinceMinute(overMs: number): string {
  if (overMs < HOUR) return '已经到时限';
  return `已经超过时限${overMs < DAY ? `${Math.floor(overMs / HOUR)}小时` : `${Math.floor(overMs / DAY)}天`}`;
}

/** A step counts working days: the day before a Monday's due is a Friday, and a Sunday's is spoken of on the Friday as well. */
function beforeDue({ dueAt }: ReminderLine, calendar: WorkCalendar, now: Instant): string | null {
  const [today, due] = [dateOf(now), dateOf(dueAt)];
  if (today === due) return '今天到期';
  if (!calendar.isWorkday(due) && onOrBefore(calendar, due) === today) return '今天是时限前最后一个工作日';
  return addDays(today, 1) === due ? '明天到期' : null;
}
