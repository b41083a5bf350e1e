import { randomBytes } from 'node:crypto';
import { getBlob, putBlob, sha256 } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import { freshLedger } from './databases.ts';
import { launched } from './tiny-campaign.ts';

describe('a file in the ledger', () => {
  it('is refused when its size is not that of its bytes', async () => {
    const { db } = await freshLedger();
    const row = { sha256: 'x', bytes: Buffer.from('four'), size: 5, created_at: launched };
    await expect(db.insertInto('blob').values(row).execute()).rejects.toThrow('blob_check');
  });

  it('is not found under a hash that nobody kept', async () => {
    const { db } = await freshLedger();
    await expect(getBlob(db, sha256(Buffer.from('never kept')))).rejects.toThrow();
  });

  it('comes back byte for byte, whatever the bytes', async () => {
    const ledger = await freshLedger();
    const bytes = Buffer.concat([Buffer.from([0, 0x5c, 0x27, 0xff, 0x0a, 0x0d]), randomBytes(300_000)]);
    const hash = await ledger.transaction((tx) => putBlob(tx, bytes, launched));
    expect(hash).toBe(sha256(bytes));
    expect((await getBlob(ledger.db, hash)).equals(bytes)).toBe(true);
  });

  it('may be empty', async () => {
    const ledger = await freshLedger();
    const hash = await ledger.transaction((tx) => putBlob(tx, new Uint8Array(), launched));
    expect(await getBlob(ledger.db, hash)).toHaveLength(0);
  });

  it('is kept once, also when two hand it in at the same moment', async () => {
    const ledger = await freshLedger();
    const bytes = Buffer.from('一式两份');
    const keep = () => ledger.transaction((tx) => putBlob(tx, bytes, launched));
    const hashes = await Promise.all([keep(), keep(), keep()]);
    expect(new Set(hashes).size).toBe(1);
    expect(await ledger.db.selectFrom('blob').select('size').execute()).toEqual([{ size: bytes.byteLength }]);
  });
});
