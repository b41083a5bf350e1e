import { afterEach, expect, it, vi } from 'vitest';
import { declareNil } from '../../src/desk/api/declare-nil.js';

const SAID = { obligation: 'o', reason: '本季度未发生', signedAs: '主要负责人', signerTitle: '局长' };
const scan = new File(['%PDF'], '零报告.pdf');

afterEach(() => vi.unstubAllGlobals());

it.each([
  [scan, '零报告.pdf'],
  [null, null],
])('a nil report rests on the task as it was on screen, and takes its scan along: %s', async (file, name) => {
  const fetched = vi.fn(
    async (_url: string, _init: RequestInit) => new Response('{"declaration":"d"}', { status: 201 }),
  );
  vi.stubGlobal('fetch', fetched);
  expect(await declareNil({ said: SAID, scan: file, revision: 4 })).toMatchObject({ ok: true });
  const [url, init] = fetched.mock.calls[0] ?? [];
  const form = init?.body as FormData;
  expect([url, new Headers(init?.headers).get('if-match')]).toEqual(['/api/desk/nil', '"4"']);
  expect(JSON.parse(String(form.get('data')))).toEqual(SAID);
  const sent = form.get('scan');
  expect(sent instanceof File ? sent.name : sent).toBe(name);
});
