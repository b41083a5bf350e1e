import { describe, expect, it } from 'vitest';
import { openFile } from '../../src/folder/read-forms.js';
import type { FoundFile } from '../../src/folder/types.js';

const found = (bytes: () => Promise<Uint8Array>): FoundFile => ({
  path: '任城区.xlsx',
  name: '任城区.xlsx',
  folders: [],
  archives: [],
  modifiedAt: null,
  content: { kind: 'sheet', bytes },
});
const noConversion = () => Promise.reject(new Error('nothing to convert'));

describe('one bad file costs the others nothing: it is told of', () => {
  const reasonOf = async (file: FoundFile, readAll: () => Promise<never[]>) => {
    const opened = await openFile(file, { workbooks: { readAll }, tables: [], secret: null, convert: noConversion });
    return opened.kind === 'unreadable' ? opened.reason : opened.kind;
  };

  it('when another program holds it', async () => {
    const held = found(() => Promise.reject(Object.assign(new Error('x'), { code: 'EBUSY' })));
    expect(await reasonOf(held, async () => [])).toContain('正被别的程序占用（EBUSY）');
  });

  it('when reading it fails by a fault of ours', async () => {
    const plain = found(async () => new Uint8Array([1]));
    const fault = () => Promise.reject(new Error('readAll: TypeError: x is not a function\n at …'));
    expect(await reasonOf(plain, fault)).toBe(
      '程序读它时出了意外（readAll: TypeError: x is not a function），其他文件不受影响。请把这个文件交给管理员。',
    );
  });
});
