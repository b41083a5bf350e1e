import type { Instant } from '@duban/base';
import type { CampaignDefinition, TaskKind } from '@duban/campaign';
import type { CampaignStatus, Db, DocumentStage } from '@duban/ledger';
import { openCalls } from '../call-list.js';
import { mayBeOneCall } from '../chase/may-be-one-call.js';
import { restsInPause } from '../chase/rests-in-pause.js';
import { documentTitle } from '../report/document-title.js';

/** 封 of messages, 项 of calls and tasks. */
export interface BoardCounts {
  readonly sent: number;
  /** Planned, deferred, under way or to be repeated. */
  readonly waiting: number;
  readonly failed: number;
  readonly openCalls: number;
  readonly openTasks: number;
}

/** What has been sent, what waits, and what people still have to do: as many as their lists show. */
export async function boardCounts(
  db: Db,
  { definition, status }: { readonly definition: CampaignDefinition; readonly status: CampaignStatus },
  now: Instant,
): Promise<BoardCounts> {
  const campaign = definition.id;
  const messages = await db
    .selectFrom('message')
    .select((eb) => ['state', eb.fn.countAll<number>().as('n')])
    .where('campaign', '=', campaign)
    .groupBy('state')
    .execute();
  const tasks = await (status === 'paused' ? openInPause(db, campaign) : openByKind(db, campaign));
  const toCall = sum(tasks.filter((t) => t.kind === 'call'));
  const inState = (...states: readonly string[]) => sum(messages.filter((m) => states.includes(m.state)));
  return {
    sent: inState('sent'),
    waiting: inState('planned', 'deferred', 'unknown', 'sending'),
    failed: inState('failed'),
    // In a pause only the bureau's own are left, and each of those is a call of its own.
    openCalls:
      status !== 'paused' && (await mayBeOneCall(db, campaign))
        ? (await openCalls(db, definition, now)).length
        : toCall,
    openTasks: sum(tasks.filter((t) => t.kind !== 'call')),
  };
}

interface OpenTasks {
  readonly kind: TaskKind;
  readonly n: number;
}

function openByKind(db: Db, campaign: string): Promise<OpenTasks[]> {
  return db
    .selectFrom('task')
    .select((eb) => ['kind', eb.fn.countAll<number>().as('n')])
    .where('campaign', '=', campaign)
    .where('state', '=', 'open')
    .groupBy('kind')
    .execute();
}

async function openInPause(db: Db, campaign: string): Promise<OpenTasks[]> {
  const open = await db
    .selectFrom('task')
    .select(['id', 'campaign', 'kind', 'script', 'office', 'blob'])
    .where('campaign', '=', campaign)
    .where('state', '=', 'open')
    .execute();
  return open.filter((task) => !restsInPause(task)).map(({ kind }) => ({ kind, n: 1 }));
}

function sum(rows: readonly { readonly n: number }[]): number {
  return rows.reduce((total, row) => total + row.n, 0);
}

/** Figures that rest on a sheet which was taken back. */
export interface Stale {
  readonly since: Instant;
  readonly reason: string;
}

export function staleOf(row: {
  readonly stale_since: Instant | null;
  readonly stale_reason: string | null;
}): Stale | null {
  return row.stale_since === null ? null : { since: row.stale_since, reason: row.stale_reason ?? '' };
}

export interface DocumentView {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly stage: DocumentStage;
  readonly hasWorkbook: boolean;
  readonly createdAt: Instant;
  readonly issuedAt: Instant | null;
  /** A sheet behind its figures was reopened. */
  readonly stale: Stale | null;
}

/** The documents of a campaign, the newest first. */
export async function documentViews(db: Db, campaign: string): Promise<DocumentView[]> {
  const rows = await db
    .selectFrom('document')
    .select(['id', 'kind', 'stage', 'xlsx', 'created_at', 'issued_at', 'stale_since', 'stale_reason'])
    .where('campaign', '=', campaign)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((d) => ({
    id: d.id,
    kind: d.kind,
    title: documentTitle(d.kind),
    stage: d.stage,
    hasWorkbook: d.xlsx !== null,
    createdAt: d.created_at,
    issuedAt: d.issued_at,
    stale: staleOf(d),
  }));
}
