import type { LocalTime } from '@duban/base';
import type { BureauRole, ContactRole, Standing } from './definition.js';

/**
 * What a step counts from, in working days. `due` with a negative offset counts from the due moved back to a working day (practice.md);
 * `holiday` is the last working day before a long holiday after which little time is left to the due.
 */
export type DayAnchor = 'period-end' | 'period-start' | 'due' | 'holiday';

/** What a step of an urgent request counts from, in minutes: the moment of the due, or the moment at which it was asked for. */
export type HourAnchor = 'due-time' | 'asked';

export type LadderAction =
  | { readonly message: MessageStep; readonly to: readonly ContactRole[] }
  | { readonly task: TaskKind; readonly by: BureauRole; readonly script: string };

export type MessageStep =
  | 'before-period-end'
  | 'before-holiday'
  | 'period-start'
  | 'reminder'
  | 'due-tomorrow'
  | 'due-today'
  | 'urgent';
export type TaskKind = 'call' | 'sign' | 'check';

export type LadderStep = DayStep | HourStep;

/** A step on a working day, at a time of day in office hours. */
export interface DayStep extends Step {
  readonly anchor: DayAnchor;
  /** Working days from the anchor. */
  readonly offset: number;
  readonly at: LocalTime;
}

/** A step of an urgent request: on any day, at any hour (practice.md 13). */
export interface HourStep extends Step {
  readonly anchor: HourAnchor;
  /** Minutes from the anchor; negative: before it. */
  readonly minutes: number;
}

interface Step {
  /** Unique within a ladder and kept for good: it is how the ledger knows that a step was done. */
  readonly key: string;
  readonly label: string;
  readonly action: LadderAction;
  /** `lapse`: only after a broken promise, a second lapse, or calls that brought no promise. */
  readonly only?: 'lapse';
}

/** 催报规则 per standing: subordinates are chased, peers and outside bodies are asked, superiors get nothing. */
export type Ladder = Readonly<Record<Standing, readonly LadderStep[]>>;

/** What happens when a promise is not kept, by how far the due has passed. */
export const BROKEN_PROMISE_STEP = 'promise-broken';

/** So many working days before its own upward due the bureau stops waiting; who has not filed then stands as 未报, never as zero (practice.md). */
export const CUT_OFF_DAYS = 2;

/** Working days for which the bureau still waits after the day of an urgent request, so that its last step is done before the merge. */
export const URGENT_WAIT = 1;

const nineOClock = '09:00' as LocalTime;

const announcements: readonly LadderStep[] = [
  {
    key: 'period-end',
    label: '期末提醒',
    anchor: 'period-end',
    offset: 0,
    at: '15:00' as LocalTime,
    action: { message: 'before-period-end', to: ['A'] },
  },
  {
    key: 'period-start',
    label: '开始填报',
    anchor: 'period-start',
    offset: 0,
    at: nineOClock,
    action: { message: 'period-start', to: ['A'] },
  },
];

/** Stands before 期末提醒: where both fall on one slot (JN23: 2023-09-28), that one is the higher and speaks for both. */
const beforeHoliday: LadderStep = {
  key: 'holiday',
  label: '节前提醒',
  anchor: 'holiday',
  offset: 0,
  at: '15:00' as LocalTime,
  action: { message: 'before-holiday', to: ['A'] },
};

