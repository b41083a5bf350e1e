import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { DubanError } from '@duban/base';
import { checkArchive, type Manifest, openArchive } from '@duban/ledger';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { Sealing, UNSEALED } from '../../src/backup/seal.js';
import { emptyDatabase, open } from '../databases.ts';
import { backedUp, type Filled, filled, fingerprint, place, query, restored } from './filled.ts';

const SEED = 20261125;

let source: Filled;
let plain: Buffer;
let locked: Buffer;
/** Untouched by everything that follows. */
let target: string;
let folder: string;

beforeAll(async () => {
  source = await filled();
  target = await emptyDatabase();
});
afterAll(() => source.ledger.close());

/** Both kinds of archive, and a folder for what is made of them. */
async function archives(): Promise<void> {
  folder = place();
  plain ??= readFileSync((await backedUp(source.url)).file);
  locked ??= readFileSync((await backedUp(source.url, { passphrase: 'p' })).file);
}

const written = (bytes: Uint8Array): string => {
  const file = join(folder, 'backup.zip');
  writeFileSync(file, bytes);
  return file;
};

/** How restoring these bytes is refused; null when they are taken. */
async function refusal(bytes: Uint8Array, passphrase: string | null = null): Promise<DubanError | null> {
  try {
    await restored(written(bytes), target, passphrase);
    return null;
  } catch (error) {
    if (error instanceof DubanError) return error;
    throw error;
  }
}

const isUntouched = async (): Promise<boolean> => Object.keys(await fingerprint(target)).length === 0;

/** The same archive with another manifest, or with entries left out or changed; sealed as if we had made it. */
async function remade(
  change: (manifest: Manifest) => object,
  entry: (name: string, bytes: Buffer) => Buffer | null = (_, bytes) => bytes,
): Promise<Buffer> {
  const from = await fromBufferPromise(plain, { lazyEntries: true, autoClose: false });
  const to = new ZipFile();
  const sealed = buffer(to.outputStream.pipe(new Sealing()));
  for await (const each of from.eachEntry()) {
    const { fileName } = each;
    const bytes = await buffer(await from.openReadStreamPromise(each));
    const changed =
      fileName === 'manifest.json'
        ? Buffer.from(JSON.stringify(change(JSON.parse(bytes.toString()) as Manifest)))
        : entry(fileName, bytes);
    if (changed) to.addBuffer(changed, fileName);
  }
  to.end({ forceZip64Format: false, comment: UNSEALED });
  return sealed;
}

