import { beginAccountSetup } from '@duban/actions/begin-account-setup';
import { beginSecondFactor } from '@duban/actions/begin-second-factor';
import { changePassword } from '@duban/actions/change-password';
import { disableAccount } from '@duban/actions/disable-account';
import { endOwnSessions } from '@duban/actions/end-own-sessions';
import { issueAccountCode } from '@duban/actions/issue-account-code';
import { issueCode } from '@duban/actions/issue-code';
import { listOwnSessions } from '@duban/actions/list-own-sessions';
import { ownAccount } from '@duban/actions/own-account';
import { sessionOf } from '@duban/actions/session-of';
import { setSecondFactor } from '@duban/actions/set-second-factor';
import { setUpAccount } from '@duban/actions/set-up-account';
import { signIn } from '@duban/actions/sign-in';
import { signInWithPassword } from '@duban/actions/sign-in-with-password';
import { HOUR, type Instant, MINUTE, plus } from '@duban/base';
import { describe, expect, it } from 'vitest';
import { appCode, officerAccount, PASSWORD, type Person, SYSTEM, signInAs, systemAdmin } from './accounts.ts';
import { emptyWorld, moment, type World } from './world.ts';

const NOW = moment('2026-11-24 09:00');
const NEXT = plus(NOW, MINUTE);
const OTHER = 'another 石榴 at eight';
const bureau = ({ ctx }: World, token: string, now: Instant = NEXT) => sessionOf(ctx, { token, kind: 'bureau', now });

async function signedIn(): Promise<{ world: World; person: Person; token: string; expiresAt: Instant }> {
  const world = await emptyWorld();
  const person = await officerAccount(world.ctx, NOW, 'operator');
  return { world, person, ...(await signInAs(world.ctx, person)) };
}

const codeFor = ({ ctx }: World, account: string, now = NOW) =>
  issueAccountCode(ctx, { account, actor: systemAdmin(), now }).then(({ code }) => code);

describe('the code of an account is refused', () => {
  it('when it is wrong, used, a day old, replaced by another, or of the terminal', async () => {
    const world = await emptyWorld();
    const trial = await issueCode(world.ctx, { now: NOW, by: SYSTEM });
    const person = await officerAccount(world.ctx, NOW, 'operator');
    const begin = (code: string, now = NOW) => beginAccountSetup(world.ctx, { code, now });
    const refused = { code: 'account-code-refused' };
    for (const code of ['', 'AAAA-BBBB-CCCC', trial.code]) await expect(begin(code)).rejects.toMatchObject(refused);
    const first = await codeFor(world, person.id);
    await expect(begin(first, plus(NOW, 24 * HOUR - 1))).resolves.toMatchObject({ login: person.login });
    await expect(begin(first, plus(NOW, 24 * HOUR))).rejects.toMatchObject(refused);
    const second = await codeFor(world, person.id);
    await expect(begin(first)).rejects.toMatchObject(refused);
    const setting = { code: second, password: OTHER, proof: null, now: NEXT };
    await setUpAccount(world.ctx, { ...setting, factor: appCode(person.secret, NEXT) });
    await expect(begin(second)).rejects.toMatchObject(refused);
    const again = setUpAccount(world.ctx, { ...setting, factor: person.recoveryCodes[0] ?? '' });
    await expect(again).rejects.toMatchObject(refused);
  });

  it('as a key to the board: it sets a password and opens no session', async () => {
    const world = await emptyWorld();
    const person = await officerAccount(world.ctx, NOW, 'operator');
    const asTerminal = signIn(world.ctx, { code: await codeFor(world, person.id), role: 'operator', now: NOW });
    await expect(asTerminal).rejects.toMatchObject({ code: 'sign-in-refused' });
  });
});