/** practice.md, "The default ladder": every step a setting, in working days. */
export const defaultLadder: Ladder = {
  subordinate: [
    beforeHoliday,
    ...announcements,
    {
      key: 'T-3',
      label: 'T−3 提醒',
      anchor: 'due',
      offset: -3,
      at: nineOClock,
      action: { message: 'reminder', to: ['A'] },
    },
    {
      key: 'T-1',
      label: 'T−1 提醒',
      anchor: 'due',
      offset: -1,
      at: '15:00' as LocalTime,
      action: { message: 'due-tomorrow', to: ['A', 'B'] },
    },
    {
      key: 'T-1-call',
      label: 'T−1 电话',
      anchor: 'due',
      offset: -1,
      at: '15:00' as LocalTime,
      action: { task: 'call', by: 'operator', script: 'due-tomorrow' },
    },
    {
      key: 'T',
      label: '当日提醒',
      anchor: 'due',
      offset: 0,
      at: '10:00' as LocalTime,
      action: { message: 'due-today', to: ['A'] },
    },
    {
      key: 'T-call',
      label: '当日电话',
      anchor: 'due',
      offset: 0,
      at: '16:00' as LocalTime,
      action: { task: 'call', by: 'operator', script: 'due-today' },
    },
    {
      key: 'T+1-call',
      label: 'T+1 电话',
      anchor: 'due',
      offset: 1,
      at: nineOClock,
      action: { task: 'call', by: 'operator', script: 'overdue' },
    },
    {
      key: 'T+2-call',
      label: 'T+2 科长电话',
      anchor: 'due',
      offset: 2,
      at: nineOClock,
      action: { task: 'call', by: 'chief', script: 'overdue-chief' },
    },
    {
      key: 'T+3-letter',
      label: '催报单送签',
      anchor: 'due',
      offset: 3,
      at: nineOClock,
      action: { task: 'sign', by: 'chief', script: 'chase-letter' },
      only: 'lapse',
    },
    {
      key: 'T+5-call',
      label: '分管领导电话',
      anchor: 'due',
      offset: 5,
      at: nineOClock,
      action: { task: 'call', by: 'deputy', script: 'overdue-deputy' },
      only: 'lapse',
    },
  ],
  // A 商请函 is how these are asked, not a sanction (practice.md 5): its draft needs no lapse before it.
  outside: [
    ...announcements,
    {
      key: 'T-1-call',
      label: 'T−1 电话',
      anchor: 'due',
      offset: -1,
      at: '15:00' as LocalTime,
      action: { task: 'call', by: 'operator', script: 'courtesy' },
    },
    {
      key: 'T+1-call',
      label: 'T+1 电话',
      anchor: 'due',
      offset: 1,
      at: nineOClock,
      action: { task: 'call', by: 'operator', script: 'courtesy' },
    },
    {
      key: 'T+3-letter',
      label: '商请函送签',
      anchor: 'due',
      offset: 3,
      at: nineOClock,
      action: { task: 'sign', by: 'chief', script: 'request-letter' },
    },
  ],
  peer: [
    ...announcements,
    {
      key: 'T-1-call',
      label: 'T−1 电话',
      anchor: 'due',
      offset: -1,
      at: '15:00' as LocalTime,
      action: { task: 'call', by: 'operator', script: 'courtesy' },
    },
    {
      key: 'T+3-letter',
      label: '商请函送签',
      anchor: 'due',
      offset: 3,
      at: nineOClock,
      action: { task: 'sign', by: 'chief', script: 'request-letter' },
    },
  ],
  superior: [],
};

const courtesyCalls: readonly LadderStep[] = [
  {
    key: 'asked-call',
    label: '加报商请电话',
    anchor: 'asked',
    minutes: 0,
    action: { task: 'call', by: 'operator', script: 'courtesy' },
  },
  {
    key: 'due-call',
    label: '到点电话',
    anchor: 'due-time',
    minutes: 0,
    action: { task: 'call', by: 'operator', script: 'courtesy' },
  },
  {
    key: 'T+1-call',
    label: 'T+1 电话',
    anchor: 'due',
    offset: 1,
    at: nineOClock,
    action: { task: 'call', by: 'operator', script: 'courtesy' },
  },
];

/**
 * practice.md 13: said at once, −2 h, −30 min, then the telephone at the hour itself; weekends and nights are no hindrance. Who has not filed
 * by the next working day is not forgotten: then the chief calls.
 */
export const urgentLadder: Ladder = {
  subordinate: [
    { key: 'asked', label: '加报通知', anchor: 'asked', minutes: 0, action: { message: 'urgent', to: ['A', 'B'] } },
    {
      key: 'due-2h',
      label: '截止前2小时',
      anchor: 'due-time',
      minutes: -120,
      action: { message: 'urgent', to: ['A'] },
    },
    {
      key: 'due-30m',
      label: '截止前30分钟',
      anchor: 'due-time',
      minutes: -30,
      action: { message: 'urgent', to: ['A', 'B'] },
    },
    {
      key: 'due-call',
      label: '到点电话',
      anchor: 'due-time',
      minutes: 0,
      action: { task: 'call', by: 'operator', script: 'urgent' },
    },
    {
      key: 'T+1-call',
      label: 'T+1 科长电话',
      anchor: 'due',
      offset: 1,
      at: nineOClock,
      action: { task: 'call', by: 'chief', script: 'overdue-chief' },
    },
  ],
  outside: courtesyCalls,
  peer: courtesyCalls,
  superior: [],
};

/** Whether a step counts in minutes. */
export function isHourStep(step: LadderStep): step is HourStep {
  return step.anchor === 'due-time' || step.anchor === 'asked';
}
