import type { LocalDate } from '@duban/base';
import { chineseDate, chineseWeekday, formatMinute } from '@duban/base/time';
import { isOnTime } from '@duban/campaign';
import { type AttachmentRef, planMessage, type Tx } from '@duban/ledger';
import type { Finding } from '@duban/tables';
import { campaignFacts, officeOf, requirementOf, whatIsOwed } from './campaign-facts.js';
import type { Context } from './context.js';
import type { HandIn } from './hand-in.js';
import { HAND_IN } from './launch-campaign.js';
import { messageIdOf } from './message-ids.js';

interface Answered {
  readonly submission: string;
  readonly input: HandIn;
  readonly findings: readonly Finding[];
}

/** 回执: what was taken, its hash, the server's time. */
export async function planReceipt(tx: Tx, ctx: Context, { submission, input, findings }: Answered): Promise<void> {
  const about = await aboutOf(tx, input);
  const row = await tx.selectFrom('submission').select(['version', 'blob', 'receipt_no']).where('id', '=', submission).executeTakeFirstOrThrow();
  const late = !isOnTime(input.now, about.due);
  await answer(tx, ctx, {
    input, about, kind: 'receipt', cause: submission, attachments: [],
    facts: {
      office: about.office, what: about.what, version: row.version, fileName: input.file.name, sha256: row.blob, receivedAt: formatMinute(input.now),
      due: dueText(about.due), punctuality: !late ? 'on-time' : isOnTime(input.now, about.cutOff) ? 'late' : 'after-cut-off', registeredBy: null,
      findings: findings.map(findingFact), next: '如审核后需要修改，将另行通知；没有通知即无需再做什么。',
    },
  });
}

/** Why the file could not be taken, to the one who sent it. */
export async function planRefusal(tx: Tx, ctx: Context, { input, reason }: { input: HandIn; reason: string }): Promise<void> {
  const about = await aboutOf(tx, input);
  await answer(tx, ctx, {
    input, about, kind: 'refusal', cause: `${input.obligation}/refused/${input.now}`, attachments: [],
    facts: { office: about.office, what: about.what, fileName: input.file.name, attemptedAt: formatMinute(input.now), due: dueText(about.due), reason },
  });
}

/** 退回修改: every finding in words and, where there is a sheet, the marked workbook. */
export async function planReturn(tx: Tx, ctx: Context, returned: Answered & { due: LocalDate; marked: string | null }): Promise<void> {
  const { submission, input, findings, due, marked } = returned;
  const about = await aboutOf(tx, input);
  const { version } = await tx.selectFrom('submission').select('version').where('id', '=', submission).executeTakeFirstOrThrow();
  const attachments: AttachmentRef[] = marked === null ? [] : [{ kind: 'blob', sha256: marked, name: `退回修改-${about.shortName}-${about.what}.xlsx`, type: XLSX }];
  await answer(tx, ctx, {
    input, about, kind: 'return', cause: `${submission}/return`, attachments,
    facts: {
      office: about.office, what: about.what, version, receivedAt: formatMinute(input.now), reason: null, findings: findings.map(findingFact),
      newDue: dueText(due), originalDue: dueText(about.due), handIn: HAND_IN,
    },
  });
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

interface About {
  readonly campaign: string;
  readonly officeId: string;
  readonly office: string;
  readonly shortName: string;
  readonly what: string;
  readonly due: LocalDate;
  readonly cutOff: LocalDate;
}

async function aboutOf(tx: Tx, input: HandIn): Promise<About> {
  const row = await tx
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(['o.campaign', 'o.office', 'o.requirement', 'o.due', 'r.period_label', 'r.cut_off'])
    .where('o.id', '=', input.obligation)
    .executeTakeFirstOrThrow();
  const { definition } = await campaignFacts(tx, row.campaign);
  const office = officeOf(definition, row.office);
  return {
    campaign: row.campaign, officeId: office.id, office: office.name, shortName: office.shortName, due: row.due, cutOff: row.cut_off,
    what: whatIsOwed(requirementOf(definition, row.requirement), row.period_label),
  };
}

interface AnswerTo {
  readonly input: HandIn;
  readonly about: About;
  readonly kind: 'receipt' | 'refusal' | 'return';
  readonly cause: string;
  readonly attachments: readonly AttachmentRef[];
  readonly facts: Readonly<Record<string, unknown>>;
}

async function answer(tx: Tx, ctx: Context, { input, about, kind, cause, attachments, facts }: AnswerTo): Promise<void> {
  const person = await tx.selectFrom('contact').selectAll().where('campaign', '=', about.campaign).where('id', '=', input.contact).executeTakeFirstOrThrow();
  const id = `${cause}/${kind}`;
  await planMessage(
    tx,
    { id, campaign: about.campaign, office: about.officeId, recipient: person.id, address: person.email, kind, sendAfter: input.now, facts: { ...facts, to: person.title }, attachments, messageId: messageIdOf(ctx, id) },
    input.now,
  );
}

function dueText(due: LocalDate): string {
  return `${chineseDate(due, true)}（${chineseWeekday(due)}）`;
}

function findingFact(f: Finding): Record<string, string | null> {
  return { severity: f.severity, place: f.place && `${f.place.sheet} ${f.place.cell}`, label: f.label, found: f.found || null, expected: f.expected || null, message: f.message };
}
