import { type CallItem, callList } from '@duban/actions/call-list';
import { DubanError, type Instant, instant } from '@duban/base';
import { isoOf } from '@duban/base/time';
import { type PunctualityStanding, punctuality } from '@duban/campaign';
import { getBlob } from '@duban/ledger';
import type { Finding, Snapshot } from '@duban/tables';
import type { Stage } from './stage.js';

/** One file that was handed in, as the proof needs it. Times are ISO 8601 with +08:00. */
export interface SheetRecord {
  readonly obligation: string;
  readonly office: string;
  readonly officeName: string;
  readonly requirement: string;
  readonly period: string;
  readonly version: number;
  /** Path under the output folder. */
  readonly path: string;
  readonly sha256: string;
  readonly receivedAt: string;
  readonly receiptNo: string;
  /** It went into the merge of its round. */
  readonly counted: boolean;
  readonly returnedAs: string | null;
  readonly findings: readonly {
    readonly severity: Finding['severity'];
    readonly check: string;
    readonly message: string;
    readonly sheet: string | null;
    readonly cell: string | null;
  }[];
}

export interface MessageRecord {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly recipient: string;
  readonly address: string;
  readonly messageId: string;
  readonly subject: string | null;
  readonly office: string | null;
  readonly sentAt: string | null;
  readonly attempts: number;
  /** Obligations a chase was about when it left; empty for other kinds. */
  readonly lines: readonly { readonly obligation: string; readonly arm: number; readonly step: string }[];
}

export interface ObligationRecord {
  readonly id: string;
  readonly office: string;
  readonly requirement: string;
  readonly period: string;
  readonly state: string;
  readonly originalDue: string;
  readonly due: string;
  readonly cutOff: string;
  readonly firstReceivedAt: string | null;
  readonly standing: PunctualityStanding;
  readonly returns: number;
}

export interface TaskRecord {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly office: string | null;
  readonly script: string;
  /** When it was due to be done. */
  readonly slot: string;
  readonly state: string;
  readonly lines: readonly { readonly obligation: string; readonly arm: number; readonly step: string }[];
}

/** Everything a rehearsal left in its ledger, in plain data; the database is gone afterwards. */
export interface Record {
  readonly campaign: string;
  readonly offices: readonly {
    readonly id: string;
    readonly name: string;
    readonly shortName: string;
    readonly code: string | null;
    readonly contacts: readonly { readonly id: string; readonly email: string; readonly role: string }[];
  }[];
  readonly rounds: readonly {
    readonly id: string;
    readonly requirement: string;
    readonly period: string;
    readonly label: string;
    readonly due: string;
    readonly cutOff: string;
    readonly frozenAt: string | null;
    readonly mergedAt: string | null;
    readonly workbook: Buffer | null;
  }[];
  readonly obligations: readonly ObligationRecord[];
  readonly sheets: readonly (SheetRecord & { readonly bytes: Buffer; readonly marked: Buffer | null })[];
  readonly messages: readonly MessageRecord[];
  readonly tasks: readonly TaskRecord[];
  readonly calls: readonly CallItem[];
  readonly letters: readonly { readonly task: string; readonly bytes: Buffer }[];
  readonly document: { readonly docx: Buffer; readonly xlsx: Buffer; readonly snapshot: Snapshot };
  readonly events: readonly {
    readonly at: Instant;
    readonly kind: string;
    readonly actor: string;
    readonly subject: string;
    readonly data: unknown;
  }[];
}

