import { mkdtempSync, rmSync } from 'node:fs';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadSeed } from '@duban/actions/load-seed';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SEEDS } from './world.ts';

/** A copy of the seeds in which one file is changed. */
async function changed(file: string, change: (text: string) => string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'duban-seeds-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await cp(SEEDS, folder, { recursive: true });
  const target = path.join(folder, 'jining-2023', file);
  await writeFile(target, change(await readFile(target, 'utf8')));
  return folder;
}

describe('a seed is refused', () => {
  it('when there is none of that name, and says which there are', async () => {
    const attempt = loadSeed(SEEDS, 'atlantis-2023');
    await expect(attempt).rejects.toMatchObject({ code: 'seed-unknown' });
    await expect(attempt).rejects.toThrow('jining-2023');
  });

  it('when a name leads out of the folder of seeds', async () => {
    await expect(loadSeed(SEEDS, '../seeds/jining-2023')).rejects.toMatchObject({ code: 'seed-unknown' });
    await expect(loadSeed(SEEDS, 'tables')).rejects.toMatchObject({ code: 'seed-unknown' });
  });

  it('with file and place when something in it is wrong', async () => {
    const folder = await changed('answers.yaml', (text) => text.replace('2023-10-10', '2023-02-30'));
    const attempt = loadSeed(folder, 'jining-2023');
    await expect(attempt).rejects.toMatchObject({ code: 'definition-invalid' });
    await expect(attempt).rejects.toThrow('answers.yaml');
  });

  it('when a form is not there, with file, line and column and the nearest forms', async () => {
    const folder = await changed('campaign.yaml', (text) => text.replace('table: T1,', 'table: T22,'));
    const attempt = loadSeed(folder, 'jining-2023');
    await expect(attempt).rejects.toMatchObject({ code: 'definition-invalid' });
    await expect(attempt).rejects.toThrow(
      'campaign.yaml:50:33 requirements[0].form.table：没有表“T22”，最接近的是 T2a、T2b',
    );
  });

  it('when a form is there in another version only', async () => {
    const folder = await changed('campaign.yaml', (text) =>
      text.replace('table: T1, version: 1', 'table: T1, version: 3'),
    );
    await expect(loadSeed(folder, 'jining-2023')).rejects.toThrow('“T1”没有第3版，现有的是第 1 版');
  });

  it('when a file is missing, not with an error of the operating system', async () => {
    const folder = await changed('campaign.yaml', (text) => text);
    await rm(path.join(folder, 'jining-2023/directory.yaml'));
    await expect(loadSeed(folder, 'jining-2023')).rejects.toThrow(
      'directory.yaml:1:1 全文：文件夹 jining-2023 里没有这个文件',
    );
    await expect(loadSeed(path.join(folder, 'nowhere'), 'jining-2023')).rejects.toMatchObject({
      code: 'seeds-missing',
    });
  });
});

describe('the seed of Jining', () => {
  it('brings its definition, its answers and the one table that it names', async () => {
    const seed = await loadSeed(SEEDS, 'jining-2023');
    expect(seed.definition.offices).toHaveLength(15);
    expect(seed.answers).toHaveLength(10);
    expect(seed.tables.map((t) => [t.id, t.version])).toEqual([['T1', 1]]);
  });

  it('finds the file of a form whose id ends in a letter', async () => {
    const folder = await changed('campaign.yaml', (text) => text.replace('table: T1,', 'table: T2a,'));
    const seed = await loadSeed(folder, 'jining-2023');
    expect(seed.tables.map((t) => t.title)).toEqual(['定点医疗机构自查情况统计表']);
  });

  it('is what its files say now, whatever they said when it was read before', async () => {
    const folder = await changed('campaign.yaml', (text) => text);
    const count = async () => (await loadSeed(folder, 'jining-2023')).answers.length;
    expect(await count()).toBe(10);
    const answers = path.join(folder, 'jining-2023/answers.yaml');
    const before = await readFile(answers, 'utf8');
    await rm(answers);
    expect(await count()).toBe(0);
    await writeFile(answers, before);
    expect(await count()).toBe(10);
    const form = path.join(folder, 'tables/t1.yaml');
    await writeFile(form, (await readFile(form, 'utf8')).replace(/^version: 1$/m, 'version: 2'));
    await expect(count()).rejects.toThrow('“T1”没有第1版，现有的是第 2 版');
  });
});
