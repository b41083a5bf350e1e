import { type CheckedForm, checkSheetFile } from '@duban/actions/check-sheet-file';
import { loadDirectories } from '@duban/actions/load-directories';
import { loadTables } from '@duban/actions/load-tables';
import type { Finding } from '@duban/tables';
import pc from 'picocolors';
import { EXIT } from './exit-codes.js';
import { readingSecret } from './merge/signing-secret.js';
import { programSeeds } from './seeds-folder.js';
import { readSheetFile } from './sheet/read-file.js';
import { withWorkbooks } from './sheet/with-workbooks.js';
import { sheetWords as words } from './sheet/wording.js';
import { writeSheetFile } from './sheet/write-file.js';

export interface SheetCheckOptions {
  readonly table?: string;
  readonly previous?: string;
  readonly mark?: string;
  readonly json?: boolean;
  readonly data?: string;
}

/** `duban sheet check`: what is wrong with one file, place by place. Returns the exit code: 1 when something must be corrected. */
export function sheetCheckCommand(file: string, options: SheetCheckOptions): Promise<number> {
  return withWorkbooks(async (workbooks) => {
    const seeds = programSeeds();
    const { forms, marked } = await checkSheetFile(
      { workbooks },
      {
        file: await readSheetFile(file),
        previous: options.previous === undefined ? null : await readSheetFile(options.previous),
        tables: await loadTables(seeds),
        table: options.table ?? null,
        known: await loadDirectories(seeds),
        secret: await readingSecret(options),
        mark: options.mark !== undefined,
      },
    );
    if (options.json) console.log(JSON.stringify(forms.map(asData), null, 1));
    else console.log(forms.flatMap(lines).join('\n'));
    if (marked !== null && options.mark !== undefined) {
      await writeSheetFile(options.mark, { bytes: marked, force: false });
      if (!options.json) console.log(words.marked(options.mark));
    }
    return forms.some(({ findings }) => findings.some(({ severity }) => severity === 'E')) ? EXIT.findings : EXIT.ok;
  });
}

function asData({ table, office, period, findings, form }: CheckedForm): object {
  return { table: table.id, title: table.title, office, period, by: form.by, findings };
}

const COLOURS = { E: pc.red, W: pc.yellow, I: pc.dim } as const;

function lines({ table, office, period, findings }: CheckedForm): string[] {
  const count = { E: 0, W: 0, I: 0 };
  for (const { severity } of findings) count[severity] += 1;
  return [
    pc.bold(words.about({ title: table.title, office, period })),
    ...findings.map(line),
    findings.length === 0 ? pc.green(words.none) : words.count(count),
  ];
}

function line({ severity, place, message }: Finding): string {
  const where = place === null ? words.whole : `${place.sheet}!${place.cell}`;
  return `  ${COLOURS[severity](words.severities[severity])}  ${where}  ${message}`;
}
