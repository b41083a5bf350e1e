import type { Instant, LocalDate, LocalTime } from '@duban/base';
import type { CampaignDefinition, ObligationState, Receipts } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import type { Grid, TableDefinition } from '@duban/tables';
import { campaignFacts, requirementOf, tableOf } from '../facts/campaign-facts.js';
import { provisionalFigures, provisionalGrid } from '../sheets/provisional-figures.js';
import { type CountedNil, nilsOf } from './round-nils.js';

/** One obligation of a round with the sheet, or the nil report, that counts. */
export interface RoundRow extends Receipts {
  readonly obligation: string;
  readonly office: string;
  readonly officeName: string;
  readonly shortName: string;
  readonly state: ObligationState;
  readonly version: number;
  /** It is in the round's figures. What came after the cut-off (补报) is kept, but changes no figure that went upward. */
  readonly counts: boolean;
  /** The sheet that counts, or would if the round were merged now; null without one. */
  readonly sheet: CountedSheet | null;
  /** The nil report that counts instead of a sheet. */
  readonly nil: CountedNil | null;
  /** 快报数, never part of a total; null where nothing was phoned in. */
  readonly provisional: Grid | null;
  /** The sheet that was accepted last, in time or not. */
  readonly accepted: { readonly version: number; readonly receiptNo: string } | null;
}

export interface CountedSheet {
  readonly submission: string;
  readonly file: string;
  readonly sha256: string;
  readonly receiptNo: string;
  readonly version: number;
  readonly receivedAt: Instant;
  readonly grid: Grid | null;
  readonly places: Readonly<Record<string, { sheet: string; cell: string }>>;
}

export interface RoundFacts {
  readonly definition: CampaignDefinition;
  readonly table: TableDefinition | null;
  readonly round: {
    readonly id: string;
    readonly requirement: string;
    readonly period: string;
    readonly period_label: string;
    readonly as_of: LocalDate | null;
    readonly due: LocalDate;
    readonly due_time: LocalTime | null;
    readonly cut_off: LocalDate;
    readonly frozen_at: Instant | null;
    readonly merged_at: Instant | null;
    readonly workbook: string | null;
    readonly snapshot: string | null;
    readonly stale_since: Instant | null;
  };
  /** In directory order. */
  readonly rows: readonly RoundRow[];
}

/**
 * A round with all its obligations and the sheets that count: before the merge those accepted so far, after it those that were merged; as
 * if it were open, those accepted so far whether or not it was merged.
 */
export async function roundFacts(
  db: Db,
  id: string,
  seen: 'as-it-is' | 'as-if-open' = 'as-it-is',
): Promise<RoundFacts> {
  const round = await db.selectFrom('round').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const facts = await campaignFacts(db, round.campaign);
  const merged = seen === 'as-it-is' && round.merged_at !== null;
  const obligations = await obligationsOf(db, id);
  const sheets = await sheetsOf(db, id);
  const table = tableOf(facts, requirementOf(facts.definition, round.requirement));
  const nils = await nilsOf(db, { round: id, table, merged });
  const phoned = await provisionalFigures(db, { round: id });
  return {
    definition: facts.definition,
    table,
    round,
    rows: obligations.map(({ accepted, merged: counted, ...row }) => {
      const taken = row.state === 'accepted' || row.state === 'merged';
      const filed = merged ? counted !== null : taken && accepted !== null;
      const nil = filed ? null : (nils.get(row.obligation) ?? null);
      const figures = phoned.get(row.obligation);
      const last = sheets.find((s) => s.submission === accepted);
      return {
        ...row,
        dueTime: round.due_time,
        cutOff: round.cut_off,
        counts: filed || nil !== null,
        nil,
        provisional: figures ? provisionalGrid(figures) : null,
        sheet: filed ? (sheets.find((s) => s.submission === (merged ? counted : accepted)) ?? null) : null,
        accepted: last ? { version: last.version, receiptNo: last.receiptNo } : null,
      };
    }),
  };
}

function obligationsOf(db: Db, round: string) {
  return db
    .selectFrom('obligation as o')
    .innerJoin('office as f', (join) => join.onRef('f.campaign', '=', 'o.campaign').onRef('f.id', '=', 'o.office'))
    .select(['o.id as obligation', 'o.office', 'f.name as officeName', 'f.short_name as shortName', 'o.state'])
    .select(['o.version', 'o.original_due as originalDue', 'o.due', 'o.first_received_at as firstReceivedAt'])
    .select(['o.first_valid_at as firstValidAt', 'o.accepted_version_at as acceptedVersionAt'])
    .select(['o.accepted_submission as accepted', 'o.merged_submission as merged'])
    .where('o.round', '=', round)
    .orderBy('f.position')
    .execute();
}

async function sheetsOf(db: Db, round: string): Promise<CountedSheet[]> {
  const rows = await db
    .selectFrom('submission as s')
    .innerJoin('obligation as o', (join) =>
      join
        .onRef('o.id', '=', 's.obligation')
        .on((eb) =>
          eb.or([eb('s.id', '=', eb.ref('o.accepted_submission')), eb('s.id', '=', eb.ref('o.merged_submission'))]),
        ),
    )
    .select(['s.id as submission', 's.file_name as file', 's.blob as sha256', 's.receipt_no as receiptNo'])
    .select(['s.version', 's.received_at as receivedAt', 's.grid', 's.places'])
    .where('o.round', '=', round)
    .execute();
  return rows.map((row) => ({ ...row, places: row.places ?? {} }));
}

/** The figures an office has in a round; null without any. */
export function gridOf({ sheet, nil }: Pick<RoundRow, 'sheet' | 'nil'>): Grid | null {
  return sheet?.grid ?? nil?.grid ?? null;
}
