import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { openZip } from '../../src/folder/unpack-zip.js';

async function twoFiles() {
  const zip = new JSZip();
  zip.file('a.xlsx', 'eight by');
  zip.file('b.xlsx', 'eight by');
  const bytes = await zip.generateAsync({ type: 'uint8array' });
  return openZip(bytes, { name: '报表.zip', allowance: { left: 12 } });
}

it('what a run may still inflate is not overdrawn by files that are read at the same time', async () => {
  const read = await Promise.allSettled((await twoFiles()).map((entry) => entry.bytes()));
  expect(read.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
});

it('a file that is read again to be marked is taken off it once', async () => {
  const [first] = await twoFiles();
  await first?.bytes();
  expect(Buffer.from((await first?.bytes()) ?? []).toString()).toBe('eight by');
});
