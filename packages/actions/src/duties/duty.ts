import type { Instant } from '@duban/base';
import type { BureauRole, TaskKind } from '@duban/campaign';
import type { Db, Tx } from '@duban/ledger';
import type { Context } from '../context.js';

/** One of the bureau's own duties that runs: it is put on somebody's list, chased, and ends when its task is ticked off or its cause is gone. */
export interface Duty {
  /** The task's id: a repeat maps onto it. */
  readonly id: string;
  /** `上报提醒`: what the subject line of its messages says. */
  readonly heading: string;
  readonly what: string;
  /** When it has to be done. */
  readonly due: Instant;
  /** The same as people read it: a day, or a day with its minute. */
  readonly dueText: string;
  readonly toWhom: string | null;
  /** Whose parts are not there yet. */
  readonly missing: readonly string[];
  /** Its clock is set by what happened, not by the campaign: it runs on while that is paused. */
  readonly urgent?: true;
  readonly task: DutyTask;
  /** In order of time. */
  readonly steps: readonly DutyStep[];
}

export interface DutyTask {
  readonly title: string;
  readonly by: BureauRole;
  readonly script: string;
  readonly office: string | null;
  /** From when on it stands on the list. */
  readonly from: Instant;
  /** Left out: a signature where there is a paper, else a check. */
  readonly kind?: TaskKind;
  /** Of a call: the number to dial, where it is known. */
  readonly phone?: string | undefined;
  /** Makes the paper to be signed, when the task is put on the list; left out: there is none to sign. Answers its hash. */
  readonly paper?: (tx: Tx, now: Instant) => Promise<string>;
  /** Whom else it is told, in the same transaction. */
  readonly tell?: (tx: Tx, ctx: Pick<Context, 'mailDomain'>, now: Instant) => Promise<void>;
}

/** A reminder to somebody of the bureau. */
export interface DutyStep {
  readonly at: Instant;
  readonly to: BureauRole;
  /** One sentence: how it stands, and what is to be done. How far the due is by then is put before it when it leaves (duty-words.ts). */
  readonly standing: string;
  /** What is said instead once the due is over; left out: the same, and that it is over. */
  readonly over?: string;
}

/** Every id of a duty's task begins so, whatever it is about. */
export function dutyId(campaign: string, about: string): string {
  return `${campaign}/duty/${about}`;
}

export function isDutyTask({ id, campaign }: { readonly id: string; readonly campaign: string }): boolean {
  return id.startsWith(dutyId(campaign, ''));
}

/** What became of tasks, by id. */
export type KnownTasks = ReadonlyMap<string, 'open' | 'done' | 'cancelled'>;

/** What became of the tasks of a campaign's duties, and how they are worded. */
export function selectDutyTasks(db: Db, campaign: string) {
  return db
    .selectFrom('task')
    .select(['id', 'state', 'title'])
    .where('campaign', '=', campaign)
    .where('id', 'like', `${campaign}/duty/%`);
}

/** What is due of a duty by now: its task, and the latest of its reminders (one missed while the system stood still is sent once). */
export function dueOf(duty: Duty, now: Instant): { readonly task: boolean; readonly step: DutyStep | null } {
  return { task: duty.task.from <= now, step: duty.steps.findLast(({ at }) => at <= now) ?? null };
}

/** The next moment at which a duty has something to do; null when nothing is left. */
export function nextOf(duty: Duty, now: Instant): Instant | null {
  const ahead = [duty.task.from, ...duty.steps.map(({ at }) => at)].filter((at) => at > now);
  return ahead.length === 0 ? null : (Math.min(...ahead) as Instant);
}