describe('a forgotten password', () => {
  it('is set anew with the code of the account and the app that is bound: the code alone is not enough', async () => {
    const { world, person, token } = await signedIn();
    const code = await codeFor(world, person.id, NEXT);
    const now = plus(NEXT, MINUTE);
    expect(await beginAccountSetup(world.ctx, { code, now })).toMatchObject({ factor: 'bound', enrolment: null });
    const setting = { code, password: OTHER, proof: null, now };
    for (const factor of [null, '000000'])
      await expect(setUpAccount(world.ctx, { ...setting, factor })).rejects.toMatchObject({ code: 'password-wrong' });
    const set = await setUpAccount(world.ctx, { ...setting, factor: appCode(person.secret, now) });
    expect(set).toEqual({ recoveryCodes: null });
    // Whoever was signed in is no longer.
    expect(await bureau(world, token)).toBeNull();
    const later = plus(now, MINUTE);
    const enter = (password: string) =>
      signInWithPassword(world.ctx, {
        login: person.login,
        password,
        code: appCode(person.secret, later),
        door: 'bureau',
        now: later,
      });
    await expect(enter(PASSWORD)).rejects.toMatchObject({ code: 'credentials-refused' });
    await expect(enter(OTHER)).resolves.toHaveProperty('token');
  });

  it('locks after five wrong factors, and keeps the code for the right one later', async () => {
    const { world, person } = await signedIn();
    const code = await codeFor(world, person.id, NEXT);
    const set = (factor: string, now: Instant) =>
      setUpAccount(world.ctx, { code, password: OTHER, proof: null, factor, now });
    for (let i = 0; i < 5; i++) await expect(set('000000', NEXT)).rejects.toMatchObject({ code: 'password-wrong' });
    const soon = plus(NEXT, 5 * MINUTE);
    await expect(set(appCode(person.secret, soon), soon)).rejects.toMatchObject({ code: 'password-wrong' });
    const later = plus(NEXT, 15 * MINUTE);
    await expect(set(appCode(person.secret, later), later)).resolves.toEqual({ recoveryCodes: null });
  });

  it('is refused a weak new one, and the code stays good', async () => {
    const { world, person } = await signedIn();
    const code = await codeFor(world, person.id, NEXT);
    const set = (password: string) =>
      setUpAccount(world.ctx, { code, password, proof: null, factor: person.recoveryCodes[0] ?? '', now: NEXT });
    for (const weak of ['short', 'unbelievable', `${person.login} and more`, '医保 umbrella 七点半'])
      await expect(set(weak)).rejects.toMatchObject({ code: 'password-refused' });
    await expect(set(OTHER)).resolves.toEqual({ recoveryCodes: null });
  });
});

describe('the own password', () => {
  it('is not changed without the current one, and guessing there locks as at the door', async () => {
    const { world, person, token } = await signedIn();
    const change = (current: string) => changePassword(world.ctx, { token, current, password: OTHER, now: NEXT });
    for (let i = 0; i < 5; i++)
      await expect(change('not it, not it')).rejects.toMatchObject({ code: 'password-wrong' });
    await expect(change(PASSWORD)).rejects.toMatchObject({ code: 'password-wrong' });
    await expect(signInAs(world.ctx, { ...person, at: NEXT })).rejects.toMatchObject({ code: 'credentials-refused' });
  });

  it('is not changed to a weak one, nor without a session of an account', async () => {
    const { world, token } = await signedIn();
    const weak = changePassword(world.ctx, { token, current: PASSWORD, password: 'unbelievable', now: NEXT });
    await expect(weak).rejects.toMatchObject({ code: 'password-refused' });
    for (const none of ['', 'AAAA'])
      await expect(
        changePassword(world.ctx, { token: none, current: PASSWORD, password: OTHER, now: NEXT }),
      ).rejects.toMatchObject({ code: 'sign-in-needed' });
  });

  it('once changed ends every session; this one goes on under another token, no longer than before', async () => {
    const { world, person, token, expiresAt } = await signedIn();
    const elsewhere = await signInAs(world.ctx, { ...person, at: NEXT });
    const now = plus(NEXT, 5 * MINUTE);
    const changed = await changePassword(world.ctx, { token, current: PASSWORD, password: OTHER, now });
    expect(changed.expiresAt).toBe(expiresAt);
    expect(await bureau(world, changed.token, now)).toMatchObject({ account: person.id });
    for (const old of [token, elsewhere.token]) expect(await bureau(world, old, now)).toBeNull();
  });
});

