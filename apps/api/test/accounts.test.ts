import { MINUTE } from '@duban/base';
import type { AccountRole } from '@duban/ledger';
import { expect, it } from 'vitest';
import {
  appCode,
  firstAdministrator,
  officerAccount,
  PASSWORD,
  type Person,
} from '../../../packages/actions/test/accounts.ts';
import { CAMPAIGN } from '../../../packages/actions/test/world.ts';
import type { AccountCode, AccountListed, AccountSetup, Enrolment, OwnAccount, SessionListed } from '../src/types.js';
import { type House, house } from './support/house.js';
import { clerk, cookieOf, officer, problemIn, type Visitor, visitor } from './support/visitors.js';

const STATUS = { ok: 200, made: 201, done: 204 } as const;

/** A browser that signs in with password and app, half a minute after the app's code was last used. */
async function signedIn(made: House, person: Pick<Person, 'login' | 'secret'>): Promise<Visitor> {
  made.later(MINUTE);
  const body = { login: person.login, password: PASSWORD, factor: appCode(person.secret, made.now()) };
  const answer = await visitor(made).send('POST', '/api/session/password', body);
  expect([answer.statusCode, answer.payload]).toEqual([STATUS.ok, expect.any(String)]);
  return visitor(made, cookieOf(answer));
}

/** Follows the code of an account as a person does: begin, scan, set. */
async function setUpBy(made: House, administrator: Visitor, id: string): Promise<Pick<Person, 'login' | 'secret'>> {
  const { code } = (await administrator.send('POST', `/api/accounts/${id}/code`)).json<AccountCode>();
  const stranger = visitor(made);
  const begun = (await stranger.send('POST', '/api/setup/begin', { code })).json<AccountSetup>();
  const { token = '', secret = '' } = begun.enrolment ?? {};
  const proof = { token, code: appCode(secret, made.now()) };
  const set = await stranger.send('POST', '/api/setup', { code, password: PASSWORD, proof, factor: null });
  expect(set.json()).toEqual({
    recoveryCodes: expect.arrayContaining([expect.stringMatching(/^[2-9A-HJ-NP-Z-]{29}$/)]),
  });
  return { login: begun.login, secret };
}

it('from the trial to an officer at the board: administrator, security administrator, officer, each by the others’ hands', async () => {
  const made = await house();
  const trial = await officer(made);
  const colleague = await officer(made, 'chief');
  expect((await trial.get('/api/about')).json()).toMatchObject({ trial: true });

  const begun = await trial.send('POST', '/api/setup/administrator/begin', { code: null, login: 'admin1' });
  const { token, secret } = begun.json<Enrolment>();
  const first = await trial.send('POST', '/api/setup/administrator', {
    code: null,
    login: 'admin1',
    title: '系统管理员',
    password: PASSWORD,
    proof: { token, code: appCode(secret, made.now()) },
  });
  expect(first.statusCode).toBe(STATUS.made);
  expect(first.json()).toMatchObject({
    session: { role: 'system-admin', rights: expect.arrayContaining(['account.manage']) },
  });
  const administrator = visitor(made, cookieOf(first));
  expect((await administrator.get('/api/about')).json()).toMatchObject({ trial: false });
  for (const ended of [trial, colleague]) expect((await ended.get('/api/session')).statusCode).toBe(401);
  // The administrator has none of the bureau's business.
  expect((await administrator.get('/api/campaigns')).statusCode).toBe(403);

  const create = async (accountKind: string, login: string) =>
    (await administrator.send('POST', '/api/accounts', { accountKind, login, title: '岗位' })).json<{ id: string }>()
      .id;
  const safetyId = await create('admin', 'safety1');
  expect((await administrator.send('POST', `/api/accounts/${safetyId}/appoint`)).statusCode).toBe(STATUS.done);
  const officerId = await create('bureau', 'li.fang');
  const byAdmin = await administrator.send('POST', `/api/accounts/${officerId}/roles`, { role: 'operator' });
  expect([byAdmin.statusCode, problemIn(byAdmin).code]).toEqual([403, 'not-allowed']);

  const safety = await signedIn(made, await setUpBy(made, administrator, safetyId));
  const grant = await safety.send('POST', `/api/accounts/${officerId}/roles`, { role: 'operator' });
  expect(grant.statusCode).toBe(STATUS.done);
  const both = await safety.send('POST', `/api/accounts/${safetyId}/roles`, { role: 'audit-admin' });
  expect([both.statusCode, problemIn(both).code]).toEqual([409, 'roles-exclusive']);

  const person = await signedIn(made, await setUpBy(made, administrator, officerId));
  expect((await person.get('/api/session')).json()).toMatchObject({ login: 'li.fang', roles: ['operator'] });
  expect((await person.get(`/api/campaigns/${CAMPAIGN}`)).statusCode).toBe(STATUS.ok);
  // A role more ends the session of before, at once.
  await safety.send('POST', `/api/accounts/${officerId}/roles`, { role: 'chief' });
  expect((await person.get('/api/session')).statusCode).toBe(401);
  const listed = (await safety.get('/api/accounts')).json<AccountListed[]>();
  expect(listed.map(({ login, roles }) => [login, roles])).toEqual([
    ['admin1', ['system-admin']],
    ['li.fang', ['operator', 'chief']],
    ['safety1', ['security-admin']],
  ]);
});

it('no code of the terminal, and no trial, makes a second first administrator', async () => {
  const made = await house({ empty: true });
  await firstAdministrator(made.ctx, made.now());
  const begin = { code: 'AAAA-BBBB-CCCC', login: 'admin2' };
  const late = await visitor(made).send('POST', '/api/setup/administrator/begin', begin);
  expect(problemIn(late).code).toBe('trial-over');
  const without = await visitor(made).send('POST', '/api/setup/administrator/begin', { ...begin, code: null });
  expect(without.statusCode).toBe(401);
});

