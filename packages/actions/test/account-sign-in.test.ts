import { disableAccount } from '@duban/actions/disable-account';
import { sessionOf } from '@duban/actions/session-of';
import { signInWithPassword } from '@duban/actions/sign-in-with-password';
import { unlockAccount } from '@duban/actions/unlock-account';
import { type Instant, MINUTE, plus } from '@duban/base';
import { describe, expect, it } from 'vitest';
import {
  appCode,
  clerkAccount,
  officerAccount,
  PASSWORD,
  type Person,
  SYSTEM,
  securityAdmin,
  setUp,
  signInAs,
} from './accounts.ts';
import { CAMPAIGN, emptyWorld, jiningWorld, moment, type World } from './world.ts';

const NOW = moment('2026-11-24 09:00');
/** The app's code of the set-up is used up; a minute later it shows another. */
const NEXT = plus(NOW, MINUTE);
const REFUSED = { code: 'credentials-refused' };

async function withOfficer(): Promise<{ world: World; person: Person }> {
  const world = await emptyWorld();
  return { world, person: await officerAccount(world.ctx, NOW, 'operator', 'chief') };
}

interface Try {
  readonly login?: string;
  readonly password?: string;
  readonly code?: string | null;
  readonly now?: Instant;
}

const enter = ({ ctx }: World, person: Person, { now = NEXT, ...given }: Try = {}) =>
  signInWithPassword(ctx, {
    login: person.login,
    password: PASSWORD,
    code: appCode(person.secret, now),
    door: 'bureau',
    now,
    ...given,
  });

async function wrongly(world: World, person: Person, times: number): Promise<void> {
  for (let i = 0; i < times; i++)
    await expect(enter(world, person, { password: 'not it, not it' })).rejects.toMatchObject(REFUSED);
}

