import { expect, it } from 'vitest';
import { house } from './support/house.js';
import { officer, problemIn } from './support/visitors.js';

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
  expect((await made.server.inject({ ...CHANGE, headers: own })).statusCode).toBe(200);
  const look = { method: 'GET', url: '/api/session', headers: { cookie, 'sec-fetch-site': 'cross-site' } } as const;
  expect((await made.server.inject(look)).statusCode).toBe(200);
});
