import JSZip from 'jszip';
import { describe, expect, it, vi } from 'vitest';
import type { FoundFile } from '../../src/merge-folder.js';
import { directoryOf, fileOf, found, merge } from './folders.js';

/** Two cores are shared with other suites. */
vi.setConfig({ testTimeout: 120_000 });

describe('of two versions of one office', () => {
  const directory = directoryOf(['任城区医疗保障局']);
  const office = '任城区医疗保障局';
  const sheet = { table: 'T2b', office, period: 'final' };

  it('that differ, and only the file time speaks for one, one is taken and the officer asked to look', async () => {
    const [older, newer] = await Promise.all([
      fileOf({ ...sheet, figures: { instDue: 5 }, path: 'a/x.xlsx' }, directory),
      fileOf({ ...sheet, figures: { instDue: 6 }, path: 'b/x.xlsx' }, directory),
    ]);
    const files = [
      { ...older, modifiedAt: 1_700_000_000_000 },
      { ...newer, modifiedAt: 1_700_000_900_000 },
    ];
    const result = await merge(files, directory);
    const doubts = result.files.map(({ file, doubts: said }) => [file, said.map(({ check }) => check)]);
    expect(doubts).toEqual([
      ['a/x.xlsx', []],
      ['b/x.xlsx', ['version-unclear']],
    ]);
  });

  it('that another program saved again with the same figures, nothing is asked', async () => {
    const files = await Promise.all(
      ['a/x.xlsx', 'b/x.xlsx'].map((at, n) =>
        // The header is no figure.
        fileOf({ ...sheet, figures: { instDue: 5 }, path: at }, directory).then(async (file) => ({
          ...file,
          modifiedAt: 1_700_000_000_000 + n * 900_000,
          content: await resaved(file, n),
        })),
      ),
    );
    const result = await merge(files, directory);
    expect(result.files.map(({ fate, doubts }) => [fate, doubts])).toEqual([
      ['superseded', []],
      ['merged', []],
    ]);
    expect(result.forms[0]?.offices[0]?.note).toContain('几份的数据完全相同');
  });

  /** The same parts in another package: other bytes. */
  async function resaved({ content }: FoundFile, n: number): Promise<FoundFile['content']> {
    if (content.kind !== 'sheet') throw new Error('no sheet');
    const zip = await JSZip.loadAsync(await content.bytes());
    const bytes = await zip.generateAsync({
      type: 'uint8array',
      compression: 'DEFLATE',
      comment: `saved ${n}`,
    });
    return { kind: 'sheet', bytes: async () => bytes };
  }
});

describe('an archive that nobody could open', () => {
  it('is told as such: what is in it is not counted', async () => {
    const content = { kind: 'other' as const, what: 'RAR 压缩包', advice: '请解压。', quiet: false };
    const result = await merge(
      [found('a.rar', { ...content, unopened: true }), found('b.docx', content)],
      directoryOf(['任城区医疗保障局']),
    );
    expect(result.files.map(({ file, fate }) => [file, fate])).toEqual([
      ['a.rar', 'unreadable'],
      ['b.docx', 'not-a-sheet'],
    ]);
  });
});