describe('signing in is refused', () => {
  it('alike for a wrong password, an unknown login and an account without a password', async () => {
    const { world, person } = await withOfficer();
    await world.db
      .insertInto('account')
      .values({
        id: 'a-new',
        kind: 'bureau',
        login: 'newcomer',
        title: '',
        failures: 0,
        created_by: '',
        created_at: NOW,
      })
      .execute();
    const told = new Set<string>();
    for (const wrong of [
      { password: `${PASSWORD} ` },
      { password: PASSWORD.toUpperCase() },
      { password: '' },
      { login: 'nobody' },
      { login: '' },
      { login: 'newcomer', password: 'of nobody' },
    ])
      told.add(JSON.stringify(await enter(world, person, wrong).catch((error: Error) => error)));
    expect(told.size).toBe(1);
    expect([...told][0]).toContain('credentials-refused');
  });

  it('without the code of the app; who lacks the password is not even told that one is needed', async () => {
    const { world, person } = await withOfficer();
    await expect(enter(world, person, { code: null })).rejects.toMatchObject({ code: 'second-factor-needed' });
    const guess = enter(world, person, { code: null, password: 'not it, not it' });
    await expect(guess).rejects.toMatchObject(REFUSED);
  });

  it('with a code of another moment, of another app, or taken before', async () => {
    const { world, person } = await withOfficer();
    const other = await officerAccount(world.ctx, NOW, 'operator');
    const later = plus(NOW, 10 * MINUTE);
    for (const code of [
      appCode(person.secret, plus(later, -MINUTE)),
      appCode(person.secret, plus(later, MINUTE)),
      appCode(other.secret, later),
      '',
    ])
      await expect(enter(world, person, { code, now: later })).rejects.toMatchObject(REFUSED);
    const code = appCode(person.secret, later);
    await enter(world, person, { code, now: later });
    await expect(enter(world, person, { code, now: plus(later, 1_000) })).rejects.toMatchObject(REFUSED);
  });

  it('with a code from before one that was taken, though its time is not over', async () => {
    const { world, person } = await withOfficer();
    const [earlier, later] = [appCode(person.secret, NEXT), appCode(person.secret, plus(NEXT, 30_000))];
    await enter(world, person, { code: later, now: plus(NEXT, 30_000) });
    await expect(enter(world, person, { code: earlier, now: plus(NEXT, 30_000) })).rejects.toMatchObject(REFUSED);
  });

  it('with the code that bound the app', async () => {
    const { world, person } = await withOfficer();
    const now = plus(NOW, 10_000);
    await expect(enter(world, person, { code: appCode(person.secret, NOW), now })).rejects.toMatchObject(REFUSED);
  });

  it('with a recovery code the second time, and with one of another account', async () => {
    const { world, person } = await withOfficer();
    const other = await officerAccount(world.ctx, NOW, 'operator');
    const [code = '', next = ''] = person.recoveryCodes;
    await enter(world, person, { code });
    await expect(enter(world, person, { code })).rejects.toMatchObject(REFUSED);
    await expect(enter(world, person, { code: other.recoveryCodes[0] ?? '' })).rejects.toMatchObject(REFUSED);
    // Typed as people type.
    await enter(world, person, { code: ` ${next.toLowerCase().replaceAll('-', ' ')} ` });
  });

  it('to one of two browsers with the same code of the app, or the same recovery code', async () => {
    const { world, person } = await withOfficer();
    for (const code of [appCode(person.secret, NEXT), person.recoveryCodes[0] ?? '']) {
      const both = await Promise.allSettled([enter(world, person, { code }), enter(world, person, { code })]);
      expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    }
  });

  it('after five failures for a quarter of an hour, with the right password as with a wrong one', async () => {
    const { world, person } = await withOfficer();
    await wrongly(world, person, 5);
    const right = (now: Instant) => enter(world, person, { now });
    await expect(right(NEXT)).rejects.toMatchObject(REFUSED);
    await expect(enter(world, person, { code: null })).rejects.toMatchObject(REFUSED);
    await expect(right(plus(NEXT, 15 * MINUTE - 1))).rejects.toMatchObject(REFUSED);
    await expect(right(plus(NEXT, 15 * MINUTE))).resolves.toHaveProperty('token');
  });

  it('after five failures however they were sent: a sixth at the same moment learns nothing', async () => {
    const { world, person } = await withOfficer();
    const tries = Array.from({ length: 6 }, () => enter(world, person, { password: 'not it, not it' }));
    await Promise.allSettled(tries);
    await expect(enter(world, person)).rejects.toMatchObject(REFUSED);
    const { failures, locked_until } = await world.db
      .selectFrom('account')
      .selectAll()
      .where('id', '=', person.id)
      .executeTakeFirstOrThrow();
    expect({ failures, locked_until }).toEqual({ failures: 0, locked_until: plus(NEXT, 15 * MINUTE) });
  });

  it('after five wrong codes of the app as well', async () => {
    const { world, person } = await withOfficer();
    for (let i = 0; i < 5; i++) await expect(enter(world, person, { code: '000000' })).rejects.toMatchObject(REFUSED);
    await expect(enter(world, person)).rejects.toMatchObject(REFUSED);
  });

  it('to an account that was switched off', async () => {
    const { world, person } = await withOfficer();
    await disableAccount(world.ctx, { account: person.id, actor: SYSTEM, now: NOW });
    await expect(enter(world, person)).rejects.toMatchObject(REFUSED);
  });

  it('to one that holds no function, though everything else is right', async () => {
    const world = await emptyWorld();
    const person = await officerAccount(world.ctx, NOW);
    await expect(enter(world, person)).rejects.toMatchObject({ code: 'account-without-role' });
    await expect(enter(world, person, { code: null })).rejects.toMatchObject({ code: 'second-factor-needed' });
  });

  it('at the other door: an officer at the desk, a clerk at the board', async () => {
    const world = await jiningWorld();
    const officer = await officerAccount(world.ctx, NOW, 'operator');
    const clerk = await clerkAccount(world.ctx, { campaign: CAMPAIGN, contact: 'yanzhou-a', now: NOW });
    const code = appCode(officer.secret, NEXT);
    const asOffice = signInWithPassword(world.ctx, {
      login: officer.login,
      password: PASSWORD,
      code,
      door: 'office',
      now: NEXT,
    });
    await expect(asOffice).rejects.toMatchObject({ code: 'account-elsewhere' });
    await expect(signInAs(world.ctx, clerk, 'bureau')).rejects.toMatchObject({ code: 'account-elsewhere' });
  });
});

