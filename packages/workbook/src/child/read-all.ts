import { DubanError } from '@duban/base';
import { readCells } from '../cells/read-cells.js';
import type { ReadForm } from '../contract.js';
import { onUpload } from '../on-upload.js';
import type { Methods } from '../protocol.js';
import { knownTable } from './known-table.js';
import { formsIn } from './reading/recognise.js';

/** Gate, then every form of the tables that the workbook holds. */
export async function readAll({
  bytes,
  name,
  tables,
  secret,
}: Parameters<Methods['readAll']>[0]): Promise<readonly ReadForm[]> {
  const book = await readCells(bytes, name);
  return onUpload(name, () => {
    const forms = formsIn(book, { name, tables: tables.map(knownTable), secret, altered: 'a finding' });
    if (forms.length > 0) return forms;
    const titles = tables.map(({ title }) => title).join('、');
    throw new DubanError('sheet-not-recognised', { name, tables: titles });
  });
}
