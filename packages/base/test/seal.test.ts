import { purposeKey, seal, unseal } from '@duban/base/seal';
import { describe, expect, it } from 'vitest';

const own = { secret: 'a'.repeat(64), purpose: 'tests', about: 'account-1' };
const bytes = Buffer.from('口令 0123');

describe('what was sealed', () => {
  it.each([
    ['by another installation', { secret: 'b'.repeat(64) }],
    ['for another purpose', { purpose: 'others' }],
    ['about another account', { about: 'account-2' }],
  ])('cannot be opened %s', (_, other) => {
    expect(() => unseal(seal(bytes, own), { ...own, ...other })).toThrow();
  });

  it('cannot be opened with any byte changed, or cut off anywhere', () => {
    const sealed = seal(bytes, own);
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => unseal(changed, own), `${at}`).toThrow();
      expect(() => unseal(sealed.subarray(0, at), own), `${at}`).toThrow();
    }
  });

  it('is opened by whoever sealed it, shows nothing of its content and is never twice the same', () => {
    const [one, two] = [seal(bytes, own), seal(bytes, own)];
    expect(unseal(one, own)).toEqual(bytes);
    expect(one.includes(bytes)).toBe(false);
    expect(one.equals(two)).toBe(false);
  });

  it('under keys that stay: what an older version sealed is opened by a newer one', () => {
    // openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt key:secret -kdfopt info:'duban totp-secret' HKDF
    expect(purposeKey('secret', 'duban totp-secret').toString('hex')).toBe(
      '5716e165c64262fa6c98edff0d47ed6c07315360c4fb2acf79e8386d988840dd',
    );
  });
});
