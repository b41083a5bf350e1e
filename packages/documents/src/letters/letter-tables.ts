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

/** The stages that a template's chain has, in order: 会签 is a circular's only. */
const CHAIN = ['draft', 'review', 'countersign', 'sign'] as const;
const MOST_ABREAST = 3;

/** The chain 拟稿 / 核稿 / (会签) / 签发: only the first is filled in, because nothing formal leaves by itself (practice.md 6). */
export function chainTable({ drafter, draftedOn }: { drafter: string; draftedOn: string }, labels: Labels): Table {
  const stages = CHAIN.filter((key) => labels[key] !== undefined);
  const abreast = stages.length > MOST_ABREAST ? Math.ceil(stages.length / 2) : stages.length;
  const rows: string[][] = [];
  for (let i = 0; i < stages.length; i += abreast) {
    const keys = stages.slice(i, i + abreast);
    rows.push(keys.flatMap((key) => [labels[key] ?? '', key === 'draft' ? drafter : '']));
    rows.push(keys.flatMap((key) => [labels.date ?? '', key === 'draft' ? draftedOn : '']));
  }
  return plainTable({ shares: Array.from({ length: abreast }, () => [1, 2]).flat(), head: [], rows });
}