describe('another app', () => {
  it('is bound by who shows the password and the present factor, and its own code', async () => {
    const { world, person, token } = await signedIn();
    const now = plus(NEXT, MINUTE);
    const enrolment = await beginSecondFactor(world.ctx, { token, now });
    const proof = { token: enrolment.token, code: appCode(enrolment.secret, now) };
    const factor = appCode(person.secret, now);
    const set = (change: object) =>
      setSecondFactor(world.ctx, { token, password: PASSWORD, factor, proof, now, ...change });
    await expect(set({ password: 'not it, not it' })).rejects.toMatchObject({ code: 'password-wrong' });
    await expect(set({ factor: null })).rejects.toMatchObject({ code: 'password-wrong' });
    const wrong = set({ proof: { ...proof, code: '000000' }, factor: person.recoveryCodes[0] });
    await expect(wrong).rejects.toMatchObject({ code: 'enrolment-refused' });
    const bound = await set({});
    expect(bound.recoveryCodes).toHaveLength(10);
    expect(await bureau(world, token, now)).toBeNull();
    expect(await bureau(world, bound.session.token, now)).not.toBeNull();
    const later = { ...person, at: now };
    await expect(signInAs(world.ctx, later)).rejects.toMatchObject({ code: 'credentials-refused' });
    await expect(signInAs(world.ctx, { ...later, secret: enrolment.secret })).resolves.toHaveProperty('token');
    const old = person.recoveryCodes[5] ?? '';
    const withOld = signInWithPassword(world.ctx, {
      login: person.login,
      password: PASSWORD,
      code: old,
      door: 'bureau',
      now,
    });
    await expect(withOld).rejects.toMatchObject({ code: 'credentials-refused' });
  });
});

describe('own sessions', () => {
  it('are listed without their tokens, and ended one by one or all but this, with the password', async () => {
    const { world, person, token } = await signedIn();
    const [second, third] = [
      await signInAs(world.ctx, { ...person, at: NEXT }),
      await signInAs(world.ctx, { ...person, at: plus(NEXT, MINUTE) }),
    ];
    const now = plus(NEXT, 3 * MINUTE);
    const mine = { token, now };
    const listed = await listOwnSessions(world.ctx, mine);
    expect(listed.map(({ own, role }) => ({ own, role }))).toEqual([
      { own: true, role: 'operator' },
      { own: false, role: 'operator' },
      { own: false, role: 'operator' },
    ]);
    for (const secret of [token, second.token]) expect(JSON.stringify(listed)).not.toContain(secret);
    const end = (session: string | null, password = PASSWORD) =>
      endOwnSessions(world.ctx, { ...mine, session, password });
    await expect(end(listed[1]?.id ?? '', 'not it, not it')).rejects.toMatchObject({ code: 'password-wrong' });
    await expect(end('0123456789abcdef')).rejects.toMatchObject({ code: 'session-unknown' });
    expect(await end(listed[1]?.id ?? '')).toEqual({ ended: 1 });
    expect(await bureau(world, second.token, now)).toBeNull();
    expect(await end(null)).toEqual({ ended: 1 });
    expect(await bureau(world, third.token, now)).toBeNull();
    expect(await bureau(world, token, now)).not.toBeNull();
  });

  it('of another account cannot be ended', async () => {
    const { world, token } = await signedIn();
    const stranger = await officerAccount(world.ctx, NOW, 'operator');
    const theirs = await signInAs(world.ctx, stranger);
    const [listed] = await listOwnSessions(world.ctx, { token: theirs.token, now: NEXT });
    const end = endOwnSessions(world.ctx, { token, session: listed?.id ?? '', password: PASSWORD, now: NEXT });
    await expect(end).rejects.toMatchObject({ code: 'session-unknown' });
  });
});

it('the own account is shown to who is signed in by it, until it is switched off', async () => {
  const { world, person, token } = await signedIn();
  expect(await ownAccount(world.ctx, { token, now: NEXT })).toEqual({
    login: person.login,
    title: '基金监管科经办人（二）',
    kind: 'bureau',
    secondFactor: true,
    recoveryCodesLeft: 10,
    passwordAt: NOW,
    places: [],
  });
  await disableAccount(world.ctx, { account: person.id, actor: SYSTEM, now: NEXT });
  await expect(ownAccount(world.ctx, { token, now: NEXT })).rejects.toMatchObject({ code: 'sign-in-needed' });
});
