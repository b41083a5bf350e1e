import { recordsOf } from '../language/tallies.js';
import { labelOfRecord } from '../parts.js';
import type { Finding, Ledger, LedgerRow, TableDefinition } from '../types.js';
import { comparable, formatExact, isBlank } from '../values.js';
import { ledgerTexts } from '../wording/ledgers.js';
import { faultOf } from './ledger-cell.js';
import type { Sheet } from './sheet.js';

/** Ledgers that are missing, cells that do not fit their column, records filled in twice. */
export function ledgerFindings({ table, ledgers }: Sheet): readonly Finding[] {
  return table.ledgers.flatMap((ledger) => {
    const records = ledgers[ledger.key];
    if (records === undefined) return ledger.optional ? [] : [missing(ledger)];
    return [
      ...recordsOf(records).flatMap(({ record, row }) => recordFindings(table, { ledger, record, row })),
      ...duplicates(table, { ledger, records }),
    ];
  });
}

function missing({ title }: Ledger): Finding {
  const { missingFound: found, missingExpected: expected } = ledgerTexts;
  const message = ledgerTexts.missing(title);
  return { check: 'ledger-missing', severity: 'E', key: null, label: title, place: null, found, expected, message };
}

interface Place {
  readonly ledger: Ledger;
  readonly record: LedgerRow;
  readonly row: number;
}

function recordFindings(table: TableDefinition, { ledger, record, row }: Place): readonly Finding[] {
  return ledger.columns.flatMap((column) => {
    const at = { ledger: ledger.key, row, column: column.key };
    const label = () => labelOfRecord(table, at);
    const fault = faultOf(column, { value: record[column.key] ?? null, label });
    return fault === null
      ? []
      : [{ severity: 'E' as const, key: null, record: at, label: label(), place: null, ...fault }];
  });
}

/** Every later record that is like an earlier one in the columns that name a record; one with a blank there names nothing. */
function duplicates(
  table: TableDefinition,
  { ledger, records }: { readonly ledger: Ledger; readonly records: readonly LedgerRow[] },
): readonly Finding[] {
  const columns = ledger.columns.filter(({ key }) => ledger.unique.includes(key));
  if (columns.length === 0) return [];
  const first = new Map<string, number>();
  return records.flatMap((record, row): readonly Finding[] => {
    const values = columns.map(({ key }) => record[key] ?? null);
    if (values.some((value) => isBlank(value))) return [];
    const name = JSON.stringify(values.map(comparable));
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, row);
      return [];
    }
    const at = { ledger: ledger.key, row, column: columns[0]?.key ?? null };
    const label = labelOfRecord(table, at);
    const whole = (row: number) => labelOfRecord(table, { ...at, row, column: null });
    const found = columns.map((column, i) => formatExact(column, values[i] ?? null).trim()).join('、');
    const { duplicateExpected: expected } = ledgerTexts;
    const message = ledgerTexts.duplicate(whole(row), whole(earlier), found);
    return [{ check: 'duplicate', severity: 'E', key: null, record: at, label, place: null, found, expected, message }];
  });
}