describe('signing in', () => {
  it('opens a session as the first function that the account holds, and names the account', async () => {
    const { world, person } = await withOfficer();
    const { token } = await enter(world, person, { login: ` ${person.login.toUpperCase()} ` });
    expect(await sessionOf(world.ctx, { token, kind: 'bureau', now: NEXT })).toEqual({
      kind: 'bureau',
      role: 'operator',
      account: person.id,
      login: person.login,
      title: '经办人',
      roles: ['operator', 'chief'],
    });
  });

  it('takes a code that is half a minute off, as phones are', async () => {
    const { world, person } = await withOfficer();
    const late = plus(NEXT, 30_000);
    await expect(enter(world, person, { code: appCode(person.secret, NEXT), now: late })).resolves.toHaveProperty(
      'token',
    );
  });

  it('forgets earlier failures, and so does the security administrator', async () => {
    const { world, person } = await withOfficer();
    await wrongly(world, person, 4);
    await enter(world, person);
    await wrongly(world, person, 5);
    await unlockAccount(world.ctx, { account: person.id, actor: securityAdmin(), now: NEXT });
    await expect(enter(world, person, { now: plus(NEXT, MINUTE) })).resolves.toHaveProperty('token');
  });

  it('counts none of what is missing: the password is asked first, then the code', async () => {
    const { world, person } = await withOfficer();
    for (let i = 0; i < 6; i++)
      await expect(enter(world, person, { code: null })).rejects.toMatchObject({ code: 'second-factor-needed' });
    await expect(enter(world, person)).resolves.toHaveProperty('token');
  });

  it('keeps five sessions of an account, and ends the oldest with the sixth', async () => {
    const { world, person } = await withOfficer();
    const tokens: string[] = [];
    for (let i = 1; i <= 6; i++) tokens.push((await enter(world, person, { now: plus(NOW, i * MINUTE) })).token);
    const now = plus(NOW, 7 * MINUTE);
    const alive = await Promise.all(tokens.map((token) => sessionOf(world.ctx, { token, kind: 'bureau', now })));
    expect(alive.map((session) => session !== null)).toEqual([false, true, true, true, true, true]);
  });

  it('leaves neither password nor code nor secret nor token in the ledger, and who it was in the audit', async () => {
    const { world, person } = await withOfficer();
    await wrongly(world, person, 1);
    const code = person.recoveryCodes[0] ?? '';
    const { token } = await enter(world, person, { code });
    const kept = JSON.stringify([
      await world.db.selectFrom('account').selectAll().execute(),
      await world.db.selectFrom('recovery_code').selectAll().execute(),
      await world.db.selectFrom('sign_in_code').selectAll().execute(),
      await world.db.selectFrom('session').selectAll().execute(),
      await world.db.selectFrom('event').selectAll().execute(),
    ]);
    for (const secret of [PASSWORD, 'not it', person.secret, code, code.replaceAll('-', ''), token])
      expect(kept).not.toContain(secret);
    const events = await world.db
      .selectFrom('event')
      .select(['kind', 'actor', 'account', 'subject'])
      .where('subject', '=', person.id)
      .orderBy('seq')
      .execute();
    expect(events.map(({ kind }) => kind)).toEqual([
      'account-created',
      'role-granted',
      'role-granted',
      'account-code-issued',
      'password-set',
      'sign-in-failed',
      'recovery-code-used',
      'signed-in',
    ]);
    expect(events.at(-2)).toMatchObject({ actor: '登录页', account: null });
    expect(events.at(-1)).toMatchObject({ actor: '基金监管科经办人（二）', account: person.id });
  });

  it('needs no app of a clerk, who may bind one', async () => {
    const world = await jiningWorld();
    const clerk = await clerkAccount(world.ctx, { campaign: CAMPAIGN, contact: 'yanzhou-a', now: NOW });
    await expect(signInAs(world.ctx, clerk, 'office')).resolves.toHaveProperty('token');
  });

  it('needs the app again after another was set up', async () => {
    const { world, person } = await withOfficer();
    await world.db
      .updateTable('account')
      .set({ totp_secret: null, totp_last_step: null })
      .where('id', '=', person.id)
      .execute();
    await expect(enter(world, person)).rejects.toMatchObject({ code: 'set-up-needed' });
    const anew = await setUp(world.ctx, person.id, NEXT);
    await expect(signInAs(world.ctx, anew)).resolves.toHaveProperty('token');
  });
});
