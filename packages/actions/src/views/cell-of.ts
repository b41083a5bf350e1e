import type { Instant, LocalDate, LocalTime } from '@duban/base';
import { dateOf, daysBetween, timeOf } from '@duban/base/time';
import { isOwed, lateFrom, type ObligationState, type Progress, punctuality } from '@duban/campaign';
import { sql } from 'kysely';
import type { Marks } from './marks.js';

/** An obligation's row with its round's cut-off, as far as a cell of the board shows it. */
export interface CellRow {
  readonly id: string;
  readonly state: ObligationState;
  readonly version: number;
  readonly original_due: LocalDate;
  readonly due: LocalDate;
  readonly chase_due: LocalDate;
  readonly due_time: LocalTime | null;
  readonly cut_off: LocalDate;
  readonly merged_at: Instant | null;
  readonly first_received_at: Instant | null;
  readonly first_valid_at: Instant | null;
  readonly accepted_version_at: Instant | null;
  readonly progress: Progress | null;
  readonly paper_arrived_at: Instant | null;
}

/** What a cell shows besides its own row. */
export interface Beside extends Marks {
  /** When the sealed original is due; null where none is asked for. */
  readonly paperDue: LocalDate | null;
}

/** One obligation on the board and on the clerk's page. */
export interface Cell {
  readonly obligation: string;
  readonly state: ObligationState;
  /** The day that counts now: while something is owed also one that a return set. */
  readonly due: LocalDate;
  /** The hour of that day at which it is due; null: its end. */
  readonly dueTime: LocalTime | null;
  readonly originalDue: LocalDate;
  /** Calendar days from today to `due` (negative: late); null once nothing is owed. */
  readonly days: number | null;
  /** Owed, and its moment is over: the hour where it has one, else the day. */
  readonly overdue: boolean;
  readonly punctuality: 'pending' | 'on-time' | 'late' | 'after-cut-off' | 'never' | 'none';
  readonly firstReceivedAt: Instant | null;
  readonly version: number;
  /** 填报中 / 待审签 / 待用印, as the office says. */
  readonly progress: Progress | null;
  /** The day an unanswered request asks for. */
  readonly extensionUntil: LocalDate | null;
  /** The day that counts is an extension's, not only that of a correction. */
  readonly extended: boolean;
  /** 代收登记, 待复核 while pending. */
  readonly registered: Marks['registered'];
  readonly paperDue: LocalDate | null;
  readonly paperArrivedAt: Instant | null;
}

/** The columns of {@link CellRow}: `o` is the obligation, `r` its round. */
export const CELL_COLUMNS = [
  'o.id',
  'o.state',
  'o.version',
  'o.original_due',
  'o.due',
  'o.chase_due',
  'o.first_received_at',
  'o.first_valid_at',
  'o.accepted_version_at',
  'o.progress',
  'o.paper_arrived_at',
  'r.due_time',
  'r.cut_off',
  'r.merged_at',
] as const;

/** How an obligation stands at `now`. */
export function cellOf(row: CellRow, beside: Beside, now: Instant): Cell {
  const today = dateOf(now);
  const owed = isOwed(row.state);
  return {
    obligation: row.id,
    state: row.state,
    due: owed ? row.chase_due : row.due,
    dueTime: row.due_time,
    originalDue: row.original_due,
    days: owed ? daysBetween(today, row.chase_due) : null,
    overdue: isOverdue(row, now),
    punctuality: standingOf(row, today),
    firstReceivedAt: row.first_received_at,
    version: row.version,
    progress: row.progress,
    extensionUntil: beside.extensionUntil,
    extended: beside.extended,
    registered: beside.registered,
    paperDue: beside.paperDue,
    paperArrivedAt: row.paper_arrived_at,
  };
}

/** 逾期: owed, and the moment that counts is over: 11:00 where that is the due, as the mails have it. */
export function isOverdue(row: Pick<CellRow, 'state' | 'chase_due' | 'due_time'>, now: Instant): boolean {
  return isOwed(row.state) && now >= lateFrom(row.chase_due, row.due_time);
}

/** The moment that counts is over, for a query with the obligation as `o` and its round as `r`. */
export function pastDue(now: Instant) {
  const today = dateOf(now);
  const hour = sql<boolean>`o.chase_due = ${today} and r.due_time is not null and r.due_time <= ${timeOf(now)}`;
  return sql<boolean>`(o.chase_due < ${today} or (${hour}))`;
}

/** 应报: who was exempted, or taken out, owes nothing. */
export function isExpected({ state }: Pick<CellRow, 'state'>): boolean {
  return state !== 'exempt' && state !== 'withdrawn';
}

/** 未报 stands from the cut-off on (practice.md): until then an overdue sheet may still come and be 迟报. */
function standingOf(row: CellRow, today: LocalDate): Cell['punctuality'] {
  if (row.state === 'nil' || !isExpected(row)) return 'none';
  if (row.first_received_at === null) return row.cut_off < today || row.merged_at !== null ? 'never' : 'pending';
  const { standing } = punctuality({
    state: row.state,
    originalDue: row.original_due,
    due: row.due,
    dueTime: row.due_time,
    firstReceivedAt: row.first_received_at,
    firstValidAt: row.first_valid_at,
    acceptedVersionAt: row.accepted_version_at,
    cutOff: row.cut_off,
  });
  return standing === 'nil' || standing === 'exempt' ? 'none' : standing;
}
