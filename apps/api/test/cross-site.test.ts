import { expect, it } from 'vitest';
import { house } from './support/house.js';
import { cookieOf, officer, problemIn } from './support/visitors.js';

const CHANGE = { method: 'PATCH', url: '/api/session', payload: { role: 'chief' } } as const;

it.each([
  ['a page of another site', { origin: 'https://evil.example' }],
  ['a page of another port of this machine', { origin: 'http://localhost:9999' }],
  ['a sandboxed page', { origin: 'null' }],
  ['what a browser calls cross-site', { 'sec-fetch-site': 'cross-site' }],
  ['what a browser calls same-site', { 'sec-fetch-site': 'same-site' }],
])('refuses a change asked for by %s, cookie or not', async (_, headers) => {
  const made = await house();
  const { cookie } = await officer(made);
  const answer = await made.server.inject({ ...CHANGE, headers: { cookie, host: 'localhost:8080', ...headers } });
  expect(answer.statusCode).toBe(403);
  expect(problemIn(answer).code).toBe('cross-site');
});

it('takes a change from its own page, and looks from anywhere change nothing', async () => {
  const made = await house();
  const { cookie } = await officer(made);
  const own = { cookie, host: 'localhost:8080', origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' };
  const changed = await made.server.inject({ ...CHANGE, headers: own });
  expect(changed.statusCode).toBe(200);
  const headers = { cookie: cookieOf(changed), 'sec-fetch-site': 'cross-site' };
  const look = { method: 'GET', url: '/api/session', headers } as const;
  expect((await made.server.inject(look)).statusCode).toBe(200);
});

it('takes a change from the address that browsers use, though a proxy names us otherwise', async () => {
  const made = await house({ config: { webAddress: 'https://duban.example' } });
  const ask = (origin: string, host: string) =>
    made.server.inject({
      method: 'POST',
      url: '/api/session/code',
      payload: { code: 'x', role: 'chief' },
      headers: { origin, host },
    });
  expect((await ask('https://duban.example', '127.0.0.1:8080')).statusCode).toBe(401);
  expect((await ask('https://evil.example', '127.0.0.1:8080')).statusCode).toBe(403);
  // The same host without encryption is somebody on the way.
  expect((await ask('http://duban.example', 'duban.example')).statusCode).toBe(403);
});
