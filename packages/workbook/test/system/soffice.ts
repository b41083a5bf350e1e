import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tamper } from '../zip.js';

const office = process.env.DUBAN_SOFFICE ?? 'soffice';

/** '' when LibreOffice is there, else why the tests that need it are skipped. */
export const sofficeMissing =
  spawnSync(office, ['--version']).status === 0
    ? ''
    : ' — skipped: no LibreOffice (install libreoffice-calc, or name it in DUBAN_SOFFICE)';

/** Workbooks by name as LibreOffice opens, recalculates and saves them in another format, all in one run of it. */
export function allConverted(
  files: Readonly<Record<string, Uint8Array>>,
  { folder, format }: { readonly folder: string; readonly format: string },
): Readonly<Record<string, Buffer>> {
  const out = join(folder, 'out');
  mkdirSync(out, { recursive: true });
  const paths = Object.entries(files).map(([name, bytes]) => {
    const path = join(folder, `${name}.xlsx`);
    writeFileSync(path, bytes);
    return path;
  });
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const run = spawnSync(office, [profile, '--headless', '--convert-to', format, '--outdir', out, ...paths], {
    encoding: 'utf8',
    timeout: 170_000,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return Object.fromEntries(Object.keys(files).map((name) => [name, readFileSync(join(out, `${name}.${format}`))]));
}

/** The same for one workbook. */
export function converted(bytes: Uint8Array, where: Parameters<typeof allConverted>[1]): Buffer {
  const { sheet } = allConverted({ sheet: bytes }, where);
  if (sheet === undefined) throw new Error('nothing was converted');
  return sheet;
}

/** Without our results in the file, whatever is read afterwards was computed from the formulas. */
export function withoutResults(bytes: Uint8Array): Promise<Uint8Array> {
  return tamper(bytes, {
    part: /sheet\d+\.xml$/,
    change: (xml) => xml.replace(/(<\/f>)<v>[^<]*<\/v>/g, '$1'),
  });
}
