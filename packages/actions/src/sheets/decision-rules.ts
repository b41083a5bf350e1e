import { DubanError, type Instant, type LocalDate } from '@duban/base';
import { addDays, chineseDate, dateOf, endOfDay } from '@duban/base/time';
import type { WorkCalendar } from '@duban/calendar';
import type { DecisionKind } from '@duban/campaign';
import type { Tx } from '@duban/ledger';
import type { Actor } from '../context.js';
import type { AboutObligation } from '../facts/about-obligation.js';
import { laterDay } from '../facts/days.js';
import { correctionDue } from './correction-due.js';
import { newestSubmission } from './newest-submission.js';

/** 审核意见 on an obligation, or on the version of its sheet that the officer looked at. */
export interface Decide {
  readonly obligation: string;
  /** The submission decided on; null for exempt and extend. */
  readonly submission: string | null;
  readonly kind: DecisionKind;
  readonly reason: string;
  /** For return and extend: the new due. A return without one gets the correction clock. */
  readonly due: LocalDate | null;
  readonly actor: Actor;
  readonly now: Instant;
}

export const decisionVerbs: Readonly<Record<DecisionKind, string>> = {
  accept: '通过',
  return: '退回修改',
  exempt: '免报',
  extend: '延期',
  reopen: '解锁更正',
};

/** Refuses an accept or return without the version it is about, an extension without a day, and anything but an accept without a reason. */
export function refuseIncomplete(input: Decide): void {
  const missing =
    (input.kind === 'accept' || input.kind === 'return') && input.submission === null
      ? '所审核的材料版本'
      : input.kind === 'extend' && input.due === null
        ? '新的时限'
        : input.kind !== 'accept' && input.reason.trim() === ''
          ? '理由'
          : null;
  if (missing) throw new DubanError('decision-incomplete', { decision: decisionVerbs[input.kind], missing });
}

/** Refuses a verdict on a version that somebody has decided on, or that is not the one that came last. */
export async function refuseStale(tx: Tx, input: Decide, about: AboutObligation): Promise<void> {
  await refuseForeign(tx, input, about);
  if (input.kind !== 'accept' && input.kind !== 'return') return;
  const first = await tx
    .selectFrom('decision')
    .select(['kind', 'decided_by'])
    .where('submission', '=', input.submission)
    .where('kind', 'in', ['accept', 'return'])
    .executeTakeFirst();
  if (first) throw new DubanError('decision-conflict', { by: first.decided_by, decision: decisionVerbs[first.kind] });
  const newest = await newestSubmission(tx, about.id);
  if (input.submission !== newest?.id)
    throw new DubanError('sheet-superseded', {
      what: `${about.shortName}${about.what}`,
      version: newest?.version ?? about.version,
    });
}

/** Refuses to hang a decision on what was handed in for something else, or never. A verdict says more of it: which version is the latest. */
async function refuseForeign(tx: Tx, { kind, submission }: Decide, { id }: AboutObligation): Promise<void> {
  if (submission === null || kind === 'accept' || kind === 'return') return;
  const own = await tx
    .selectFrom('submission')
    .select('id')
    .where('id', '=', submission)
    .where('obligation', '=', id)
    .executeTakeFirst();
  if (!own) throw new DubanError('file-unknown', { file: submission });
}

/**
 * The due that a decision sets, null when it sets none. A return never shortens what is granted; no due lies past the cut-off, at
 * which the round closes without the office; only what is sent back after it has no such end.
 */
export function newDueOf(calendar: WorkCalendar, input: Decide, about: AboutObligation): LocalDate | null {
  if (input.kind === 'accept' || input.kind === 'exempt') return null;
  if (input.due === null) return correctionDue(calendar, about, input.now);
  const today = dateOf(input.now);
  const from = laterDay(today, input.kind === 'extend' ? addDays(about.chaseDue, 1) : about.due);
  const open = input.kind === 'extend' || input.now < endOfDay(about.cutOff);
  if (input.due < from || (open && input.due > about.cutOff))
    throw new DubanError('due-not-allowed', {
      due: chineseDate(input.due, true),
      from: chineseDate(from, true),
      to: chineseDate(about.cutOff, true),
    });
  return input.due;
}
