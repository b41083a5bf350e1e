import type { Measure, Snapshot } from '@duban/tables';

/** The summary report is bound to one snapshot; every digit it prints stands in a content control whose tag is its snapshot key. */
export interface SummaryReportInput {
  readonly snapshot: Snapshot;
  /** What the template's loops run over. No text in here may hold a digit: digits come from the snapshot only. */
  readonly facts: SummaryReportFacts;
}

/** One office and what it owed, in words without digits, e.g. `第四季度医保基金工作情况统计表`. */
export interface OfficeItem {
  readonly name: string;
  readonly what: string;
}

/** So many offices in one place of a round: what it is called, and the snapshot key of how many. */
export interface CountedPart {
  readonly label: string;
  readonly count: string;
}

/** How the offices of one round filed. */
export interface PunctualityLine {
  readonly label: string;
  /** Snapshot key of 应报; the parts add up to it. */
  readonly offices: string;
  readonly parts: readonly CountedPart[];
  /** Snapshot key of who was exempted, beside 应报; null: nobody. */
  readonly exempt: string | null;
}

/** A measure as the report's tables and clauses need it. */
export type ReportMeasure = Pick<Measure, 'key' | 'label' | 'unit' | 'semantics' | 'indent'> & {
  /** Title of the table's section, e.g. `检查情况`. */
  readonly section: string;
};

export interface SummaryReportFacts {
  /** Who signs, e.g. 济宁市医疗保障局. */
  readonly bureau: string;
  /** Who issued the notice, lead body first; may be empty. */
  readonly issuers: readonly string[];
  /** Snapshot key parts and office names, in directory order. */
  readonly offices: readonly { readonly id: string; readonly name: string; readonly standing: string }[];
  /** Offices that never filed something. */
  readonly missing: readonly OfficeItem[];
  /** Filed and not in the figures, by the reason (已报待审核, 退回后未重报 …); groups without an office are left out. */
  readonly unsettled: readonly { readonly label: string; readonly offices: readonly OfficeItem[] }[];
  readonly late: readonly OfficeItem[];
  /** Handed in after the cut-off (补报): not in the figures. */
  readonly afterCutOff: readonly OfficeItem[];
  /** Of the latest period, who is not in the figures: with `count.included` they add up to `count.offices`. */
  readonly left: readonly CountedPart[];
  /** The table's key prefix in the snapshot, e.g. `T1`; null: the campaign asks for reports only. */
  readonly table: string | null;
  /** The table's title, for the annex; empty without a table. */
  readonly tableTitle: string;
  /** Periods of the table in order, labels without digits, e.g. `{id: '2023Q3', label: '第三季度'}`; `included`: the snapshot key of how many offices are counted in. */
  readonly periods: readonly { readonly id: string; readonly label: string; readonly included: string }[];
  /** Id of the period whose cumulative figures the report speaks of. */
  readonly latestPeriod: string;
  /** All measures of the table in its order. */
  readonly measures: readonly ReportMeasure[];
  /** Every round by how its offices filed. */
  readonly punctuality: readonly PunctualityLine[];
  /** 口径说明 to print with the figures, one paragraph each; e.g. that 家 is not deduplicated across offices. */
  readonly notes: readonly string[];
  /** Paragraphs a person wrote or chose, by the template's section name (`lead`, `focus` …); they replace the 【待承办人补充】 of that section. */
  readonly narrative: Readonly<Record<string, readonly string[]>>;
}

/** What a proof found in a .docx. */
export interface DocumentProof {
  /** Every content control that names a snapshot key: the key and the text inside it, in document order. */
  readonly figures: readonly { readonly key: string; readonly text: string }[];
  /** Empty when all is well: a digit outside a control, a key the snapshot lacks, a text unequal to its figure, a control gone. Chinese. */
  readonly problems: readonly string[];
}

/** What was read of a report that a county handed in. */
export interface ReadReport {
  /** Paragraphs one per line, tables cell by cell. */
  readonly text: string;
  /** Characters that are not blank; hints of our own template (【请填写…】) are not counted. */
  readonly characters: number;
  readonly headings: readonly string[];
}
