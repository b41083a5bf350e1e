import type { Snapshot } from '@duban/tables';

/** The summary report is bound to one snapshot; every digit it prints stands in a bookmark that names its key. */
export interface SummaryReportInput {
  readonly snapshot: Snapshot;
  /** What the template's loops run over: office rows with the keys of their figures, cases quoted from county reports … Texts carry no digits of their own. */
  readonly facts: SummaryReportFacts;
}

export interface SummaryReportFacts {
  /** Snapshot key prefixes and office names, in directory order. */
  readonly offices: readonly { readonly id: string; readonly name: string; readonly standing: string }[];
  /** Offices that never filed something: name and what (e.g. 第四季度统计表). */
  readonly missing: readonly { readonly name: string; readonly what: string }[];
  readonly late: readonly { readonly name: string; readonly what: string }[];
}

/** What a proof found in a .docx. */
export interface DocumentProof {
  /** Every bookmark that names a snapshot key: the key and the text inside it. */
  readonly figures: readonly { readonly key: string; readonly text: string }[];
  /** Empty when all is well: a digit outside a bookmark, a key the snapshot lacks, a text unequal to its figure. Chinese. */
  readonly problems: readonly string[];
}

/** What was read of a report that a county handed in. */
export interface ReadReport {
  readonly text: string;
  readonly characters: number;
  readonly headings: readonly string[];
}
