import { appointSecurityAdmin } from '@duban/actions/appoint-security-admin';
import { changeRole } from '@duban/actions/change-role';
import type { Actor } from '@duban/actions/context';
import { createAccount } from '@duban/actions/create-account';
import { createClerkAccount } from '@duban/actions/create-clerk-account';
import { disableAccount } from '@duban/actions/disable-account';
import { enableAccount } from '@duban/actions/enable-account';
import { endAccountSessions } from '@duban/actions/end-account-sessions';
import { grantRole } from '@duban/actions/grant-role';
import { issueAccountCode } from '@duban/actions/issue-account-code';
import { listAccounts } from '@duban/actions/list-accounts';
import { resetSecondFactor } from '@duban/actions/reset-second-factor';
import { revokeRole } from '@duban/actions/revoke-role';
import { rightsOf } from '@duban/actions/rights';
import { sessionOf } from '@duban/actions/session-of';
import { unlockAccount } from '@duban/actions/unlock-account';
import { MINUTE, plus } from '@duban/base';
import type { AccountRole } from '@duban/ledger';
import { describe, expect, it } from 'vitest';
import {
  firstAdministrator,
  firstSecurityAdmin,
  officerAccount,
  securityAdmin,
  setUp,
  signInAs,
  systemAdmin,
} from './accounts.ts';
import { CAMPAIGN, clerkOf, emptyWorld, jiningWorld, moment, operator, type World } from './world.ts';

const NOW = moment('2026-11-24 09:00');
const NEXT = plus(NOW, MINUTE);
const bureau = ({ ctx }: World, token: string, now = NEXT) => sessionOf(ctx, { token, kind: 'bureau', now });
const admin = async ({ ctx }: World, login: string) =>
  (await createAccount(ctx, { kind: 'admin', login, title: '管理员', actor: systemAdmin(), now: NOW })).id;

