import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { DubanError } from '@duban/base';
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

/** The form that an id means, in whatever letters: nobody types T2a with care. Throws DubanError `table-unknown`. */
export function tableNamed(tables: readonly TableDefinition[], text: string): TableDefinition {
  const found = tables.find(({ id }) => id.toUpperCase() === text.toUpperCase());
  if (found !== undefined) return found;
  throw new DubanError('table-unknown', {
    table: text,
    known: tables.map(({ id, title }) => `${id} ${title}`).join('、'),
  });
}
