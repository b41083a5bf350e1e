import type { FileLine, FolderMerged } from '@duban/actions/merge-folder';
import { describe, expect, it } from 'vitest';
import { mergeReport } from '../src/merge/merge-report.js';

const line = (file: string, fate: FileLine['fate']): FileLine => ({
  file,
  sha256: null,
  table: 'T1',
  office: { id: file, name: file, by: 'header' },
  candidates: [],
  period: null,
  fate,
  reason: '',
  findings: [],
  counts: { E: 0, W: 0, I: 0 },
  doubts: [],
  marked: null,
});
const report = (files: readonly FileLine[]) => {
  const merged: FolderMerged = { directory: null, directoryNote: '', forms: [], files, outputs: [] };
  return mergeReport(merged, { out: 'out', seconds: 1 });
};
const sound = Array.from({ length: 150 }, (_, at) => line(`第${at}县.xlsx`, 'merged'));

describe('of hundreds of files', () => {
  it('only those that need a look have a line; the others are counted', () => {
    const text = report([...sound, line('坏.xlsx', 'unreadable')]);
    expect(text).toContain('坏.xlsx');
    expect(text).not.toContain('第7县.xlsx');
    expect(text).toContain('其余150个文件都已计入，没有问题。');
  });

  it('none has a line when all went well', () => {
    const text = report(sound);
    expect(text).not.toContain('第7县.xlsx');
    expect(text.startsWith('150个文件都已计入，没有问题。')).toBe(true);
  });
});
