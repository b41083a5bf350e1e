import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TableDefinition } from '@duban/tables';
import { loadTable } from '@duban/tables/schema';
import { compareText } from './folder/compare-text.js';

/**
 * Every form under `<seeds>/tables`, by id.
 * @throws DubanError `definition-invalid` with file, line and what is allowed.
 */
export async function loadTables(seeds: string): Promise<readonly TableDefinition[]> {
  const folder = path.join(seeds, 'tables');
  const files = (await readdir(folder)).filter((file) => /^t\w*\.yaml$/.test(file)).sort();
  const tables = await Promise.all(
    files.map(async (file) => loadTable(await readFile(path.join(folder, file), 'utf8'), file)),
  );
  return tables.toSorted((a, b) => compareText(a.id, b.id));
}
