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
  /** Where the measure comes from (tables.md). */
  readonly source: string;
}

export interface Section {
  readonly title: string;
  readonly measures: readonly Measure[];
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

/** A 钩稽 rule as data: an expression over measure keys, applied to each of `columns`. */
export interface Check {
  /** e.g. `T1-8` */
  readonly id: string;
  readonly severity: Severity;
  /** e.g. `amtRecover == amtSelf + amtCheck`; grammar in packages/tables/src/expression.ts */
  readonly expr: string;
  readonly columns: readonly Column[];
  /** Chinese; `{…}` are filled with the figures found. */
  readonly message: string;
  readonly source: string;
}

export interface TableDefinition {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly header: readonly HeaderField[];
  readonly sections: readonly Section[];
  readonly checks: readonly Check[];
  /** 填表说明, one paragraph each. */
  readonly guidance: readonly string[];
  readonly options: Readonly<Record<string, boolean>>;
}

/** One check's verdict on one cell (审核提示). E blocks, W needs an explanation, I is a note. */
export interface Finding {
  /** The check's id, or a reading rule's (`blank`, `not-a-number`, `roll-forward` …). */
  readonly check: string;
  readonly severity: Severity;
  /** The cell it points at; null when it concerns the whole sheet. */
  readonly key: CellKey | null;
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
