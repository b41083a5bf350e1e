import type { Instant, LocalDate, LocalTime } from '@duban/base';
import type {
  Answer,
  CampaignDefinition,
  ContactRole,
  DecisionKind,
  ObligationState,
  Progress,
  Standing,
  TaskKind,
} from '@duban/campaign';
import type { Grid, Severity, Snapshot, TableDefinition } from '@duban/tables';
import type { Generated, JSONColumnType, Selectable } from 'kysely';
import type { AccountTables } from './schema/accounts.js';
import type { AuditTables } from './schema/audit.js';
import type { HttpTables } from './schema/http.js';
import type { PeopleTables } from './schema/people.js';
import type { SheetTables } from './schema/sheets.js';

/** jsonb: parsed when read, a JSON string when written (use `json()`). */
type Json<T> = JSONColumnType<T & object, string, string>;

export type CampaignStatus = 'running' | 'paused' | 'closed';
export type MessageKind =
  | 'launch'
  | 'launch-info'
  | 'chase'
  | 'receipt'
  | 'refusal'
  | 'return'
  | 'answer'
  | 'change'
  | 'digest'
  | 'round-merged'
  | 'report-draft'
  | 'guidance'
  | 'fact-check'
  | 'undelivered'
  | 'duty';
export type MessageState = 'planned' | 'deferred' | 'unknown' | 'sending' | 'sent' | 'cancelled' | 'failed';
export type Channel = 'web' | 'mail' | 'registered';
export type DocumentStage = 'draft' | 'reviewed' | 'countersigned' | 'issued';

/** One enclosure of a message: made or read when the message leaves. */
export type AttachmentRef =
  | { readonly kind: 'blob'; readonly sha256: string; readonly name: string; readonly type: string }
  | { readonly kind: 'template'; readonly obligation: string }
  | { readonly kind: 'report-template'; readonly obligation: string }
  | { readonly kind: 'calendar'; readonly offices: readonly string[] };

