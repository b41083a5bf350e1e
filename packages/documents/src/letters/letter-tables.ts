import type { Table } from 'docx';
import { plainTable } from '../layout/plain-table.js';

/** What an office has not handed in; `originalDue` stays when the due was extended (`extendedTo`). Formatted Chinese dates. */
export interface OwedItem {
  readonly what: string;
  readonly originalDue: string;
  readonly extendedTo?: string;
}

export type Labels = Readonly<Record<string, string>>;

export function owedTable(owed: readonly OwedItem[], labels: Labels): Table {
  return plainTable({
    shares: [5, 3, 3],
    head: [labels.what, labels.originalDue, labels.extendedTo],
    rows: owed.map((each) => [each.what, each.originalDue, each.extendedTo ?? labels.none]),
  });
}

/** The chain 拟稿 / 核稿 / 签发: only the first is filled in, because nothing formal leaves by itself (practice.md 6). */
export function chainTable({ drafter, draftedOn }: { drafter: string; draftedOn: string }, labels: Labels): Table {
  return plainTable({
    shares: [1, 2, 1, 2, 1, 2],
    head: [],
    rows: [
      [labels.draft, drafter, labels.review, '', labels.sign, ''],
      [labels.date, draftedOn, labels.date, '', labels.date, ''],
    ],
  });
}