describe('an account', () => {
  const OTHERS: readonly AccountRole[] = ['operator', 'chief', 'deputy', 'leader', 'superior', 'audit-admin'];

  it('is made, switched off, unlocked, given functions and codes by nobody who lacks the right', async () => {
    const world = await jiningWorld();
    const { ctx } = world;
    const { id } = await officerAccount(ctx, NOW, 'operator');
    const made = { kind: 'bureau', login: 'another', title: '经办人', now: NOW } as const;
    const over = (actor: Actor) => ({ account: id, actor, now: NOW });
    const manage = (actor: Actor) => [
      () => createAccount(ctx, { ...made, actor }),
      () => disableAccount(ctx, over(actor)),
      () => enableAccount(ctx, over(actor)),
      () => issueAccountCode(ctx, over(actor)),
      () => appointSecurityAdmin(ctx, over(actor)),
    ];
    const grant = (actor: Actor) => [
      () => grantRole(ctx, { ...over(actor), role: 'chief' }),
      () => revokeRole(ctx, { ...over(actor), role: 'operator' }),
      () => unlockAccount(ctx, over(actor)),
      () => resetSecondFactor(ctx, over(actor)),
      () => endAccountSessions(ctx, over(actor)),
    ];
    const officers: Actor[] = OTHERS.map((role) => ({ kind: 'bureau', role, name: role }));
    let refused = 0;
    const refuse = async (tries: readonly (() => Promise<unknown>)[]) => {
      for (const attempt of tries) {
        await expect(attempt(), attempt.toString()).rejects.toMatchObject({ code: 'not-allowed' });
        refused++;
      }
    };
    for (const actor of [...officers, clerkOf('yanzhou')]) await refuse([...manage(actor), ...grant(actor)]);
    // Neither administrator does the other's part.
    await refuse(manage(securityAdmin()));
    await refuse(grant(systemAdmin()));
    expect(refused).toBe(7 * 10 + 10);
    for (const actor of [...officers, clerkOf('yanzhou')])
      await expect(listAccounts(ctx, { actor, now: NOW })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('has a login of its own, in plain signs', async () => {
    const { ctx } = await emptyWorld();
    const make = (login: string) =>
      createAccount(ctx, { kind: 'bureau', login, title: '经办人', actor: systemAdmin(), now: NOW });
    await make('li.fang');
    await expect(make(' Li.Fang ')).rejects.toMatchObject({ code: 'login-taken' });
    for (const login of ['x', '李芳', 'a b', '-li', 'аdmin', 'x'.repeat(33), ''])
      await expect(make(login), login).rejects.toMatchObject({ code: 'login-invalid' });
  });

  it('that nobody knows is none', async () => {
    const { ctx } = await emptyWorld();
    const over = { account: 'a-none', now: NOW };
    for (const attempt of [
      () => disableAccount(ctx, { ...over, actor: systemAdmin() }),
      () => issueAccountCode(ctx, { ...over, actor: systemAdmin() }),
      () => grantRole(ctx, { ...over, actor: securityAdmin(), role: 'chief' }),
      () => revokeRole(ctx, { ...over, actor: securityAdmin(), role: 'chief' }),
      () => resetSecondFactor(ctx, { ...over, actor: securityAdmin() }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'account-unknown' });
  });

  it('loses its sessions and its code at once when it is switched off, and is itself again when it is switched on', async () => {
    const world = await emptyWorld();
    const person = await officerAccount(world.ctx, NOW, 'operator');
    const { token } = await signInAs(world.ctx, person);
    const { code } = await issueAccountCode(world.ctx, { account: person.id, actor: systemAdmin(), now: NOW });
    expect(await bureau(world, token)).not.toBeNull();
    await disableAccount(world.ctx, { account: person.id, actor: systemAdmin(), now: NEXT });
    expect(await bureau(world, token)).toBeNull();
    const again = issueAccountCode(world.ctx, { account: person.id, actor: systemAdmin(), now: NEXT });
    await expect(again).rejects.toMatchObject({ code: 'account-disabled' });
    const grant = grantRole(world.ctx, { account: person.id, role: 'chief', actor: securityAdmin(), now: NEXT });
    await expect(grant).rejects.toMatchObject({ code: 'account-disabled' });
    await enableAccount(world.ctx, { account: person.id, actor: systemAdmin(), now: NEXT });
    await expect(signInAs(world.ctx, { ...person, at: NEXT })).resolves.toHaveProperty('token');
    const { beginAccountSetup } = await import('@duban/actions/begin-account-setup');
    await expect(beginAccountSetup(world.ctx, { code, now: NEXT })).rejects.toMatchObject({
      code: 'account-code-refused',
    });
  });

  it('loses its sessions at once when a function is given or taken, and no other account does', async () => {
    const world = await emptyWorld();
    const person = await officerAccount(world.ctx, NOW, 'operator');
    const other = await officerAccount(world.ctx, NOW, 'operator');
    const kept = await signInAs(world.ctx, other);
    const first = await signInAs(world.ctx, person);
    await grantRole(world.ctx, { account: person.id, role: 'chief', actor: securityAdmin(), now: NEXT });
    expect(await bureau(world, first.token)).toBeNull();
    const second = await signInAs(world.ctx, { ...person, at: NEXT });
    await revokeRole(world.ctx, { account: person.id, role: 'operator', actor: securityAdmin(), now: NEXT });
    expect(await bureau(world, second.token, plus(NEXT, MINUTE))).toBeNull();
    expect(await bureau(world, kept.token)).not.toBeNull();
    const third = await signInAs(world.ctx, { ...person, at: plus(NEXT, MINUTE) });
    const now = plus(NEXT, 2 * MINUTE);
    expect(await bureau(world, third.token, now)).toMatchObject({ role: 'chief', roles: ['chief'] });
    const back = changeRole(world.ctx, { token: third.token, role: 'operator', now });
    await expect(back).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('is signed out everywhere by the security administrator', async () => {
    const world = await emptyWorld();
    const person = await officerAccount(world.ctx, NOW, 'operator');
    const { token } = await signInAs(world.ctx, person);
    const over = { account: person.id, actor: securityAdmin(), now: NEXT };
    expect(await endAccountSessions(world.ctx, over)).toEqual({ ended: 1 });
    expect(await bureau(world, token)).toBeNull();
  });

  it('needs two administrators to be opened to somebody else: one resets the app, another gives the code', async () => {
    const world = await emptyWorld();
    const person = await officerAccount(world.ctx, NOW, 'operator');
    const { token } = await signInAs(world.ctx, person);
    await resetSecondFactor(world.ctx, { account: person.id, actor: securityAdmin(), now: NEXT });
    expect(await bureau(world, token)).toBeNull();
    // Neither the app nor a recovery code of before is any good.
    await expect(signInAs(world.ctx, { ...person, at: NEXT })).rejects.toMatchObject({ code: 'set-up-needed' });
    const anew = await setUp(world.ctx, person.id, NEXT);
    expect(anew.secret).not.toBe(person.secret);
    await expect(signInAs(world.ctx, anew)).resolves.toHaveProperty('token');
  });

  it('is listed with what an administrator must know of it, and no secret', async () => {
    const { ctx } = await emptyWorld();
    const person = await officerAccount(ctx, NOW, 'chief', 'operator');
    const listed = await listAccounts(ctx, { actor: securityAdmin(), now: NOW });
    expect(listed).toEqual([
      {
        id: person.id,
        kind: 'bureau',
        login: person.login,
        title: '基金监管科经办人（二）',
        roles: ['operator', 'chief'],
        setUp: true,
        secondFactor: true,
        locked: false,
        disabled: false,
        createdAt: NOW,
      },
    ]);
  });
});

describe('三员分立', () => {
  it('refuses one account two administrations, in words that say what to do', async () => {
    const world = await emptyWorld();
    const id = await admin(world, 'admin2');
    await grantRole(world.ctx, { account: id, role: 'audit-admin', actor: securityAdmin(), now: NOW });
    for (const role of ['system-admin', 'security-admin'] as const) {
      const second = grantRole(world.ctx, { account: id, role, actor: securityAdmin(), now: NOW });
      await expect(second).rejects.toMatchObject({
        code: 'roles-exclusive',
        message: expect.stringContaining('已是审计管理员'),
      });
    }
  });

  it('refuses an administrator any business, an officer any administration, and a clerk either', async () => {
    const world = await jiningWorld();
    const officer = await officerAccount(world.ctx, NOW);
    const { id: clerk } = await createClerkAccount(world.ctx, {
      campaign: CAMPAIGN,
      contact: 'yanzhou-a',
      login: 'clerk',
      title: '经办人',
      actor: operator,
      now: NOW,
    });
    for (const [account, role] of [
      [await admin(world, 'admin2'), 'operator'],
      [officer.id, 'audit-admin'],
      [clerk, 'operator'],
      [clerk, 'system-admin'],
    ] as const) {
      const grant = grantRole(world.ctx, { account, role, actor: securityAdmin(), now: NOW });
      await expect(grant).rejects.toMatchObject({ code: 'role-not-of-kind' });
    }
    expect(await world.db.selectFrom('account_role').select('role').execute()).toEqual([]);
  });

  it('lets the system administrator appoint the first security administrator, and nobody after that', async () => {
    const world = await emptyWorld();
    const first = await firstAdministrator(world.ctx, NOW);
    const appoint = (account: string) => appointSecurityAdmin(world.ctx, { account, actor: systemAdmin(), now: NOW });
    await expect(appoint(first.id)).rejects.toMatchObject({ code: 'roles-exclusive' });
    const officer = await createAccount(world.ctx, {
      kind: 'bureau',
      login: 'officer',
      title: '经办人',
      actor: systemAdmin(),
      now: NOW,
    });
    await expect(appoint(officer.id)).rejects.toMatchObject({ code: 'role-not-of-kind' });
    const safety = await admin(world, 'safety1');
    await appoint(safety);
    const friend = await admin(world, 'safety2');
    await expect(appoint(friend)).rejects.toMatchObject({ code: 'security-admin-there' });
    // Switched off, it still counts: else a friend could be appointed after all.
    await world.db.updateTable('account').set({ disabled_at: NOW }).where('id', '=', safety).execute();
    await expect(appoint(friend)).rejects.toMatchObject({ code: 'security-admin-there' });
  });

  it('keeps the last who can make accounts and the last who can give functions', async () => {
    const world = await emptyWorld();
    const { ctx } = world;
    const first = await firstAdministrator(ctx, NOW);
    const safety = await firstSecurityAdmin(ctx, NOW);
    const off = (account: string) => disableAccount(ctx, { account, actor: systemAdmin(), now: NOW });
    const revoke = (account: string, role: AccountRole) =>
      revokeRole(ctx, { account, role, actor: securityAdmin(), now: NOW });
    for (const attempt of [
      () => off(first.id),
      () => off(safety.id),
      () => revoke(first.id, 'system-admin'),
      () => revoke(safety.id, 'security-admin'),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'last-administrator' });
    const second = await admin(world, 'admin2');
    await grantRole(ctx, { account: second, role: 'system-admin', actor: securityAdmin(), now: NOW });
    // The two switch one another off at the same moment: one stays.
    const both = await Promise.allSettled([off(first.id), off(second)]);
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('gives no administrator a right of the bureau’s business, nor one of another administrator', () => {
    const business = new Set([...rightsOf.operator, ...rightsOf.leader]);
    const admins = (['system-admin', 'security-admin', 'audit-admin'] as const).map((role) =>
      rightsOf[role].filter((right) => right !== 'session.own' && right !== 'account.read'),
    );
    for (const rights of admins) expect(rights.filter((right) => business.has(right))).toEqual([]);
    expect(new Set(admins.flat()).size).toBe(admins.flat().length);
  });
});
