import type { Instant, LocalDate } from '@duban/base';
import type { CampaignDefinition, ObligationState, Receipts } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import type { Grid, TableDefinition } from '@duban/tables';
import { campaignFacts, requirementOf, tableOf } from './campaign-facts.js';

/** One obligation of a round with the sheet that counts. */
export interface RoundRow extends Receipts {
  readonly obligation: string;
  readonly office: string;
  readonly officeName: string;
  readonly shortName: string;
  readonly state: ObligationState;
  readonly version: number;
  /** It is in the round's figures: accepted before the merge. What came after the cut-off (补报) is kept, but changes no figure that went upward. */
  readonly counts: boolean;
  /** The accepted sheet; null without one. */
  readonly sheet: { readonly submission: string; readonly file: string; readonly sha256: string; readonly receiptNo: string; readonly version: number; readonly receivedAt: Instant; readonly grid: Grid | null; readonly places: Readonly<Record<string, { sheet: string; cell: string }>> } | null;
}

export interface RoundFacts {
  readonly definition: CampaignDefinition;
  readonly table: TableDefinition | null;
  readonly round: { readonly id: string; readonly requirement: string; readonly period: string; readonly period_label: string; readonly as_of: LocalDate | null; readonly due: LocalDate; readonly cut_off: LocalDate; readonly frozen_at: Instant | null; readonly merged_at: Instant | null; readonly workbook: string | null };
  /** In directory order. */
  readonly rows: readonly RoundRow[];
}

/** A round with all its obligations and accepted sheets. */
export async function roundFacts(db: Db, id: string): Promise<RoundFacts> {
  const round = await db.selectFrom('round').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const facts = await campaignFacts(db, round.campaign);
  const rows = await db
    .selectFrom('obligation as o')
    .innerJoin('office as f', (join) => join.onRef('f.campaign', '=', 'o.campaign').onRef('f.id', '=', 'o.office'))
    .leftJoin('submission as s', 's.id', 'o.accepted_submission')
    .select([
      'o.id as obligation', 'o.office', 'f.name as officeName', 'f.short_name as shortName', 'o.state', 'o.version', 'o.original_due as originalDue', 'o.due',
      'o.first_received_at as firstReceivedAt', 'o.first_valid_at as firstValidAt', 'o.accepted_version_at as acceptedVersionAt',
      's.id as submission', 's.file_name as file', 's.blob as sha256', 's.receipt_no as receiptNo', 's.version as sheetVersion', 's.received_at as receivedAt', 's.grid', 's.places',
    ])
    .where('o.round', '=', id)
    .orderBy('f.position')
    .execute();
  return {
    definition: facts.definition,
    table: tableOf(facts, requirementOf(facts.definition, round.requirement)),
    round,
    rows: rows.map((r) => ({
      ...r,
      cutOff: round.cut_off,
      counts: r.submission !== null && r.state === (round.merged_at === null ? 'accepted' : 'merged'),
      sheet: r.submission === null ? null : {
        submission: r.submission, file: r.file ?? '', sha256: r.sha256 ?? '', receiptNo: r.receiptNo ?? '', version: r.sheetVersion ?? 0,
        receivedAt: r.receivedAt as Instant, grid: r.grid, places: r.places ?? {},
      },
    })),
  };
}
