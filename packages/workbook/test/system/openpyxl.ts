import { spawnSync } from 'node:child_process';

const python = process.env.DUBAN_PYTHON ?? 'python3';

/** '' when openpyxl is there, else why the tests that need it are skipped. */
export const openpyxlMissing =
  spawnSync(python, ['-c', 'import openpyxl']).status === 0
    ? ''
    : ' — skipped: python has no openpyxl (pip install openpyxl, or name another python in DUBAN_PYTHON)';

/** What a script prints about a workbook, whose path is its only argument. */
export function openpyxl(script: string, file: string): string {
  const run = spawnSync(python, ['-c', script, file], {
    encoding: 'utf8',
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout;
}
