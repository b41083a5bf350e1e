import type { LocalTime } from '@duban/base';
import type { BureauRole, ContactRole, Standing } from './definition.js';

/** What a step counts from. `due` with a negative offset counts from the due moved back to a working day (practice.md). */
export type Anchor = 'period-end' | 'period-start' | 'due';

export type LadderAction =
  | { readonly message: MessageStep; readonly to: readonly ContactRole[] }
  | { readonly task: TaskKind; readonly by: BureauRole; readonly script: string };

export type MessageStep = 'before-period-end' | 'period-start' | 'reminder' | 'due-tomorrow' | 'due-today';
export type TaskKind = 'call' | 'sign' | 'check';

export interface LadderStep {
  /** Unique within a ladder and kept for good: it is how the ledger knows that a step was done. */
  readonly key: string;
  readonly label: string;
  readonly anchor: Anchor;
  /** Working days from the anchor. */
  readonly offset: number;
  readonly at: LocalTime;
  readonly action: LadderAction;
  /** `lapse`: only after a broken promise, a second lapse, or calls that brought no promise. */
  readonly only?: 'lapse';
}

/** 催报规则 per standing: subordinates are chased, peers and outside bodies are asked, superiors get nothing. */
export type Ladder = Readonly<Record<Standing, readonly LadderStep[]>>;

/** What happens when a promise is not kept, by how far the due has passed. */
export const BROKEN_PROMISE_STEP = 'promise-broken';

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

/** practice.md, "The default ladder": every step a setting, in working days. */
export const defaultLadder: Ladder = {
  subordinate: [
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
      only: 'lapse',
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
      only: 'lapse',
    },
  ],
  superior: [],
};
