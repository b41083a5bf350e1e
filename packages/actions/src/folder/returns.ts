import type { WorkbookPool } from '@duban/workbook';
import { inTurn } from './in-turn.js';
import type { JudgedForm } from './judge-forms.js';
import { reasonOf } from './read-forms.js';
import { safeName } from './safe-name.js';
import type { OutputFile, ReadFile } from './types.js';
import { out } from './wording.js';

export interface Returned {
  readonly path: string;
  /** Null when the workbook could not be marked: the findings then stand in the account only. */
  readonly output: OutputFile | null;
  /** Chinese: why it could not be marked. */
  readonly problem: string;
}

/**
 * Marks the workbooks that have something to mend: 退回修改 for E findings, 需要说明 for W findings alone. All forms of one file are
 * marked in one copy, named after its office. The file itself is not touched.
 */
export async function markReturns(
  workbooks: Pick<WorkbookPool, 'annotate'>,
  judged: readonly JudgedForm[],
): Promise<ReadonlyMap<ReadFile, Returned>> {
  const byFile = new Map<ReadFile, JudgedForm[]>();
  for (const each of judged) {
    if (each.counts.E + each.counts.W === 0) continue;
    byFile.set(each.known.file, [...(byFile.get(each.known.file) ?? []), each]);
  }
  const taken = new Set<string>();
  const returned = await inTurn([...byFile], async ([file, forms]): Promise<readonly [ReadFile, Returned]> => {
    const findings = forms.flatMap((form) => form.findings);
    const folder = forms.some(({ counts }) => counts.E > 0) ? out.returned : out.explained;
    const office = forms[0]?.known.office?.name ?? '';
    const name = `${safeName(office)}_${safeName(file.found.name).replace(/\.(xls|et|xlt|ett|zip)$/i, '.xlsx')}`;
    const path = unused(`${folder}/${/\.xls[xm]$/i.test(name) ? name : `${name}.xlsx`}`, taken);
    try {
      const bytes = await workbooks.annotate({ bytes: await file.bytes(), name: file.found.name, findings });
      return [file, { path, output: { path, bytes }, problem: '' }];
    } catch (error) {
      return [file, { path, output: null, problem: reasonOf(error) }];
    }
  });
  return new Map(returned);
}

/** Two files of one office may have the same name. */
function unused(path: string, taken: Set<string>): string {
  const [, stem = path, extension = ''] = /^(.*)(\.[^.]+)$/.exec(path) ?? [];
  let free = path;
  for (let n = 2; taken.has(free.toLowerCase()); n += 1) free = `${stem}（${n}）${extension}`;
  taken.add(free.toLowerCase());
  return free;
}
