import type { TableDefinition } from '@duban/tables';
import { sheetNames } from '../../wording/form.js';

/** The sheet of each ledger: its title without what Excel forbids in names, cut to 31 characters, no name twice. */
export function ledgerSheetNames(table: Pick<TableDefinition, 'ledgers'>): ReadonlyMap<string, string> {
  const taken = new Set<string>([sheetNames.form, sheetNames.cover, sheetNames.guidance, sheetNames.findings]);
  const names = new Map<string, string>();
  for (const { key, title } of table.ledgers) {
    const plain =
      title
        .replace(/[[\]:*?/\\]/g, '')
        .replace(/^'+|'+$/g, '')
        .trim() || key;
    let name = plain.slice(0, 31);
    for (let i = 2; taken.has(name); i += 1) name = `${plain.slice(0, 31 - String(i).length)}${i}`;
    taken.add(name);
    names.set(key, name);
  }
  return names;
}

/** `'线索台账'!` in front of a reference. */
export function sheetPrefix(name: string): string {
  return `'${name.replaceAll("'", "''")}'!`;
}
