import type { Instant, LocalDate } from '@duban/base';
import type { CampaignDefinition, DecisionKind } from '@duban/campaign';
import type { Channel, Db } from '@duban/ledger';
import { personTitles } from '../people/person-titles.js';
import { type RegistrationView, registrationViews } from './around-views.js';
import { decisionVerbs } from './decision-rules.js';
import type { FindingView } from './finding-view.js';

/** One version of what was handed in, with what checking said of it. */
export interface SubmissionView {
  readonly id: string;
  readonly version: number;
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly channel: Channel;
  readonly receivedAt: Instant;
  /** By function, never a personal name. */
  readonly receivedBy: string;
  readonly receiptNo: string;
  readonly findings: FindingView[];
  /** Who attests when and how it came; null where the office handed it in itself. */
  readonly registration: RegistrationView | null;
  /** Its registration was rejected: evidence, and nothing that counts. */
  readonly voided: boolean;
}

/** 审核意见 as it was given. */
export interface DecisionView {
  readonly id: string;
  readonly submission: string | null;
  readonly kind: DecisionKind;
  readonly label: string;
  readonly reason: string;
  readonly due: LocalDate | null;
  readonly by: string;
  readonly at: Instant;
  readonly hasMarked: boolean;
}

/** All submissions of these obligations, in the order in which they came, by obligation. */
export async function submissionViews(
  db: Db,
  definition: CampaignDefinition,
  obligations: readonly string[],
): Promise<ReadonlyMap<string, SubmissionView[]>> {
  if (obligations.length === 0) return new Map();
  const rows = await db
    .selectFrom('submission as s')
    .innerJoin('blob as b', 'b.sha256', 's.blob')
    .select(['s.id', 's.obligation', 's.version', 's.file_name', 's.blob', 's.channel', 's.received_at'])
    .select(['s.received_by', 's.receipt_no', 's.voided_at', 'b.size'])
    .where('s.obligation', 'in', obligations)
    .orderBy('s.received_at')
    .orderBy('s.version')
    .execute();
  const findings = await findingsBySubmission(db, obligations);
  const registrations = await registrationViews(db, obligations);
  const people = personTitles(definition);
  return grouped(
    rows.map((s) => ({
      obligation: s.obligation,
      view: {
        id: s.id,
        version: s.version,
        fileName: s.file_name,
        size: s.size,
        sha256: s.blob,
        channel: s.channel,
        receivedAt: s.received_at,
        receivedBy: people.get(s.received_by) ?? s.received_by,
        receiptNo: s.receipt_no,
        findings: findings.get(s.id) ?? [],
        registration: registrations.get(s.id) ?? null,
        voided: s.voided_at !== null,
      },
    })),
  );
}

/** All decisions on these obligations, oldest first, by obligation. */
export async function decisionViews(
  db: Db,
  obligations: readonly string[],
): Promise<ReadonlyMap<string, DecisionView[]>> {
  if (obligations.length === 0) return new Map();
  const rows = await db
    .selectFrom('decision')
    .selectAll()
    .where('obligation', 'in', obligations)
    .orderBy('decided_at')
    .orderBy('id')
    .execute();
  return grouped(
    rows.map((d) => ({
      obligation: d.obligation,
      view: {
        id: d.id,
        submission: d.submission,
        kind: d.kind,
        label: decisionVerbs[d.kind],
        reason: d.reason,
        due: d.due,
        by: d.decided_by,
        at: d.decided_at,
        hasMarked: d.marked_blob !== null,
      },
    })),
  );
}

async function findingsBySubmission(db: Db, obligations: readonly string[]): Promise<Map<string, FindingView[]>> {
  const rows = await db
    .selectFrom('finding as f')
    .innerJoin('submission as s', 's.id', 'f.submission')
    .selectAll('f')
    .where('s.obligation', 'in', obligations)
    .orderBy('f.submission')
    .orderBy('f.seq')
    .execute();
  return grouped(
    rows.map(({ submission, check_id: check, severity, label, sheet, cell, found, expected, message }) => ({
      obligation: submission,
      view: { check, severity, label, place: sheet && cell ? { sheet, cell } : null, found, expected, message },
    })),
  );
}

function grouped<T>(rows: readonly { readonly obligation: string; readonly view: T }[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const { obligation, view } of rows) {
    const group = groups.get(obligation);
    if (group) group.push(view);
    else groups.set(obligation, [view]);
  }
  return groups;
}
