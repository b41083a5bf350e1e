import type { Bounds, CellKey, Finding, Grid, Ledgers, Severity, TableDefinition, Value } from '@duban/tables';

/** What the hidden sheet of a template says about itself; signed, so an edit is noticed. */
export interface SheetIdentity {
  readonly campaign: string;
  readonly requirement: string;
  readonly office: string;
  readonly officeName: string;
  readonly period: string;
  readonly table: string;
  readonly version: number;
}

/** What a template shows filled in before the clerk opens it. */
export interface Prefill {
  readonly header: Readonly<Record<string, string>>;
  /** The cumulative figures of the last accepted sheet of this campaign; `{}` in the first period. */
  readonly previous: Grid;
  /** The figures of the last accepted period itself (its 本期), shown beside the form to compare with. */
  readonly lastPeriod?: Grid;
  /** Records to start from, by ledger key: clues handed down, last period's open cases. */
  readonly ledgers?: Ledgers;
  /** Keys of blocks that this office is known not to have. */
  readonly absentBlocks?: readonly string[];
  /** For the sheet's title line, e.g. `2023年第三季度`, and its due, e.g. `2023年10月10日`. */
  readonly periodLabel: string;
  readonly dueLabel: string;
}

/** Where the records of one ledger stood. */
export interface LedgerPlaces {
  readonly sheet: string;
  /** Column letters by column key; a column that was not found is absent. */
  readonly columns: Readonly<Partial<Record<string, string>>>;
  /** Row numbers in the order of the records. */
  readonly rows: readonly number[];
}

/** One form found in a workbook, by its signed identity or, without one, by its headers. A workbook may hold several. */
export interface ReadForm {
  readonly table: string;
  readonly version: number;
  readonly by: 'identity' | 'header';
  /** What the hidden sheet says; null without one. A template's copy that belongs to another office is still its identity: callers compare. */
  readonly identity: SheetIdentity | null;
  /** The sheet the figures were on; for a table of ledgers only, the first ledger's. */
  readonly sheet: string;
  readonly grid: Grid;
  readonly ledgers: Ledgers;
  readonly absentBlocks: readonly string[];
  readonly header: Readonly<Record<string, string>>;
  /** The form's printed title with whatever surrounds it (`医保基金工作情况统计表（2023年第三季度）`): period and office are read out of it. */
  readonly heading: string;
  /** Where each figure stood, e.g. `{ sheet: '统计表', cell: 'E7' }`. */
  readonly places: Readonly<Partial<Record<CellKey, { readonly sheet: string; readonly cell: string }>>>;
  readonly ledgerPlaces: Readonly<Record<string, LedgerPlaces>>;
  /** In order of place. */
  readonly findings: readonly Finding[];
}

/** What the live system reads: the form of one known table. */
export type ReadSheet = ReadForm;

/** One row of the merged workbook: an office and how it stands. */
export interface MergeRow {
  readonly office: string;
  readonly officeName: string;
  /** 按时 / 迟报 / 未报 / 零报告 / 免报 — printed as such; only rows with a grid are added up. */
  readonly standing: string;
  /** Null for an office without a sheet that counts; `{}` for one whose table has ledgers only. */
  readonly grid: Grid | null;
  /** File name, SHA-256, receipt number and version of the sheet the figures came from; null without one. */
  readonly origin: {
    readonly file: string;
    readonly sha256: string;
    readonly receipt: string;
    readonly version: number;
    readonly places: ReadSheet['places'];
  } | null;
  readonly ledgers?: Ledgers;
  readonly ledgerPlaces?: ReadForm['ledgerPlaces'];
  /** Keys of the blocks marked 不适用: their cells are neither blank nor 0. */
  readonly absentBlocks?: readonly string[];
  /** 快报数: what was phoned in before the sheet came; never part of a total. */
  readonly provisional?: Grid | null;
  /** Chinese: why this of two versions was taken, why an office is exempt … */
  readonly note?: string;
}

/** Two figures that ought to agree and do not, for the list of 差异核对. */
export interface ReconciliationCase {
  /** The check's or reconciliation's id, e.g. `T1-16`. */
  readonly id: string;
  /** What is compared, e.g. `移送公安机关案件（本期） — 公安机关接收移送`. */
  readonly label: string;
  /** The office's printed name; absent for the round as a whole. */
  readonly office?: string;
  /** As printed, with unit: `12件`. */
  readonly left: string;
  readonly right: string;
  readonly message: string;
}

/** A file of the folder that no figure was taken from. */
export interface SkippedFile {
  readonly file: string;
  /** Chinese: what it is, e.g. `Word 文档`, `任城区2023年第二季度的表`. */
  readonly what: string;
  readonly why: string;
}

