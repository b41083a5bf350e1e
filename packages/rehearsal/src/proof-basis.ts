import type { Snapshot, TableDefinition } from '@duban/tables';
import type { WorkbookPool } from '@duban/workbook';
import type { MessageRecord, ObligationRecord, SheetRecord, TaskRecord } from './record.js';

/** One thing that was proven, or not. */
export interface Check {
  readonly id: string;
  /** Chinese. */
  readonly title: string;
  readonly passed: boolean;
  /** What was compared, with figures; the first problems when it failed. */
  readonly detail: string;
}

/** What the output folder says of itself: everything a proof needs besides the files. */
export interface Ledgered {
  readonly campaign: string;
  /** The form whose figures are merged; null in a campaign that asks for reports only. */
  readonly table: TableDefinition | null;
  readonly secret: string;
  /** `chased`: somebody owes who is chased by mail; peers and outside bodies are asked by telephone. */
  readonly expected: { readonly obligations: number; readonly chased: boolean };
  readonly offices: readonly {
    readonly id: string;
    readonly shortName: string;
    readonly contacts: readonly { readonly id: string; readonly email: string; readonly role: string }[];
  }[];
  readonly obligations: readonly ObligationRecord[];
  readonly sheets: readonly SheetRecord[];
  readonly messages: readonly MessageRecord[];
  readonly tasks: readonly TaskRecord[];
  readonly mails: readonly { readonly messageId: string | null; readonly to: readonly string[] }[];
}

/** What the proofs of figures work with. */
export interface Proving {
  readonly folder: string;
  readonly ledgered: Ledgered;
  readonly snapshot: Snapshot;
  readonly workbooks: WorkbookPool;
}

/** File names inside the output folder. */
export const files = {
  report: '总结报告.docx',
  summary: '汇总表.xlsx',
  merged: (period: string): string => `期次汇总/${period}.xlsx`,
  snapshot: '定稿数据.json',
} as const;
