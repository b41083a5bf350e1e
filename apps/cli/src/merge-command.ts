import path from 'node:path';
import { loadDirectories, loadDirectory } from '@duban/actions/load-directories';
import { loadTables } from '@duban/actions/load-tables';
import { type Directory, type FolderMerged, mergeFolder } from '@duban/actions/merge-folder';
import { readDirectory } from '@duban/actions/read-directory';
import { readFolder } from '@duban/actions/read-folder';
import { readProvisional } from '@duban/actions/read-provisional';
import { checkOut, type OutFolder, type Staged, stage } from '@duban/actions/write-merged';
import { stopwatch } from '@duban/base/clock';
import { createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import { answerFailure } from './answer-failure.js';
import { EXIT } from './exit-codes.js';
import { hasFindings, mergeReport } from './merge/merge-report.js';
import { patientProgress } from './merge/patient-progress.js';
import { readingSecret } from './merge/signing-secret.js';
import { mergeWords as words } from './merge/wording.js';
import { programSeeds } from './seeds-folder.js';

export interface MergeOptions {
  readonly out: string;
  readonly table?: string;
  readonly period?: string;
  readonly campaign?: string;
  readonly directory?: string;
  readonly provisional?: string;
  readonly includeErrors?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly data?: string;
}

/** `duban merge`: a folder of files as they came → merged workbook, marked returns, list of who is missing. Returns the exit code. */
export async function mergeCommand(folder: string, options: MergeOptions): Promise<number> {
  const elapsed = stopwatch();
  const progress = patientProgress(process.stderr);
  let staged: Staged | null = null;
  const interrupted = (): void => {
    staged?.discard();
    progress.done();
    console.error(words.interrupted);
    process.exit(EXIT.interrupted);
  };
  process.once('SIGINT', interrupted);
  // Children start while the folder is being read.
  const workbooks = createWorkbookPool();
  try {
    const out = options.dryRun ? null : await checkOut(path.resolve(options.out));
    const merged = await merge({ folder, options, workbooks, progress });
    if (out !== null) {
      staged = await stage(out, merged.outputs);
      staged.commit();
      staged = null;
    }
    progress.done();
    print(merged, { options, out, seconds: elapsed() / 1000 });
    return hasFindings(merged) ? EXIT.findings : EXIT.ok;
  } catch (error) {
    progress.done();
    return answerFailure(error);
  } finally {
    staged?.discard();
    await workbooks.close();
    process.off('SIGINT', interrupted);
  }
}

interface Run {
  readonly folder: string;
  readonly options: MergeOptions;
  readonly workbooks: WorkbookPool;
  readonly progress: ReturnType<typeof patientProgress>;
}

async function merge({ folder, options, workbooks, progress }: Run): Promise<FolderMerged> {
  const seeds = programSeeds();
  const [files, tables, secret, directories, provisional] = await Promise.all([
    readFolder(folder),
    loadTables(seeds),
    readingSecret(options),
    directoriesOf(options, { seeds, workbooks }),
    options.provisional === undefined ? null : readProvisional(options.provisional, workbooks),
  ]);
  return mergeFolder(
    { workbooks },
    {
      name: path.basename(path.resolve(folder)),
      files,
      tables,
      ...directories,
      table: options.table ?? null,
      period: options.period ?? null,
      ...(provisional === null ? {} : { provisional }),
      includeErrors: options.includeErrors ?? false,
      secret,
      dryRun: options.dryRun ?? false,
      onProgress: ({ step, share }) => progress.show(step, share),
    },
  );
}

async function directoriesOf(
  { campaign, directory }: MergeOptions,
  { seeds, workbooks }: { seeds: string; workbooks: WorkbookPool },
): Promise<{ directory: Directory | null; known: readonly Directory[] }> {
  if (directory !== undefined) return { directory: await readDirectory(directory, workbooks), known: [] };
  if (campaign !== undefined) return { directory: await loadDirectory(seeds, campaign), known: [] };
  return { directory: null, known: await loadDirectories(seeds) };
}

function print(
  merged: FolderMerged,
  { options, out, seconds }: { options: MergeOptions; out: OutFolder | null; seconds: number },
): void {
  const { outputs, ...account } = merged;
  if (options.json) console.log(JSON.stringify({ ...account, outputs: outputs.map((file) => file.path) }, null, 1));
  else console.log(mergeReport(merged, { out: out === null ? null : options.out, seconds }));
}