export interface MergeInput {
  readonly table: TableDefinition;
  readonly title: string;
  readonly subtitle: string;
  readonly rows: readonly MergeRow[];
  /** Of the rows with a grid, as `mergeSheets` makes them: a total of 家 or 人 lies within its bounds, every other one is the sum. */
  readonly totals: Grid;
  /** Key facts printed above the table (as-of date, who filed …). */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** The bounds the caller's totals were made with; checked against those of the rows. */
  readonly bounds?: Readonly<Partial<Record<CellKey, Bounds>>>;
  readonly reconciliations?: readonly ReconciliationCase[];
  readonly skipped?: readonly SkippedFile[];
  /** How many findings of each severity an office's sheet has, by `office`. */
  readonly findings?: Readonly<Record<string, Readonly<Record<Severity, number>>>>;
  /** Native charts on a sheet 图表. */
  readonly charts?: boolean;
}

/** 汇总表: the campaign's summary workbook: one sheet of final cumulative figures, one per period, one of who filed when. */
export interface SummaryInput {
  readonly title: string;
  readonly periods: readonly (MergeInput & { readonly sheetName: string })[];
  readonly progress: { readonly columns: readonly string[]; readonly rows: readonly (readonly Value[])[] };
}

/** All that the rest of the program may ask of an .xlsx. Each call runs in a killable child process. */
export interface WorkbookPool {
  /** A fresh template for one office and period, signed with `secret`. */
  template(input: {
    table: TableDefinition;
    identity: SheetIdentity;
    prefill: Prefill;
    secret: string;
  }): Promise<Uint8Array>;
  /** Writes figures and records into a template's input cells (imports, rehearsal); a ledger takes more records than it offers rows. `raw` overrides single cells with literal text, as a careless clerk would type it. */
  fill(input: {
    bytes: Uint8Array;
    table: TableDefinition;
    grid: Grid;
    header: Readonly<Record<string, string>>;
    ledgers?: Ledgers;
    /** Keys of the blocks to mark 不适用; without it the blocks stay as they are. */
    absentBlocks?: readonly string[];
    raw?: Readonly<Partial<Record<CellKey, string>>>;
  }): Promise<Uint8Array>;
  /**
   * Gate, then read the form of one table, by its identity or else by its headers. Throws DubanError `file-not-xlsx`, `file-unsafe`,
   * `file-unreadable`, `reader-gave-up`, `sheet-identity-missing` when neither tells that it is this form, `sheet-identity-altered`.
   * Whether the sheet is the one expected is the caller's question (`verifyIdentity`, or `compareIdentity` without an identity).
   */
  read(input: { bytes: Uint8Array; name: string; table: TableDefinition; secret: string }): Promise<ReadSheet>;
  /**
   * Gate, then every form of `tables` that the workbook holds, by identity or by headers. With `secret` null an identity is read but
   * not verified. Throws DubanError as `read` does, but `sheet-not-recognised` when no sheet is one of the tables; an altered
   * identity is a finding here.
   */
  readAll(input: {
    bytes: Uint8Array;
    name: string;
    tables: readonly TableDefinition[];
    secret: string | null;
  }): Promise<readonly ReadForm[]>;
  /** Gate, then the first visible sheet as rows of text: a list of offices given as a workbook. At most 5,000 rows of 50 columns. */
  rows(input: { bytes: Uint8Array; name: string }): Promise<readonly (readonly string[])[]>;
  /** The same workbook with marked cells, comments and a first sheet listing the findings (审核意见表). */
  annotate(input: { bytes: Uint8Array; name: string; findings: readonly Finding[] }): Promise<Uint8Array>;
  /** The merged workbook of one round: 汇总, 来源 (provenance), 报送情况. */
  merge(input: MergeInput): Promise<Uint8Array>;
  /** 汇总表.xlsx */
  summary(input: SummaryInput): Promise<Uint8Array>;
  /** Reads a merged workbook or 汇总表 back: the figures of its 合计 row by sheet name, for the proof of the outcome. */
  readTotals(input: { bytes: Uint8Array; table: TableDefinition }): Promise<Readonly<Record<string, Grid>>>;
  /** Reads the rows of a merged workbook's 汇总 back, by the office's printed name: its 报送情况 and the numbers that stand in its row (a dash is no number). */
  readOffices(input: {
    bytes: Uint8Array;
    table: TableDefinition;
  }): Promise<Readonly<Record<string, { readonly standing: string; readonly grid: Grid }>>>;
  close(): Promise<void>;
}
