import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const NOTICES = path.resolve(import.meta.dirname, '../../../../shared/notices');
const REPOSITORY = path.resolve(import.meta.dirname, '../../..');
const there = existsSync(NOTICES);

/** Contact persons, the proof-reader, and the working group: after `联系人：`, `校核人：`, or behind the function in a list of members. */
function names(text: string): string[] {
  const said = [...text.matchAll(/(?:联系人|校核人)：\s*(\p{Script=Han}{2,4})/gu)].map((m) => m[1] ?? '');
  const members = text.match(/^组 *长：[\s\S]*?^工作小组办公室/m)?.[0] ?? '';
  const listed = [...members.matchAll(/(?:长|任|记|委) +(\p{Script=Han}(?: {2})?\p{Script=Han}+)$/gmu)].map(
    (m) => m[1] ?? '',
  );
  return [...said, ...listed].map((name) => name.replaceAll(' ', ''));
}

function textsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ya?ml|csv|txt|md)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

describe.skipIf(!there)('the persons named in the notices (skipped where the notices are not at hand)', () => {
  const known = there
    ? [...new Set(readdirSync(NOTICES).flatMap((file) => names(readFileSync(path.join(NOTICES, file), 'utf8'))))]
    : [];

  it('are found: five contacts of Jining, a proof-reader of Jinan, eleven members of Wushen', () => {
    expect(known).toHaveLength(5 + 1 + 11);
  });

  it.each(['seeds', 'docs', 'packages/campaign/test'])('appear nowhere in %s', (folder) => {
    const files = textsBelow(path.join(REPOSITORY, folder));
    expect(files.length).toBeGreaterThan(0);
    // The file alone is told: the point is not to print names.
    const naming = files.filter((file) => known.some((name) => readFileSync(file, 'utf8').includes(name)));
    expect(naming.map((file) => path.relative(REPOSITORY, file))).toEqual([]);
  });
});