describe('an archive is refused, and the database stays empty,', { timeout: 120_000 }, () => {
  it(`when any byte of it is another one (seed ${SEED})`, async () => {
    await archives();
    const open = async (bytes: Buffer, passphrase: string | null): Promise<string> => {
      try {
        const archive = await openArchive({ path: written(bytes), name: 'a' }, passphrase);
        await archive.close();
        return 'taken';
      } catch (error) {
        return error instanceof DubanError ? error.code : String(error);
      }
    };
    const flipped = (whole: Buffer, at: number, bit: number): Buffer => {
      const bytes = Buffer.from(whole);
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at);
      return bytes;
    };
    const anywhere = (whole: Buffer) =>
      fc.record({ at: fc.integer({ min: 0, max: whole.length - 1 }), bit: fc.integer({ min: 0, max: 7 }) });
    await fc.assert(
      fc.asyncProperty(anywhere(plain), async ({ at, bit }) => {
        expect(await open(flipped(plain, at, bit), null)).toMatch(/^backup-(damaged|foreign)$/);
      }),
      {
        seed: SEED,
        numRuns: 40,
        examples: [[{ at: 0, bit: 0 }], [{ at: plain.length - 1, bit: 3 }], [{ at: 12, bit: 1 }]],
      },
    );
    await fc.assert(
      fc.asyncProperty(anywhere(locked), async ({ at, bit }) => {
        expect(await open(flipped(locked, at, bit), 'p')).toMatch(/^backup-(damaged|foreign|locked)$/);
      }),
      {
        seed: SEED,
        numRuns: 5,
        examples: [[{ at: 0, bit: 0 }], [{ at: 9, bit: 0 }], [{ at: locked.length - 1, bit: 0 }]],
      },
    );
    expect(await isUntouched()).toBe(true);
  });

  it('when its end is missing, wherever it was cut, or frames of it were left out', async () => {
    await archives();
    for (const length of [0, 10, 45, 46, 5_000, plain.length - 64, plain.length - 1])
      expect((await refusal(plain.subarray(0, length)))?.code, `${length}`).toMatch(/^backup-(damaged|foreign)$/);
    const frame = 256 * 1024 + 16;
    const cuts = [8, 32, 40, 32 + frame, 32 + 2 * frame, locked.length - 1];
    for (const length of cuts)
      expect((await refusal(locked.subarray(0, length), 'p'))?.code, `${length}`).toMatch(/^backup-(damaged|locked)$/);
    const without = Buffer.concat([locked.subarray(0, 32 + frame), locked.subarray(32 + 2 * frame)]);
    expect((await refusal(without, 'p'))?.code).toBe('backup-damaged');
    expect(await isUntouched()).toBe(true);
  });

  it('when it is something else: a text, a workbook’s zip, an archive of another program', async () => {
    await archives();
    expect((await refusal(Buffer.from('not an archive')))?.message).toContain('不是督办的备份');
    const other = new ZipFile();
    const bytes = buffer(other.outputStream);
    other.addBuffer(Buffer.from('x'.repeat(500)), 'xl/workbook.xml');
    other.end();
    expect((await refusal(await bytes))?.code).toBe('backup-foreign');
    expect((await refusal(await remade((m) => ({ ...m, format: 'other' }))))?.code).toBe('backup-foreign');
    expect(await isUntouched()).toBe(true);
  });

  it('when its passphrase is missing or another one', async () => {
    await archives();
    expect(await refusal(locked)).toMatchObject({
      code: 'backup-locked',
      message: expect.stringContaining('没有给口令'),
    });
    expect(await refusal(locked, 'q')).toMatchObject({ message: expect.stringContaining('口令不对') });
  });

  it('when a newer program made it: a newer format, or tables that we do not know yet', async () => {
    await archives();
    const format = await remade((m) => ({ ...m, version: 2, program: '9.9.9' }));
    expect(await refusal(format)).toMatchObject({ code: 'backup-newer', details: { version: '9.9.9' } });
    const tables = await remade((m) => ({ ...m, migrations: [...m.migrations, '9999-later'] }));
    expect((await refusal(tables))?.message).toContain('9999-later');
    const gap = await remade((m) => ({ ...m, migrations: m.migrations.slice(1) }));
    expect((await refusal(gap))?.code).toBe('backup-foreign');
    expect(await isUntouched()).toBe(true);
  });

  it('when its content is not what its manifest lists', async () => {
    await archives();
    const table = (m: Manifest, name: string, change: object): object => ({
      ...m,
      tables: m.tables.map((t) => (t.name === name ? { ...t, ...change } : t)),
    });
    const same = (m: Manifest): object => m;
    const cases: Record<string, Buffer> = {
      'another hash': await remade((m) => table(m, 'event', { sha256: '0'.repeat(64) })),
      'another count of rows': await remade((m) => table(m, 'event', { rows: 4 })),
      'a row less': await remade(same, (name, bytes) =>
        name === 'tables/event.copy' ? bytes.subarray(bytes.indexOf('\n') + 1) : bytes,
      ),
      'an entry less': await remade(same, (name, bytes) => (name === 'tables/event.copy' ? null : bytes)),
      'a table less': await remade((m) => ({ ...m, tables: m.tables.filter(({ name }) => name !== 'event') })),
      'a file less': await remade(same, (name, bytes) => (name === 'folder/calendar.yaml' ? null : bytes)),
    };
    for (const [what, bytes] of Object.entries(cases))
      expect((await refusal(bytes))?.code, what).toBe('backup-damaged');
    expect(await isUntouched()).toBe(true);
  });

  it('when hashes fit but the database cannot take it: nothing of it stays', async () => {
    await archives();
    const swapped = await remade((m) => ({
      ...m,
      tables: m.tables.map((t) => (t.name === 'event' ? { ...t, columns: [...t.columns].reverse() } : t)),
    }));
    expect((await refusal(swapped))?.code).toBe('backup-damaged');
    expect(await isUntouched()).toBe(true);
  });
});

describe('a database that is not empty', () => {
  it('is refused and left as it is: a ledger, even without a campaign, or a stranger’s table', async () => {
    await archives();
    const used = await emptyDatabase();
    await open(used);
    const before = await fingerprint(used);
    await expect(restored(written(plain), used)).rejects.toMatchObject({ code: 'restore-not-empty' });
    expect(await fingerprint(used)).toEqual(before);
    const stranger = await emptyDatabase();
    await query(stranger, 'create table theirs (id int)');
    await expect(restored(written(plain), stranger)).rejects.toThrow('theirs');
    expect(Object.keys(await fingerprint(stranger))).toEqual(['theirs']);
  });
});

it('checking an archive needs no database and changes nothing', async () => {
  await archives();
  const archive = await openArchive({ path: written(plain), name: 'a' }, null);
  const shares: number[] = [];
  await checkArchive(archive, (share) => shares.push(share));
  await archive.close();
  expect(shares.at(-1)).toBe(1);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
});
