import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { payloadCodec } from '../src/temporal/payload-codec.js';
import { installationKey, readKeyFile } from '../src/temporal/payload-keys.js';

const OLD = { id: '2025', secret: 'the key of last year, thirty-two or more' };
const NEW = { id: '2026', secret: 'the key of this year, thirty-two or more' };
const said = { campaign: 'jining-2023', summary: '下一步：10月9日 15:00 T−1 提醒 兖州区' };

const toPayload = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);
const only = (payloads: readonly Payload[]): Payload => {
  const [payload] = payloads;
  if (!payload) throw new Error('no payload');
  return payload;
};
const sealedWith = async (key: typeof OLD, value: unknown = said): Promise<Payload> =>
  only(await payloadCodec([key]).encode([toPayload(value)]));
const read = async (payload: Payload, ...keys: [typeof OLD, ...(typeof OLD)[]]): Promise<unknown> =>
  defaultPayloadConverter.fromPayload(only(await payloadCodec(keys).decode([payload])));

describe('the codec of payloads', () => {
  it('refuses what a key sealed that it does not have, and names that key', async () => {
    const refusal = read(await sealedWith(OLD), NEW);
    await expect(refusal).rejects.toMatchObject({ code: 'payload-key-unknown', details: { id: '2025' } });
    await expect(refusal).rejects.toThrow('DUBAN_PAYLOAD_KEYS');
  });

  it('refuses what another secret sealed under the same id', async () => {
    const other = { ...OLD, secret: 'another secret under the id of last year' };
    await expect(read(await sealedWith(OLD), other)).rejects.toMatchObject({ code: 'payload-damaged' });
  });

  it('refuses what was changed by a single bit, and what was cut off', async () => {
    const sealed = await sealedWith(OLD);
    const whole = Buffer.from(sealed.data ?? []);
    const flipped = Buffer.from(whole);
    flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
    for (const data of [flipped, whole.subarray(0, -1), whole.subarray(0, 10), Buffer.alloc(0)])
      await expect(read({ ...sealed, data }, OLD)).rejects.toMatchObject({
        code: 'payload-damaged',
        details: { id: '2025' },
      });
  });

  it('refuses a payload that was given the id of another key', async () => {
    const sealed = await sealedWith(OLD);
    const moved = { ...sealed, metadata: { ...sealed.metadata, 'encryption-key-id': Buffer.from(NEW.id) } };
    await expect(read(moved, NEW, OLD)).rejects.toMatchObject({ code: 'payload-damaged' });
  });

  it('gives back what was sealed, whatever it was; and twice the same looks different', async () => {
    for (const value of [said, null, 0, '', [1, 2], new Uint8Array([0, 255])])
      expect(await read(await sealedWith(OLD, value), OLD)).toEqual(value);
    expect((await sealedWith(OLD)).data).not.toEqual((await sealedWith(OLD)).data);
    const nothing = only(await payloadCodec([OLD]).encode([toPayload(undefined)]));
    expect(await read(nothing, OLD)).toBeUndefined();
  });

  it('shows the id of the key and nothing of what was said', async () => {
    const { metadata, data } = await sealedWith(OLD);
    expect(Buffer.from(metadata?.['encryption-key-id'] ?? []).toString()).toBe('2025');
    expect(Object.keys(metadata ?? {}).sort()).toEqual(['encoding', 'encryption-key-id']);
    for (const word of ['jining', '下一步', 'json']) expect(Buffer.from(data ?? []).includes(word)).toBe(false);
  });

  it('opens with an old key what was sealed before, and seals with the first', async () => {
    expect(await read(await sealedWith(OLD), NEW, OLD)).toEqual(said);
    const fresh = only(await payloadCodec([NEW, OLD]).encode([toPayload(said)]));
    expect(await read(fresh, NEW)).toEqual(said);
  });

  it('lets pass what an earlier release stored in clear', async () => {
    expect(await read(toPayload(said), NEW)).toEqual(said);
  });
});

describe('the keys', () => {
  it.each([
    ['no colon', 'a line without one', '第 1 行'],
    ['a short secret', '2026:short', '至少要 32 个字符'],
    ['an id twice', `2026:${'x'.repeat(32)}\n2026:${'y'.repeat(32)}`, '写了两次'],
    ['nothing', '# only a remark\n', '没有密钥'],
  ])('of a file with %s are refused', (_, text, problem) => {
    const read = () => readKeyFile(text, 'DUBAN_PAYLOAD_KEYS');
    expect(read).toThrow(expect.objectContaining({ code: 'setting-invalid' }));
    expect(read).toThrow(problem);
    expect(read).not.toThrow('xxxx');
  });

  it('come in the order of the file, remarks left out', () => {
    const text = `# this year's\n2026:${'x'.repeat(32)}\r\n\n2025:${'y'.repeat(40)}\n`;
    expect(readKeyFile(text, 'f')).toEqual([
      { id: '2026', secret: 'x'.repeat(32) },
      { id: '2025', secret: 'y'.repeat(40) },
    ]);
  });

  it('of an installation have an id that changes with its secret and does not show it', () => {
    const [a, b] = ['a secret of thirty-two characters', 'another of thirty-two characters'].map(installationKey);
    expect(a?.id).toMatch(/^duban-[0-9a-f]{12}$/);
    expect(a?.id).not.toBe(b?.id);
    expect(installationKey('a secret of thirty-two characters')).toEqual(a);
  });
});
