import { expect, it } from 'vitest';
import { owes } from '../../../packages/actions/test/world.ts';
import { house } from './support/house.js';
import { clerk, officer, visitor } from './support/visitors.js';

const template = `/api/desk/template?obligation=${encodeURIComponent(owes('yanzhou'))}`;

/** One of each kind: pages, a script, JSON, a problem, an address that nobody serves, a file, the documentation. */
async function oneOfEach(webAddress = 'http://duban.example:8080') {
  const made = await house({ config: { webAddress } });
  const [anyone, me] = [visitor(made), await clerk(made, 'yanzhou-a')];
  const urls = ['/', '/desk', '/assets/board-1a2b3c.js', '/api/about', '/api/session', '/api/nothing', '/nothing'];
  const open = await Promise.all([...urls, '/api/docs/', '/api/openapi.json'].map((url) => anyone.get(url)));
  return [...open, await me.get(template), await me.get('/api/desk')];
}

const header = (answer: { headers: Record<string, unknown> }, name: string) => String(answer.headers[name] ?? '');

it('every answer keeps browsers from running, framing, guessing and leaking', async () => {
  for (const answer of await oneOfEach()) {
    const policy = header(answer, 'content-security-policy');
    for (const rule of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(rule);
    expect(policy).not.toMatch(/script-src|unsafe-eval/);
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(header(answer, 'permissions-policy')).toContain('camera=()');
  }
});

it('browsers are told to come by https only, where offices come by https, and not on plain http', async () => {
  for (const answer of await oneOfEach('https://duban.ybj.example.cn'))
    expect(header(answer, 'strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
  for (const answer of await oneOfEach()) expect(answer.headers['strict-transport-security']).toBeUndefined();
});

it('no other site is welcome, whatever it calls itself, and a preflight gets nothing', async () => {
  const made = await house();
  const { cookie } = await officer(made);
  const headers = { cookie, origin: 'https://evil.example', 'access-control-request-method': 'POST' };
  for (const [method, url] of [
    ['GET', '/api/session'],
    ['OPTIONS', '/api/decisions'],
    ['GET', '/'],
  ] as const) {
    const answer = await made.server.inject({ method, url, headers });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
});

it('no answer says which programs stand behind it', async () => {
  for (const answer of await oneOfEach()) {
    for (const name of ['server', 'x-powered-by', 'via', 'x-aspnet-version'])
      expect(answer.headers[name]).toBeUndefined();
    if (answer.statusCode >= 400) expect(answer.payload).not.toMatch(/fastify|node_modules|PostgreSQL|\bat .+:\d+/i);
  }
});

it('every body says what it is, and texts their character set', async () => {
  for (const answer of await oneOfEach()) {
    const type = header(answer, 'content-type');
    expect(type).toMatch(/^[a-z]+\/[\w.+-]+/);
    if (/^text\/|json|javascript/.test(type)) expect(type).toMatch(/charset=utf-8$/i);
  }
});

it('answers of the API are kept by no browser and no proxy, files and refusals included', async () => {
  const api = (await oneOfEach()).filter((answer) => String(answer.raw.req.url).startsWith('/api/'));
  expect(api.length).toBeGreaterThan(5);
  for (const answer of api)
    if (!String(answer.raw.req.url).startsWith('/api/docs')) expect(header(answer, 'cache-control')).toBe('no-store');
});

it('signing out empties the browser’s cache and storage; looking and failing to sign out do not', async () => {
  const made = await house();
  const [boss, me] = [await officer(made), await clerk(made, 'yanzhou-a')];
  expect((await boss.get('/api/session')).headers['clear-site-data']).toBeUndefined();
  expect((await visitor(made).send('DELETE', '/api/session')).headers['clear-site-data']).toBeUndefined();
  for (const answer of [await boss.send('DELETE', '/api/session'), await me.send('DELETE', '/api/desk/session')]) {
    expect(answer.statusCode).toBe(204);
    expect(answer.headers['clear-site-data']).toBe('"cache", "storage"');
  }
});
