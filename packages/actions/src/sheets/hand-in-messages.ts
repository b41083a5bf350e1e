import type { Instant, LocalDate } from '@duban/base';
import { formatMinute } from '@duban/base/time';
import { isOnTime } from '@duban/campaign';
import { sha256, type Tx } from '@duban/ledger';
import type { Finding } from '@duban/tables';
import type { Context } from '../context.js';
import { type AboutObligation, aboutObligation } from '../facts/about-obligation.js';
import { dueText, laterDay } from '../facts/days.js';
import { answerSender } from '../messages/answer-sender.js';
import { XLSX } from '../messages/enclosure-types.js';
import { handInWays } from '../messages/hand-in-ways.js';
import { findingsOf } from './earlier-receipt.js';
import { arrival, type HandIn } from './handed-in.js';

interface Answered {
  readonly submission: string;
  readonly input: HandIn;
  readonly findings: readonly Finding[];
}

/** 回执: what was taken, its hash, the server's time. */
export async function planReceipt(tx: Tx, ctx: Context, { submission, input, findings }: Answered): Promise<void> {
  const about = await aboutObligation(tx, input.obligation);
  const row = await tx
    .selectFrom('submission')
    .select(['version', 'blob'])
    .where('id', '=', submission)
    .executeTakeFirstOrThrow();
  await answerSender(tx, ctx, {
    about,
    contact: input.contact,
    now: input.now,
    kind: 'receipt',
    cause: submission,
    facts: {
      what: about.what,
      version: row.version,
      fileName: input.file.name,
      sha256: row.blob,
      receivedAt: formatMinute(arrival(input)),
      due: dueText(dueOfVersion(about), about.dueTime),
      correction: row.version > 1 && (await isCorrection(tx, about.id)),
      punctuality: standingOf(about, arrival(input)),
      versionLateFor: versionLateFor(about, arrival(input)),
      registeredBy: input.channel === 'registered' ? input.actor.name : null,
      findings: findings.map(findingFact),
      next: '如审核后需要修改，将另行通知；没有通知即无需再做什么。',
    },
  });
}

/** A corrected sheet answers to its correction due, every other to the due in force. */
function dueOfVersion(about: AboutObligation): LocalDate {
  return about.version > 1 ? laterDay(about.due, about.chaseDue) : about.due;
}

/** One truth: the obligation's standing, by its first receipt. A return makes no punctual office late, nor does a correction that comes late. */
function standingOf(about: AboutObligation, now: Instant): 'on-time' | 'late' | 'after-cut-off' {
  const first = about.firstReceivedAt ?? now;
  if (isOnTime(first, about.due, about.dueTime)) return 'on-time';
  return isOnTime(first, about.cutOff) ? 'late' : 'after-cut-off';
}

/** What a further version came too late for, where the office's standing does not say it already. */
function versionLateFor(about: AboutObligation, now: Instant): 'due' | 'cut-off' | null {
  if (about.version === 1) return null;
  if (!isOnTime(now, about.cutOff)) return standingOf(about, now) === 'after-cut-off' ? null : 'cut-off';
  return isOnTime(now, dueOfVersion(about), about.dueTime) ? null : 'due';
}

/** It was returned, or reopened, before: what comes now is a correction. */
async function isCorrection(tx: Tx, obligation: string): Promise<boolean> {
  const back = await tx
    .selectFrom('decision')
    .select('id')
    .where('obligation', '=', obligation)
    .where('kind', 'in', ['return', 'reopen'])
    .limit(1)
    .executeTakeFirst();
  return back !== undefined;
}

/** Why the file could not be taken, to the one who sent it. */
export async function planRefusal(
  tx: Tx,
  ctx: Context,
  { input, about, reason }: { input: HandIn; about: AboutObligation; reason: string },
): Promise<void> {
  await answerSender(tx, ctx, {
    about,
    contact: input.contact,
    now: input.now,
    kind: 'refusal',
    // Two files of one mail come at the same moment: each is answered.
    cause: `${about.id}/refused/${input.now}/${sha256(input.file.bytes).slice(0, 8)}`,
    facts: {
      what: about.what,
      fileName: input.file.name,
      attemptedAt: formatMinute(input.now),
      due: dueText(laterDay(about.due, about.chaseDue), about.dueTime),
      reason,
    },
  });
}

/** A submission that goes back: by its E findings at once, or by an officer with a reason. */
export interface Returned {
  readonly submission: string;
  /** The decision's id: one message for each. */
  readonly cause: string;
  readonly reason: string | null;
  readonly due: LocalDate;
  /** The marked workbook's hash. */
  readonly marked: string | null;
  readonly now: Instant;
}

/** 退回修改, to the one who handed it in: every finding in words and, where there is one, the marked workbook. */
export async function planReturn(tx: Tx, ctx: Context, returned: Returned): Promise<void> {
  const { submission, marked, now } = returned;
  const row = await tx
    .selectFrom('submission')
    .select(['obligation', 'version', 'received_at', 'received_by'])
    .where('id', '=', submission)
    .executeTakeFirstOrThrow();
  const about = await aboutObligation(tx, row.obligation);
  const name = `退回修改-${about.shortName}-${about.what}.xlsx`;
  await answerSender(tx, ctx, {
    about,
    contact: row.received_by,
    now,
    kind: 'return',
    cause: returned.cause,
    attachments: marked === null ? [] : [{ kind: 'blob', sha256: marked, name, type: XLSX }],
    facts: {
      what: about.what,
      version: row.version,
      receivedAt: formatMinute(row.received_at),
      reason: returned.reason,
      findings: (await findingsOf(tx, submission)).map(findingFact),
      newDue: dueText(returned.due),
      originalDue: dueText(about.originalDue),
      handIn: handInWays('correct'),
    },
  });
}

function findingFact(f: Finding): Record<string, string | null> {
  return {
    severity: f.severity,
    place: f.place && `${f.place.sheet} ${f.place.cell}`,
    label: f.label,
    found: f.found || null,
    expected: f.expected || null,
    message: f.message,
  };
}