it('a sign-in tells the stranger nothing, and who has the password what is missing', async () => {
  const made = await house({ empty: true });
  const person = await officerAccount(made.ctx, made.now(), 'operator');
  const ask = (body: object) => visitor(made).send('POST', '/api/session/password', body);
  const wrong = [
    await ask({ login: person.login, password: 'not it, not it', factor: null }),
    await ask({ login: 'nobody', password: 'not it, not it', factor: null }),
  ];
  // Only the number of the request is another.
  const { details, instance, ...told } = problemIn(wrong[0] ?? expect.fail());
  expect(instance).toMatch(/^urn:uuid:/);
  expect(problemIn(wrong[1] ?? expect.fail())).toMatchObject(told);
  expect(details).toEqual({});
  expect(wrong[0]?.statusCode).toBe(401);
  expect(wrong[0]?.headers['set-cookie']).toBeUndefined();
  const missing = await ask({ login: person.login, password: PASSWORD, factor: null });
  expect([missing.statusCode, problemIn(missing).code]).toEqual([401, 'second-factor-needed']);
});

it('a person changes the password and ends sessions elsewhere; this one goes on under another cookie', async () => {
  const made = await house({ empty: true });
  const person = await officerAccount(made.ctx, made.now(), 'operator');
  const [here, there] = [await signedIn(made, person), await signedIn(made, person)];
  const sessions = (await here.get('/api/account/sessions')).json<SessionListed[]>();
  expect(sessions.map(({ own }) => own)).toEqual([true, false]);
  const end = await here.send('POST', '/api/account/sessions/end', { session: null, password: PASSWORD });
  expect(end.json()).toEqual({ ended: 1 });
  expect((await there.get('/api/session')).statusCode).toBe(401);
  const wrong = await here.send('POST', '/api/account/password', { current: 'not it', password: PASSWORD });
  expect([wrong.statusCode, problemIn(wrong).code]).toEqual([422, 'password-wrong']);
  const changed = await here.send('POST', '/api/account/password', {
    current: PASSWORD,
    password: 'another 石榴 at eight',
  });
  expect(changed.statusCode).toBe(STATUS.done);
  expect((await here.get('/api/session')).statusCode).toBe(401);
  const own = (await visitor(made, cookieOf(changed)).get('/api/account')).json<OwnAccount>();
  expect(own).toMatchObject({ login: person.login, secondFactor: true, recoveryCodesLeft: 10 });
});

it('neither a trial session nor a mailed link has an account of its own', async () => {
  const made = await house();
  for (const [who, base] of [
    [await officer(made), '/api/account'],
    [await clerk(made, 'yanzhou-a'), '/api/desk/account'],
  ] as const) {
    expect((await who.get(base)).statusCode).toBe(401);
    const body = { current: PASSWORD, password: PASSWORD };
    expect((await who.send('POST', `${base}/password`, body)).statusCode).toBe(401);
  }
});

it('an officer makes an account for a clerk, who signs in to the desk and nowhere else', async () => {
  const made = await house();
  const me = await officer(made);
  const body = { contact: 'yanzhou-a', login: 'yz.clerk', title: '兖州区经办人' };
  const { id } = (await me.send('POST', `/api/campaigns/${CAMPAIGN}/clerk-accounts`, body)).json<{ id: string }>();
  const { code } = (await me.send('POST', `/api/clerk-accounts/${id}/code`)).json<AccountCode>();
  const stranger = visitor(made);
  const begun = (await stranger.send('POST', '/api/setup/begin', { code })).json<AccountSetup>();
  expect(begun).toMatchObject({ login: 'yz.clerk', kind: 'office', factor: 'optional' });
  const set = await stranger.send('POST', '/api/setup', { code, password: PASSWORD, proof: null, factor: null });
  expect(set.json()).toEqual({ recoveryCodes: null });
  const asked = { login: 'yz.clerk', password: PASSWORD, factor: null };
  const board = await stranger.send('POST', '/api/session/password', asked);
  expect(problemIn(board).code).toBe('account-elsewhere');
  const desk = await stranger.send('POST', '/api/desk/session/password', asked);
  expect(desk.json()).toMatchObject({ contact: 'yanzhou-a', account: id, offices: [{ id: 'yanzhou' }] });
  const person = visitor(made, cookieOf(desk));
  expect((await person.get('/api/desk')).statusCode).toBe(STATUS.ok);
  const other = await person.send('PATCH', '/api/desk/session', { campaign: CAMPAIGN, contact: 'rencheng-a' });
  expect(other.statusCode).toBe(404);
  // Clerks' accounts do not end the trial.
  expect((await me.get('/api/about')).json()).toMatchObject({ trial: true });
  expect((await me.send('POST', `/api/clerk-accounts/${id}/disable`)).statusCode).toBe(STATUS.done);
  expect((await person.get('/api/desk')).statusCode).toBe(401);
});

it('an officer gives no code to an account of the bureau by the clerks’ way', async () => {
  const made = await house();
  const chief = await officerAccount(made.ctx, made.now(), 'chief');
  const me = await signedIn(made, await officerAccount(made.ctx, made.now(), 'operator' satisfies AccountRole));
  for (const verb of ['code', 'disable', 'enable']) {
    const answer = await me.send('POST', `/api/clerk-accounts/${chief.id}/${verb}`);
    expect([verb, answer.statusCode]).toEqual([verb, 403]);
  }
});
