import { type CampaignTable, campaignRows } from '@duban/ledger';
import type { Item, Sources } from './items.js';
import { archiveWords as words } from './wording.js';

/** Tables whose files have a place of their own in the package. */
const PLACED = new Set(['submission', 'decision', 'round', 'document', 'task']);

/** Files that other tables name (evidence of a hand registration, a scan): whatever a row of the campaign points at is in the package. */
export async function otherItems({ db, facts }: Sources, tables: readonly CampaignTable[]): Promise<Item[]> {
  const items: Item[] = [];
  for (const table of tables.filter(({ name, files }) => files.length > 0 && !PLACED.has(name))) {
    for await (const text of campaignRows(db, { tables, table }, facts.definition.id)) {
      const row = JSON.parse(text) as Readonly<Record<string, unknown>>;
      for (const column of table.files) {
        const blob = row[column];
        if (typeof blob !== 'string') continue;
        const named = row[`${column}_name`];
        const title = `${table.name} ${table.key.map((each) => String(row[each])).join(' ')} ${column}`;
        const name = typeof named === 'string' ? named : title;
        items.push({ folder: words.folders.others, name, title, from: '', date: '', content: { blob } });
      }
    }
  }
  return items;
}
