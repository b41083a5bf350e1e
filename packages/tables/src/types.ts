import type { Fen } from '@duban/base';

/** How a count or an amount behaves over time (tables.md §1.3). */
export type Semantics = 'flow-additive' | 'flow-distinct' | 'stock' | 'ratio' | 'text';

/** What one cell holds. Money is stored in 分 whatever its display unit; a ratio in percent, rounded to its decimals; a blank is `null` and never 0. */
export type Value = number | Fen | string | null;

/** The three figures a flow measure has in one period; a stock has only `current`. */
export type Column = 'current' | 'adjust' | 'cumulative';

/** `measure.column`, e.g. `chkInst.cumulative`: the address of a cell inside one sheet of figures. */
export type CellKey = `${string}.${Column}`;

/** The figures of one sheet; a key that is absent was not in the file, `null` was left blank. */
export type Grid = Readonly<Partial<Record<CellKey, Value>>>;

export interface Measure {
  readonly key: string;
  readonly label: string;
  readonly kind: 'count' | 'money' | 'ratio' | 'text';
  /** The unit is part of the measure: 家 is not 家次. For money: the display unit. */
  readonly unit: string;
  readonly decimals: number;
  readonly semantics: Semantics;
  /** Depth below the measure it is a part of (其中：…), for layout only. */
  readonly indent: number;
  readonly required: boolean;
  readonly note?: string;
  /** What a computed ratio divides (`of` ÷ `over`); present on ratios only, which are never typed. */
  readonly ratio?: { readonly of: CellKey; readonly over: CellKey };
  /** The form is filled in once per campaign (`frame: once`): the measure has 本期 only, whatever its semantics. */
  readonly once?: boolean;
  /** Counted from a ledger of the same sheet by this expression (`count(clues where status == '已办结')`) and never typed. */
  readonly from?: string;
  /** The codes this 家 / 人 counts each once: with them, offices are merged by union instead of a sum that is only an upper bound. */
  readonly distinct?: { readonly ledger: string; readonly column: string; readonly where?: string };
  /** Its place in a section that is laid out as a matrix. */
  readonly cell?: { readonly row: string; readonly column: string };
  /** Where the measure comes from (tables.md). */
  readonly source: string;
}

export interface Section {
  /** Names the section in rules, `sum(@key)`; null when no rule needs it. */
  readonly key: string | null;
  readonly title: string;
  /** In the order printed; a matrix gives them row by row. */
  readonly measures: readonly Measure[];
  /** The department block it belongs to; null for the reporting office's own figures. */
  readonly block: string | null;
  /** Fixed rows × columns (自查自纠表: violations × 例次, 金额, 备注); null for a plain list of measures. */
  readonly matrix: Matrix | null;
}

/** Every cell is a measure of the section with `cell: { row, column }`, key = row key + column key capitalised (`r01` + `amt` → `r01Amt`). */
export interface Matrix {
  /** Above the row labels, e.g. `违规行为`. */
  readonly rowTitle: string;
  readonly rows: readonly { readonly key: string; readonly label: string; readonly note?: string }[];
  readonly columns: readonly { readonly key: string; readonly label: string; readonly unit: string }[];
}

/** Figures of one department (公安, 检察 …) inside a table; an office without that department marks the block 不适用. */
export interface Block {
  readonly key: string;
  readonly label: string;
  /** 不适用 may be chosen; a block that may not is owed by every office. */
  readonly optional: boolean;
}

/** An open list of records: 线索台账, 案件台账 … One sheet of the workbook each. */
export interface Ledger {
  readonly key: string;
  readonly title: string;
  readonly columns: readonly LedgerColumn[];
  /** The columns that together name a record; two rows alike in them are an E finding. Empty: rows may repeat. */
  readonly unique: readonly string[];
  /** Rows the template offers for typing; more may be added below. */
  readonly rows: number;
  /** The ledger accompanies the figures and may stay away altogether (机构名单). */
  readonly optional: boolean;
}

export interface LedgerColumn {
  readonly key: string;
  readonly label: string;
  /** code: text of digits and letters that must never become a number (机构编码, 案件编号, 身份证号); date: `YYYY-MM-DD` as its value. */
  readonly kind: 'text' | 'code' | 'choice' | 'date' | 'count' | 'money' | 'number';
  /** Display unit of counts and money; '' otherwise. */
  readonly unit: string;
  readonly decimals: number;
  readonly required: boolean;
  /** What a choice column allows; empty for other kinds. */
  readonly choices: readonly string[];
  /** A code's shape as a regular expression over the whole text; null when any will do. */
  readonly pattern: string | null;
  readonly note?: string;
  readonly source: string;
}

/** One record of a ledger by column key. */
export type LedgerRow = Readonly<Record<string, Value>>;
/** The records of a sheet by ledger key; a ledger that is absent was not in the file. */
export type Ledgers = Readonly<Record<string, readonly LedgerRow[]>>;

/** Everything one filled-in form says. */
export interface SheetData {
  readonly grid: Grid;
  readonly ledgers: Ledgers;
  /** Keys of the blocks marked 不适用: their cells are neither blank nor 0. */
  readonly absentBlocks: readonly string[];
}

/** One office's sheet among several that are merged. */
export interface Part {
  readonly office: string;
  readonly data: SheetData;
}

/** Between which figures a total lies that could not be counted exactly; both ends may be it. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** Totals of several sheets or periods. `bounds` has every total of 家 / 人 counted once; with `least` = `most` it is exact, otherwise the grid holds `most`. */
export interface Merged {
  readonly grid: Grid;
  readonly bounds: Readonly<Partial<Record<CellKey, Bounds>>>;
}