/** Reads the whole play out of the ledger. */
export async function recordPlay(stage: Stage, campaign: string): Promise<Record> {
  const { db } = stage.ledger;
  const iso = (at: Instant | null): string | null => (at === null ? null : isoOf(at));
  const [
    offices,
    contacts,
    rounds,
    obligations,
    submissions,
    findings,
    decisions,
    messages,
    lines,
    tasks,
    taskLines,
    events,
    document,
  ] = await Promise.all([
    db.selectFrom('office').selectAll().where('campaign', '=', campaign).orderBy('position').execute(),
    db
      .selectFrom('contact_office as co')
      .innerJoin('contact as c', (j) => j.onRef('c.campaign', '=', 'co.campaign').onRef('c.id', '=', 'co.contact'))
      .select(['co.office', 'co.role', 'c.id', 'c.email'])
      .where('co.campaign', '=', campaign)
      .orderBy('co.role')
      .orderBy('c.id')
      .execute(),
    db.selectFrom('round').selectAll().where('campaign', '=', campaign).orderBy('due').orderBy('id').execute(),
    db.selectFrom('obligation').selectAll().where('campaign', '=', campaign).orderBy('id').execute(),
    db.selectFrom('submission').selectAll().orderBy('id').execute(),
    db.selectFrom('finding').selectAll().orderBy('submission').orderBy('seq').execute(),
    db.selectFrom('decision').selectAll().orderBy('id').execute(),
    db.selectFrom('message').selectAll().where('campaign', '=', campaign).orderBy('id').execute(),
    db
      .selectFrom('message_line')
      .selectAll()
      .where('dropped', '=', false)
      .orderBy('message')
      .orderBy('obligation')
      .execute(),
    db
      .selectFrom('task')
      .select(['id', 'kind', 'title', 'office', 'script', 'slot', 'state', 'blob'])
      .where('campaign', '=', campaign)
      // By slot, not by the millisecond of writing: the same seed gives the same list.
      .orderBy('slot')
      .orderBy('id')
      .execute(),
    db.selectFrom('task_line').selectAll().orderBy('task').orderBy('obligation').orderBy('step').execute(),
    db
      .selectFrom('event')
      .select(['at', 'kind', 'actor', 'subject', 'data'])
      .where('campaign', '=', campaign)
      .orderBy('seq')
      .execute(),
    db.selectFrom('document').selectAll().where('campaign', '=', campaign).executeTakeFirst(),
  ]);
  if (!document) throw new DubanError('campaign-unknown', { campaign });
  const snapshot = await db
    .selectFrom('snapshot')
    .select(['id', 'figures'])
    .where('id', '=', document.snapshot)
    .executeTakeFirstOrThrow();
  const roundOf = new Map(rounds.map((r) => [r.id, r]));
  const obligationOf = new Map(obligations.map((o) => [o.id, o]));
  const nameOf = new Map(offices.map((o) => [o.id, o.short_name]));
  const sheets = await Promise.all(
    submissions.map(async (s) => {
      const o = obligationOf.get(s.obligation);
      if (!o) throw new RangeError(`submission ${s.id} without obligation`);
      const back = decisions.find((d) => d.submission === s.id && d.kind === 'return');
      const extension = s.file_name.split('.').at(-1) ?? 'bin';
      const base = `${o.period}/${nameOf.get(o.office) ?? o.office}-${o.requirement}-第${s.version}版`;
      return {
        obligation: o.id,
        office: o.office,
        officeName: nameOf.get(o.office) ?? o.office,
        requirement: o.requirement,
        period: o.period,
        version: s.version,
        path: `报送材料/${base}.${extension}`,
        sha256: s.blob,
        receivedAt: isoOf(s.received_at),
        receiptNo: s.receipt_no,
        counted: o.state === 'merged' && o.accepted_submission === s.id,
        returnedAs: back?.marked_blob ? `退回修改/${base}-审核意见.${extension}` : null,
        findings: findings
          .filter((f) => f.submission === s.id)
          .map((f) => ({ severity: f.severity, check: f.check_id, message: f.message, sheet: f.sheet, cell: f.cell })),
        bytes: await getBlob(db, s.blob),
        marked: back?.marked_blob ? await getBlob(db, back.marked_blob) : null,
      };
    }),
  );
  return {
    campaign,
    offices: offices.map((o) => ({
      id: o.id,
      name: o.name,
      shortName: o.short_name,
      code: o.code,
      contacts: contacts.filter((c) => c.office === o.id).map(({ id, email, role }) => ({ id, email, role })),
    })),
    rounds: await Promise.all(
      rounds.map(async (r) => ({
        id: r.id,
        requirement: r.requirement,
        period: r.period,
        label: r.period_label,
        due: r.due,
        cutOff: r.cut_off,
        frozenAt: iso(r.frozen_at),
        mergedAt: iso(r.merged_at),
        workbook: r.workbook ? await getBlob(db, r.workbook) : null,
      })),
    ),
    obligations: obligations.map((o) => {
      const round = roundOf.get(o.round);
      const cutOff = round?.cut_off ?? o.due;
      return {
        id: o.id,
        office: o.office,
        requirement: o.requirement,
        period: o.period,
        state: o.state,
        originalDue: o.original_due,
        due: o.due,
        cutOff,
        firstReceivedAt: iso(o.first_received_at),
        standing: punctuality({
          state: o.state,
          originalDue: o.original_due,
          due: o.due,
          dueTime: round?.due_time ?? null,
          cutOff,
          firstReceivedAt: o.first_received_at,
          firstValidAt: o.first_valid_at,
          acceptedVersionAt: o.accepted_version_at,
        }).standing,
        returns: decisions.filter((d) => d.obligation === o.id && d.kind === 'return').length,
      };
    }),
    sheets,
    messages: messages.map((m) => ({
      id: m.id,
      kind: m.kind,
      state: m.state,
      recipient: m.recipient,
      address: m.address,
      messageId: m.message_id,
      subject: m.subject,
      office: m.office,
      sentAt: iso(m.sent_at),
      attempts: m.attempts,
      lines: lines.filter((l) => l.message === m.id).map(({ obligation, arm, step }) => ({ obligation, arm, step })),
    })),
    tasks: tasks.map(({ id, kind, title, office, script, slot, state }) => ({
      ...{ id, kind, title, office, script, state },
      slot: isoOf(slot),
      lines: taskLines.filter((l) => l.task === id).map(({ obligation, arm, step }) => ({ obligation, arm, step })),
    })),
    calls: await callList(db, campaign, events.at(-1)?.at ?? instant(0)),
    letters: await Promise.all(
      tasks
        // A letter that passes several stages is one letter.
        .filter((t, i, all) => t.office !== null && t.blob !== null && all.findIndex((o) => o.blob === t.blob) === i)
        .map(async (t) => ({ task: t.title, bytes: await getBlob(db, t.blob ?? '') })),
    ),
    document: {
      docx: await getBlob(db, document.docx),
      xlsx: await getBlob(db, document.xlsx ?? ''),
      snapshot: { id: snapshot.id, figures: snapshot.figures },
    },
    events,
  };
}
