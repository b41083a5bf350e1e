import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { throwawayFolder } from '@duban/runtime';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { checkOut, stage } from '../../src/write-merged.js';

const home = throwawayFolder('write-merged');
afterAll(() => home.remove());

let out = '';
let made = 0;
beforeEach(() => {
  made += 1;
  out = path.join(home.path, String(made), 'out');
});

const bytes = (text: string) => new TextEncoder().encode(text);

/** The files of a run, with the list by which the next run knows them. */
function run(files: Readonly<Record<string, string>>) {
  const written = Object.entries(files).map(([at, text]) => ({
    path: at,
    sha256: createHash('sha256').update(text).digest('hex'),
  }));
  return [
    ...Object.entries(files).map(([at, text]) => ({ path: at, bytes: bytes(text) })),
    { path: '合并结果.json', bytes: bytes(JSON.stringify({ by: 'duban merge', written })) },
  ];
}

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  (await stage(await checkOut(out), run(files))).commit();
}

describe('an out folder is refused', () => {
  it('with somebody else’s file in it', async () => {
    await mkdir(out, { recursive: true });
    await writeFile(path.join(out, '我的笔记.txt'), 'x');
    await expect(checkOut(out)).rejects.toMatchObject({ code: 'out-occupied', details: { file: '我的笔记.txt' } });
  });

  it('with a file added beside an earlier result', async () => {
    await write({ '汇总.xlsx': 'a' });
    await writeFile(path.join(out, '补充.xlsx'), 'x');
    await expect(checkOut(out)).rejects.toMatchObject({ code: 'out-occupied', details: { file: '补充.xlsx' } });
  });

  it('with a result that was changed by hand since', async () => {
    await write({ '汇总.xlsx': 'a' });
    await writeFile(path.join(out, '汇总.xlsx'), 'my own remarks');
    await expect(checkOut(out)).rejects.toMatchObject({ code: 'out-changed', details: { file: '汇总.xlsx' } });
  });

  it('where nothing can be written', async () => {
    await mkdir(path.dirname(out));
    const file = path.join(path.dirname(out), '文件');
    await writeFile(file, 'x');
    const folder = path.join(file, 'out');
    const refused = stage({ folder, ours: [] }, run({ '汇总.xlsx': 'a' }));
    await expect(refused).rejects.toMatchObject({ code: 'out-unwritable', details: { folder } });
  });

  it.skipIf(process.platform !== 'linux' || process.getuid?.() === 0)(
    'before any work where it is read-only',
    async () => {
      await mkdir(path.dirname(out), { mode: 0o500 });
      await expect(checkOut(out)).rejects.toMatchObject({ code: 'out-unwritable', details: { reason: 'EACCES' } });
    },
  );

  it('while a workbook of it is open', async () => {
    await write({ '汇总.xlsx': 'a' });
    await writeFile(path.join(out, '~$汇总.xlsx'), 'x');
    await expect(checkOut(out)).rejects.toMatchObject({ code: 'out-busy' });
  });

  it('when it is a file', async () => {
    await mkdir(path.dirname(out), { recursive: true });
    await writeFile(out, 'x');
    await expect(checkOut(out)).rejects.toMatchObject({ code: 'out-occupied' });
  });
});

describe('a result', () => {
  it('is in place only after the commit', async () => {
    const staged = await stage(await checkOut(out), run({ '汇总.xlsx': 'a' }));
    await expect(readdir(out)).rejects.toMatchObject({ code: 'ENOENT' });
    staged.commit();
    expect((await readdir(out)).sort()).toEqual(['合并结果.json', '汇总.xlsx'].sort());
  });

  it('that is discarded leaves nothing behind', async () => {
    const staged = await stage(await checkOut(out), run({ '汇总.xlsx': 'a' }));
    staged.discard();
    expect(await readdir(path.dirname(out))).toEqual([]);
  });

  it('takes the place of the one before, whose files are gone', async () => {
    await write({ '汇总.xlsx': 'a', '退回修改/梁山县.xlsx': 'b', '催报名单.txt': 'c' });
    await write({ '汇总.xlsx': 'new' });
    expect((await readdir(out)).sort()).toEqual(['合并结果.json', '汇总.xlsx'].sort());
    expect(await readFile(path.join(out, '汇总.xlsx'), 'utf8')).toBe('new');
    expect(await readdir(path.dirname(out))).toEqual(['out']);
  });

  it('that cannot be put in place leaves the one before as it was', async () => {
    await write({ '汇总.xlsx': 'a' });
    const staged = await stage(await checkOut(out), run({ '汇总.xlsx': 'new', '甲/乙.xlsx': 'x' }));
    // A file stands where a folder is needed.
    await writeFile(path.join(out, '甲'), 'x');
    expect(() => staged.commit()).toThrow(expect.objectContaining({ code: 'out-busy' }));
    staged.discard();
    expect(await readFile(path.join(out, '汇总.xlsx'), 'utf8')).toBe('a');
  });
});