/** All instants are epoch milliseconds of campaign time; all dates are days in Asia/Shanghai. The database never supplies a time itself; it raises `revision` at every change of a row. */
export interface Database extends AccountTables, SheetTables, PeopleTables, AuditTables, HttpTables {
  setting: { key: string; value: Json<unknown> };
  campaign: {
    revision: Generated<number>;
    id: string;
    definition: Json<CampaignDefinition>;
    answers: Json<readonly Answer[]>;
    tables: Json<readonly TableDefinition[]>;
    /** SHA-256 over definition and tables: who has read them before need not read them again. */
    facts_hash: string;
    status: CampaignStatus;
    launched_at: Instant;
    closed_at: Instant | null;
  };
  office: {
    revision: Generated<number>;
    campaign: string;
    id: string;
    position: number;
    name: string;
    short_name: string;
    code: string | null;
    standing: Standing;
  };
  /** When the office's chaser acts next, as its last tick found it; null: nothing is ahead. */
  office_next: { campaign: string; office: string; at: Instant | null };
  contact: {
    revision: Generated<number>;
    campaign: string;
    id: string;
    title: string;
    email: string;
    phone: string;
    /** Part of every upload link of this person: raised, it revokes them all. */
    link_version: Generated<number>;
    /** The first and the last day in that function; null: open. */
    serves_from: LocalDate | null;
    serves_until: LocalDate | null;
    /** The address that a server refused for good; it counts while it is still this person's. */
    refused_address: string | null;
    refused_at: Instant | null;
    /** The server's words. */
    refused_reason: string | null;
  };
  contact_office: { campaign: string; contact: string; office: string; role: ContactRole };
  round: {
    revision: Generated<number>;
    id: string;
    campaign: string;
    requirement: string;
    period: string;
    period_label: string;
    start: LocalDate | null;
    as_of: LocalDate | null;
    due: LocalDate;
    /** The hour of that day from which it is late; null: its end. */
    due_time: LocalTime | null;
    cut_off: LocalDate;
    frozen_at: Instant | null;
    merged_at: Instant | null;
    workbook: string | null;
    snapshot: string | null;
    /** A sheet in its figures was reopened since. */
    stale_since: Instant | null;
    stale_reason: string | null;
  };
  obligation: {
    revision: Generated<number>;
    id: string;
    campaign: string;
    round: string;
    requirement: string;
    period: string;
    office: string;
    state: ObligationState;
    /** The notice's due or the bureau's answer: never changes. */
    original_due: LocalDate;
    /** The due in force for punctuality: moved by an extension only. */
    due: LocalDate;
    /** What the ladder counts from: moved by extensions and returns. */
    chase_due: LocalDate;
    arm: number;
    armed_at: Instant;
    first_received_at: Instant | null;
    first_valid_at: Instant | null;
    accepted_version_at: Instant | null;
    accepted_submission: string | null;
    /** What went into the round's figures; whatever is accepted or reopened later, it stays. */
    merged_submission: string | null;
    version: number;
    /** 填报中 / 待审签 / 待用印, as the office says: words only, gone once something is handed in. */
    progress: Progress | null;
    progress_at: Instant | null;
    progress_by: string | null;
    /** When the sealed original came. */
    paper_arrived_at: Instant | null;
    paper_by: string | null;
  };
  blob: { sha256: string; bytes: Buffer; size: number; created_at: Instant };
  submission: {
    id: string;
    obligation: string;
    version: number;
    blob: string;
    file_name: string;
    channel: Channel;
    received_at: Instant;
    received_by: string;
    receipt_no: string;
    grid: Json<Grid> | null;
    places: Json<Readonly<Record<string, { sheet: string; cell: string }>>> | null;
    /** Its hand registration was rejected: kept as evidence, counts for nothing. */
    voided_at: Instant | null;
  };
  finding: {
    submission: string;
    seq: number;
    check_id: string;
    severity: Severity;
    key: string | null;
    label: string;
    sheet: string | null;
    cell: string | null;
    found: string;
    expected: string;
    message: string;
  };
  decision: {
    id: string;
    obligation: string;
    submission: string | null;
    kind: DecisionKind;
    reason: string;
    due: LocalDate | null;
    decided_by: string;
    decided_at: Instant;
    marked_blob: string | null;
  };
  message: {
    /** Its key: what a repeat of the same cause maps onto. */
    id: string;
    campaign: string;
    office: string | null;
    recipient: string;
    address: string;
    kind: MessageKind;
    state: MessageState;
    send_after: Instant;
    facts: Json<Readonly<Record<string, unknown>>>;
    attachments: Json<readonly AttachmentRef[]>;
    message_id: string;
    /** The message whose mail it left with: a person's chases in several campaigns are one mail, with that message's Message-ID. */
    carried_by: Generated<string | null>;
    subject: string | null;
    attempts: number;
    lease_until: Instant | null;
    next_attempt_at: Instant | null;
    created_at: Instant;
    sent_at: Instant | null;
    response: string | null;
  };
  message_line: { message: string; obligation: string; arm: number; step: string; slot: Instant; dropped: boolean };
  task: {
    revision: Generated<number>;
    id: string;
    campaign: string;
    office: string | null;
    kind: TaskKind;
    assigned_to: string;
    script: string;
    title: string;
    slot: Instant;
    state: 'open' | 'done' | 'cancelled';
    created_at: Instant;
    done_at: Instant | null;
    /** A draft that waits for a signature. */
    blob: string | null;
  };
  task_line: { task: string; obligation: string; arm: number; step: string; slot: Instant };
  call: {
    id: Generated<number>;
    task: string;
    at: Instant;
    by: string;
    answered_by: string | null;
    promise_until: Instant | null;
    note: string;
  };
  snapshot: { id: string; campaign: string; figures: Json<Snapshot['figures']>; created_at: Instant };
  document: {
    revision: Generated<number>;
    id: string;
    campaign: string;
    kind: string;
    stage: DocumentStage;
    snapshot: string;
    docx: string;
    xlsx: string | null;
    created_at: Instant;
    issued_at: Instant | null;
    /** A sheet behind its figures was reopened since. */
    stale_since: Instant | null;
    stale_reason: string | null;
  };
  event: {
    seq: Generated<number>;
    campaign: string | null;
    at: Instant;
    kind: string;
    actor: string;
    /** The account behind the function; null for the system, a mailed link, a code of the terminal. */
    account: string | null;
    subject: string;
    data: Json<unknown>;
  };
  poke: {
    seq: Generated<number>;
    workflow: 'campaign' | 'office' | 'round' | 'report';
    input: Json<Readonly<Record<string, unknown>>>;
    created_at: Instant;
    delivered_at: Instant | null;
  };
}

export type MessageRow = Selectable<Database['message']>;
export type ObligationRow = Selectable<Database['obligation']>;
