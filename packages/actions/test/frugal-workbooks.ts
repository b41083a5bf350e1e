import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { serialize } from 'node:v8';
import { createWorkbookPool, type WorkbookPool } from '@duban/workbook';

/**
 * The pool of the tests: its child starts when a test first needs one, and what is made for a clerk (a blank form, the form filled
 * in) is made once per run for the same input, in `folder`; it takes longer than most tests. Whatever judges a file reads it anew.
 */
export function frugalWorkbooks(folder: string): WorkbookPool {
  let pool: WorkbookPool | null = null;
  const real = (): WorkbookPool => {
    pool ??= createWorkbookPool({ size: 1 });
    return pool;
  };
  /** What is being made now: several at once may ask for the same. */
  const making = new Map<string, Promise<Uint8Array>>();
  const keep = async (file: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> => {
    const made = await readFile(file).catch(() => null);
    if (made !== null) return made;
    const bytes = await make();
    // Under another name first: a file of another worker may look for it now.
    await writeFile(`${file}.${process.pid}`, bytes);
    await rename(`${file}.${process.pid}`, file);
    return bytes;
  };
  const once = async (method: 'template' | 'fill', input: object, make: () => Promise<Uint8Array>) => {
    const file = path.join(folder, createHash('sha256').update(method).update(serialize(input)).digest('hex'));
    const underWay = making.get(file) ?? keep(file, make).finally(() => making.delete(file));
    making.set(file, underWay);
    return new Uint8Array(await underWay);
  };
  return {
    template: (input) => once('template', input, () => real().template(input)),
    fill: (input) => once('fill', input, () => real().fill(input)),
    read: (input) => real().read(input),
    readAll: (input) => real().readAll(input),
    rows: (input) => real().rows(input),
    annotate: (input) => real().annotate(input),
    merge: (input) => real().merge(input),
    summary: (input) => real().summary(input),
    readTotals: (input) => real().readTotals(input),
    readOffices: (input) => real().readOffices(input),
    close: async () => {
      await pool?.close();
    },
  };
}
