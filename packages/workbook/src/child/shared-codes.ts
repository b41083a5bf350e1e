import { type Ledger, measuresOf } from '@duban/tables';
import type { MergeInput } from '../contract.js';
import { isCounted } from './merge-totals.js';

/** A code that more than one office reported. */
export interface Shared {
  readonly code: string;
  readonly name: string;
  readonly ledger: string;
  readonly offices: readonly string[];
}

/** By ledger and code: the ledgers and columns that some measure is counted by. */
export function sharedCodes({ table, rows }: MergeInput): readonly Shared[] {
  const counted = new Map<string, { readonly ledger: Ledger; readonly column: string }>();
  for (const { distinct } of measuresOf(table)) {
    const ledger = table.ledgers.find(({ key }) => key === distinct?.ledger);
    if (ledger !== undefined && distinct !== undefined)
      counted.set(`${ledger.key}.${distinct.column}`, { ledger, column: distinct.column });
  }
  return [...counted.values()].flatMap(({ ledger, column }) => {
    const nameColumn = ledger.columns.find(({ kind, label }) => kind === 'text' && /名|者/.test(label))?.key;
    const found = new Map<string, { name: string; offices: Set<string> }>();
    for (const row of rows.filter(isCounted)) {
      for (const record of row.ledgers?.[ledger.key] ?? []) {
        // Compared as mergeSheets compares them.
        const code = String(record[column] ?? '')
          .normalize('NFKC')
          .trim();
        if (code === '') continue;
        const entry = found.get(code) ?? { name: '', offices: new Set() };
        entry.name ||= String((nameColumn === undefined ? null : record[nameColumn]) ?? '');
        entry.offices.add(row.officeName);
        found.set(code, entry);
      }
    }
    return [...found]
      .filter(([, { offices }]) => offices.size > 1)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, { name, offices }]) => ({
        code,
        name,
        ledger: ledger.title,
        offices: [...offices],
      }));
  });
}
