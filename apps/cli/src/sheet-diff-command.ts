import { formsOf } from '@duban/actions/check-sheet-file';
import { diffSheets, type SheetDifference } from '@duban/actions/diff-sheets';
import { loadTables } from '@duban/actions/load-tables';
import Table from 'cli-table3';
import { EXIT } from './exit-codes.js';
import { readingSecret } from './merge/signing-secret.js';
import { programSeeds } from './seeds-folder.js';
import { readSheetFile } from './sheet/read-file.js';
import { withWorkbooks } from './sheet/with-workbooks.js';
import { sheetWords as words } from './sheet/wording.js';
import { WrongUse } from './sheet/wrong-use.js';

export interface SheetDiffOptions {
  readonly json?: boolean;
  readonly data?: string;
}

/** `duban sheet diff`: what two versions of a form say differently. Exit code 1 when they differ, as `diff` has it. */
export function sheetDiffCommand(oldFile: string, newFile: string, options: SheetDiffOptions): Promise<number> {
  return withWorkbooks(async (workbooks) => {
    const tables = await loadTables(programSeeds());
    const opening = { workbooks, tables, secret: await readingSecret(options) };
    const [before, after] = [await readSheetFile(oldFile), await readSheetFile(newFile)];
    const [old, fresh] = [await formsOf(before, opening), await formsOf(after, opening)];
    const pairs = old.flatMap((form) => {
      const other = fresh.find(({ table }) => table === form.table);
      const table = tables.find(({ id }) => id === form.table);
      return other === undefined || table === undefined ? [] : [{ table, before: form, after: other }];
    });
    if (pairs.length === 0) throw new WrongUse(words.otherForms(before.name, after.name));
    const differences = pairs.map(({ table, ...both }) => ({ table, differences: diffSheets(table, both) }));
    const count = differences.reduce((sum, each) => sum + each.differences.length, 0);
    if (options.json)
      console.log(
        JSON.stringify(
          differences.map(({ table, differences: all }) => ({ table: table.id, differences: all })),
          null,
          1,
        ),
      );
    else console.log(differences.flatMap(({ table, differences: all }) => [table.title, printed(all)]).join('\n'));
    return count === 0 ? EXIT.ok : EXIT.findings;
  });
}

function printed(differences: readonly SheetDifference[]): string {
  if (differences.length === 0) return words.same;
  const table = new Table({ head: [...words.columns], style: { head: [], border: [] } });
  for (const { kind, what, before, after, change } of differences)
    table.push([`${words.kinds[kind]}${what}`, before || words.blank, after || words.blank, change]);
  return `${table.toString()}\n${words.differs(differences.length)}`;
}
