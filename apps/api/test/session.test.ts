import { issueCode } from '@duban/actions/issue-code';
import { revokeLink } from '@duban/actions/revoke-link';
import { MINUTE } from '@duban/base';
import { describe, expect, it } from 'vitest';
import { CAMPAIGN, moment, operator } from '../../../packages/actions/test/world.ts';
import { house } from './support/house.js';
import { clerk, cookieOf, linkToken, officer, problemIn, visitor } from './support/visitors.js';

describe('a one-time code', () => {
  it('is refused when it is wrong, and says what to do', async () => {
    const made = await house();
    const answer = await visitor(made).send('POST', '/api/session/code', { code: 'AAAA-BBBB-CCCC', role: 'operator' });
    expect(answer.statusCode).toBe(401);
    expect(problemIn(answer)).toMatchObject({ code: 'sign-in-refused', status: 401 });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('is refused the second time, and after half an hour', async () => {
    const made = await house();
    const { code } = await issueCode(made.ctx, { now: made.now(), by: operator });
    const late = await issueCode(made.ctx, { now: made.now(), by: operator });
    const stranger = visitor(made);
    expect((await stranger.send('POST', '/api/session/code', { code, role: 'chief' })).statusCode).toBe(200);
    expect((await stranger.send('POST', '/api/session/code', { code, role: 'chief' })).statusCode).toBe(401);
    made.later(31 * MINUTE);
    const answer = await stranger.send('POST', '/api/session/code', { code: late.code, role: 'chief' });
    expect(problemIn(answer).code).toBe('sign-in-refused');
  });

  it('may be tried ten times a minute, then not even the right one', async () => {
    const made = await house();
    const { code } = await issueCode(made.ctx, { now: made.now(), by: operator });
    const stranger = visitor(made);
    for (let i = 0; i < 10; i++)
      expect((await stranger.send('POST', '/api/session/code', { code: 'x', role: 'chief' })).statusCode).toBe(401);
    const answer = await stranger.send('POST', '/api/session/code', { code, role: 'chief' });
    expect(answer.statusCode).toBe(429);
    expect(problemIn(answer)).toMatchObject({ code: 'too-many-tries', detail: expect.stringMatching(/\d+ 秒后再试/) });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('opens a session in a cookie that no script reads and no other site sends', async () => {
    const made = await house();
    const { code } = await issueCode(made.ctx, { now: made.now(), by: operator });
    const answer = await visitor(made).send('POST', '/api/session/code', { code, role: 'operator' });
    expect(answer.json()).toMatchObject({
      kind: 'bureau',
      role: 'operator',
      account: null,
      login: null,
      title: '基金监管科经办人',
      roles: ['operator', 'chief', 'deputy', 'leader'],
      rights: expect.arrayContaining(['campaign.run', 'sheet.decide']),
    });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^duban_bureau=/);
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Max-Age=43200'])
      expect(cookie).toContain(attribute);
  });

  it('is handed to a colleague by an officer', async () => {
    const made = await house();
    const answer = await (await officer(made)).send('POST', '/api/session/codes');
    const { code } = answer.json<{ code: string }>();
    const colleague = await visitor(made).send('POST', '/api/session/code', { code, role: 'leader' });
    expect(colleague.json()).toMatchObject({ role: 'leader' });
  });
});

describe('a bureau session', () => {
  it('acts as another officer when asked to, and ends when signed out', async () => {
    const made = await house();
    const me = await officer(made);
    expect((await me.send('PATCH', '/api/session', { role: 'emperor' })).statusCode).toBe(400);
    const changed = await me.send('PATCH', '/api/session', { role: 'chief' });
    expect(changed.json()).toMatchObject({ role: 'chief', title: '基金监管科科长' });
    // Under another token: the one of before is worth nothing.
    expect((await me.get('/api/session')).statusCode).toBe(401);
    const chief = visitor(made, cookieOf(changed));
    expect((await chief.get('/api/session')).json()).toMatchObject({ role: 'chief' });
    const out = await chief.send('DELETE', '/api/session');
    expect(out.statusCode).toBe(204);
    expect(String(out.headers['set-cookie'])).toMatch(/^duban_bureau=;/);
    expect((await chief.get('/api/session')).statusCode).toBe(401);
  });

  it('ends when its browser signs in anew', async () => {
    const made = await house();
    const me = await officer(made);
    const { code } = await issueCode(made.ctx, { now: made.now(), by: operator });
    expect((await me.send('POST', '/api/session/code', { code, role: 'chief' })).statusCode).toBe(200);
    expect((await me.get('/api/session')).statusCode).toBe(401);
  });

  it('ends after half an idle hour, and a page that only looks by itself keeps it not alive', async () => {
    const made = await house();
    const me = await officer(made);
    made.later(29 * MINUTE);
    expect((await me.get('/api/session')).statusCode).toBe(200);
    made.later(29 * MINUTE);
    const glance = { method: 'GET', url: '/api/session', headers: { cookie: me.cookie, 'duban-idle': '1' } } as const;
    expect((await made.server.inject(glance)).statusCode).toBe(200);
    made.later(2 * MINUTE);
    expect((await me.get('/api/session')).statusCode).toBe(401);
  });

  it('by HTTPS lives in a cookie for this host and for HTTPS only', async () => {
    const made = await house({ config: { webAddress: 'https://duban.example' } });
    const { code } = await issueCode(made.ctx, { now: made.now(), by: operator });
    const answer = await visitor(made).send('POST', '/api/session/code', { code, role: 'operator' });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^__Host-duban_bureau=/);
    for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(attribute);
    expect(cookie).not.toContain('Domain');
    expect((await visitor(made, cookieOf(answer)).get('/api/session')).statusCode).toBe(200);
    // A cookie that a page by plain http could have set is none.
    const tossed = cookieOf(answer).replace('__Host-', '');
    expect((await visitor(made, tossed).get('/api/session')).statusCode).toBe(401);
  });
});

describe('a mailed link', () => {
  it('is refused when a character of it was changed', async () => {
    const made = await house();
    const token = await linkToken(made, 'yanzhou-a');
    const answer = await visitor(made).send('POST', '/api/session/link', { token: `${token.slice(0, -3)}AAA` });
    expect(answer.statusCode).toBe(401);
    expect(problemIn(answer).code).toBe('link-invalid');
  });

  it('opens the page of that person and no other, until it is revoked', async () => {
    const made = await house();
    const me = await clerk(made, 'yanzhou-a');
    expect((await me.get('/api/desk/session')).json()).toMatchObject({
      kind: 'office',
      contact: 'yanzhou-a',
      offices: [{ id: 'yanzhou' }],
    });
    const now = moment('2023-10-09 10:00');
    await revokeLink(made.ctx, { campaign: CAMPAIGN, contact: 'yanzhou-a', actor: operator, now });
    expect((await me.get('/api/desk/session')).statusCode).toBe(401);
  });

  it('can be signed out of', async () => {
    const made = await house();
    const me = await clerk(made, 'yanzhou-a');
    const out = await me.send('DELETE', '/api/desk/session');
    expect(out.statusCode).toBe(204);
    expect(cookieOf(out)).toBe('duban_desk=');
    expect((await me.get('/api/desk/session')).statusCode).toBe(401);
  });
});