/** Two figures that ought to agree and do not; listed side by side, never forced equal. */
export interface Difference {
  readonly id: string;
  readonly left: ReconciledFigure;
  readonly right: ReconciledFigure;
  /** Chinese, with both figures. */
  readonly message: string;
  readonly source: string;
}

export interface ReconciledFigure {
  readonly table: string;
  readonly key: CellKey;
  readonly label: string;
  /** Counts as they are, money in 分. */
  readonly value: number;
}

/** Figures of an old version of a form in the shape of the new one. */
export interface CarriedOver {
  readonly grid: Grid;
  /** The cells of new indicators that the old figures do not answer, in the order of the new form. */
  readonly asked: readonly CellKey[];
  /** Old cells whose figures have no place in the new form, in the order of the old one. */
  readonly dropped: readonly CellKey[];
}

/** What a sheet is held against; leave out what is not known. */
export interface Against {
  /** Last accepted 累计 of this office: `{}` in the first period, null when an earlier period was never accepted. */
  readonly previous?: Grid | null;
  /** The figures of the last accepted period itself (its 本期), for jumps and unit slips. */
  readonly lastPeriod?: Grid | null;
  /** Last year's figures of the same period (同比). */
  readonly base?: Grid | null;
  /** The medians of the other offices' figures, only where at least five have one. */
  readonly peers?: Grid | null;
}

export interface HeaderField {
  readonly key: string;
  readonly label: string;
  readonly required: boolean;
  readonly kind: 'text' | 'date' | 'phone';
  /** Filled by the system in the template and not typed by the clerk. */
  readonly prefilled: boolean;
}

export type Severity = 'E' | 'W' | 'I';

/** A 钩稽 rule as data: an expression over measure keys applied to each of `columns`, or over a ledger's columns applied to each of its rows. */
export interface Check {
  /** e.g. `T1-8` */
  readonly id: string;
  readonly severity: Severity;
  /** sheet: one office's form; row: each record of `ledger`; merged: the totals of a round (tables.md T1-13, T6 “E block missing”). */
  readonly scope: 'sheet' | 'row' | 'merged';
  /** The ledger a `row` rule is applied to; null otherwise. */
  readonly ledger: string | null;
  /** e.g. `amtRecover == amtSelf + amtCheck`; grammar in packages/tables/src/expression.ts */
  readonly expr: string;
  readonly columns: readonly Column[];
  /** Chinese; `{…}` are filled with the figures found. */
  readonly message: string;
  readonly source: string;
}

/** 表号 and who made the form (practice.md 11). */
export interface FormRegistration {
  readonly number: string;
  readonly authority: string;
  readonly approval: string;
  /** 有效期至; null when open. */
  readonly validUntil: string | null;
}

/** How figures of the version before are carried into this one: new measure ← old measures (their sum). Measures not named keep their key; the rest is asked anew. */
export interface Crosswalk {
  readonly fromVersion: number;
  readonly carry: Readonly<Record<string, readonly string[]>>;
  /** Old measures that end here on purpose. */
  readonly dropped: readonly string[];
}

/** Two figures of different tables or blocks that ought to agree, listed side by side when they do not (T1-16: 移送公安 against 公安受理). */
export interface Reconciliation {
  readonly id: string;
  readonly left: CellKey;
  readonly right: { readonly table: string; readonly key: CellKey };
  readonly message: string;
  readonly source: string;
}

export interface TableDefinition {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly registration: FormRegistration | null;
  readonly frame: 'periodic' | 'once';
  readonly blocks: readonly Block[];
  readonly ledgers: readonly Ledger[];
  readonly crosswalk: Crosswalk | null;
  readonly reconciliations: readonly Reconciliation[];
  readonly header: readonly HeaderField[];
  readonly sections: readonly Section[];
  readonly checks: readonly Check[];
  /** 填表说明, one paragraph each. */
  readonly guidance: readonly string[];
  readonly options: Readonly<Record<string, boolean>>;
}

/** One check's verdict on one cell (审核提示). E blocks, W needs an explanation, I is a note. */
export interface Finding {
  /** The check's id, or a reading rule's (`blank`, `not-a-number`, `duplicate` …). */
  readonly check: string;
  readonly severity: Severity;
  /** The cell it points at; null when it concerns a ledger's record or the whole sheet. */
  readonly key: CellKey | null;
  /** The record of a ledger it points at; `row` counts from 0, `column` null means the whole record. Absent on findings about figures. */
  readonly record?: { readonly ledger: string; readonly row: number; readonly column: string | null };
  /** The measure's Chinese label with its column, e.g. `追回医保基金合计（累计）`; for a whole sheet, its title. */
  readonly label: string;
  /** Where the reader saw it; null before a workbook is involved. */
  readonly place: { readonly sheet: string; readonly cell: string } | null;
  readonly found: string;
  readonly expected: string;
  /** Chinese, one sentence: what is wrong and how to mend it. */
  readonly message: string;
}

/** One frozen figure or fact a document may print. */
export interface Figure {
  /** number: count; money: 分; text: dates, document numbers, names */
  readonly kind: 'count' | 'money' | 'ratio' | 'text';
  readonly value: Value;
  readonly unit: string;
  /** Exactly as it is printed, without the unit: `1234.56`, `2023年12月10日`. */
  readonly display: string;
}

/** 定稿数据: the frozen figures a document is bound to. Keys use letters, digits, `.` and `-` only, e.g. `T1.2023Q4.total.chkInst.cumulative`. */
export interface Snapshot {
  readonly id: string;
  readonly figures: Readonly<Record<string, Figure>>;
}
