import { freePort } from '@duban/runtime';
import { defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { payloadCodec } from '../src/temporal/payload-codec.js';
import { serveCodec } from '../src/temporal/serve-codec.js';

const PAGES = 'http://127.0.0.1:8233';
const KEY = { id: '2026', secret: 'the key of this year, thirty-two or more' };
const codec = payloadCodec([KEY]);
let base: string;
let close: () => Promise<void>;

beforeAll(async () => {
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  close = await serveCodec(codec, { port, pages: PAGES });
});
afterAll(() => close?.());

async function sealed(value: unknown) {
  const [payload] = await codec.encode([defaultPayloadConverter.toPayload(value)]);
  const metadata = Object.entries(payload?.metadata ?? {}).map(([k, v]) => [k, Buffer.from(v).toString('base64')]);
  return { metadata: Object.fromEntries(metadata), data: Buffer.from(payload?.data ?? []).toString('base64') };
}
const ask = (body: string, headers: Record<string, string> = { origin: PAGES }) =>
  fetch(`${base}/decode`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

describe('what opens payloads for the Temporal UI', () => {
  it.each([
    ['of another page', { origin: 'http://evil.example' }],
    ['of another port of this machine', { origin: 'http://127.0.0.1:8080' }],
    ['of no page at all', {}],
  ])('refuses a request %s, and opens nothing', async (_, headers) => {
    const answer = await ask(JSON.stringify({ payloads: [await sealed('下一步')] }), headers as Record<string, string>);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toBe('');
  });

  it('refuses what is no list of payloads, what it cannot open, and too much', async () => {
    expect((await ask('no json')).status).toBe(400);
    const { metadata, data } = await sealed('下一步');
    const damaged = { metadata, data: `${data.slice(0, -8)}AAAAAAA=` };
    expect((await ask(JSON.stringify({ payloads: [damaged] }))).status).toBe(400);
    expect((await ask(JSON.stringify({ payloads: [], more: 'x'.repeat(4_000_001) }))).status).toBe(400);
    expect((await fetch(`${base}/encode`, { method: 'POST', headers: { origin: PAGES } })).status).toBe(404);
  });

  it.each([PAGES, 'http://localhost:8233'])('opens them for the pages at %s, which may ask first', async (origin) => {
    const asked = { origin, 'access-control-request-headers': 'content-type,x-namespace' };
    const first = await fetch(`${base}/decode`, { method: 'OPTIONS', headers: asked });
    expect(first.status).toBe(204);
    expect(first.headers.get('access-control-allow-headers')).toContain('x-namespace');
    const answer = await ask(JSON.stringify({ payloads: [await sealed('下一步：10月9日')] }), { origin });
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    const { payloads } = (await answer.json()) as { payloads: { data: string }[] };
    expect(Buffer.from(payloads[0]?.data ?? '', 'base64').toString()).toBe('"下一步：10月9日"');
  });
});
