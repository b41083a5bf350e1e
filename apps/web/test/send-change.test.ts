import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sendChange } from '../src/shared/send-change.js';

let asked: Headers[] = [];
/** The nth answer of the service; the last one again and again. */
function answering(...answers: readonly (() => Response)[]): void {
  let call = 0;
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    asked.push(new Headers(init.headers));
    const answer = answers[Math.min(call++, answers.length - 1)];
    if (!answer) throw new Error('no answer was made up');
    return answer();
  });
}
const lost = (): Response => {
  throw new TypeError('failed to fetch');
};
const done = () => new Response(null, { status: 204 });
const refused =
  (status: number, headers: Record<string, string> = {}) =>
  () =>
    new Response('{}', { status, headers });
const keys = () => asked.map((headers) => headers.get('idempotency-key'));

beforeEach(() => {
  asked = [];
});
afterEach(() => vi.unstubAllGlobals());

/** The same change twice, whatever came of the first. */
async function twice(change: Parameters<typeof sendChange>[0]) {
  await sendChange(change).catch(() => null);
  await sendChange(change);
  const [first, second] = keys();
  return first === second ? 'the same key' : 'another key';
}

describe('a change sent again', () => {
  it.each([
    ['no answer came', lost],
    ['a gateway gave up', refused(504)],
    ['the first is still at work', refused(409, { 'retry-after': '2' })],
  ])('carries the key of then when %s', async (_case, first) => {
    answering(first, done);
    expect(await twice({ url: '/api/calls', body: { task: _case } })).toBe('the same key');
  });

  it.each([
    ['it was done', done],
    ['it was refused', refused(409)],
    ['it failed for want of the database', refused(503, { 'retry-after': '2' })],
  ])('is another one when %s', async (_case, first) => {
    answering(first, done);
    expect(await twice({ url: '/api/calls', body: { task: _case } })).toBe('another key');
  });

  it('is another one with another content, and ten minutes later', async () => {
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
    answering(lost, lost, lost, done);
    const change = { url: '/api/calls', body: { task: 'late' } };
    await sendChange(change).catch(() => null);
    await sendChange({ ...change, revision: 2 }).catch(() => null);
    clock.mockReturnValue(10 * 60_000);
    await sendChange(change).catch(() => null);
    clock.mockRestore();
    expect(new Set(keys()).size).toBe(3);
  });
});

it('a key is one that the service takes: 16 to 128 signs, another for every call', async () => {
  answering(done);
  for (let n = 0; n < 50; n++) await sendChange({ url: '/api/calls', body: { n } });
  expect(new Set(keys()).size).toBe(50);
  for (const key of keys()) expect(key).toMatch(/^[\x21-\x7e]{16,128}$/);
});

it('an edit says what it rests on; a form with files too, and it takes no key', async () => {
  answering(done);
  await sendChange({ url: '/api/progress', body: {}, revision: 7 });
  await sendChange({ url: '/api/desk/nil', body: new FormData(), revision: 8 });
  await sendChange({ url: '/api/session', body: null, method: 'DELETE' });
  expect(asked.map((headers) => headers.get('if-match'))).toEqual(['"7"', '"8"', null]);
  expect(asked.map((headers) => headers.get('content-type'))).toEqual(['application/json', null, null]);
  expect(keys()).toEqual([expect.any(String), null, expect.any(String)]);
});
