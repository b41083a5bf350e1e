import type { AccountListed } from '@duban/api/types';
import { describe, expect, it } from 'vitest';
import {
  accountState,
  clerkAccountBody,
  grantable,
  lacksSecurityAdmin,
  missingFromClerkAccount,
} from '../src/board/logic/accounts.js';
import { activityHeaders, watchActivity } from '../src/shared/activity.js';

const account: AccountListed = {
  id: 'a-1',
  kind: 'bureau',
  login: 'li.fang',
  title: '基金监管科经办人',
  roles: ['operator'],
  setUp: true,
  secondFactor: true,
  locked: false,
  disabled: false,
  createdAt: 0,
};

describe('what is offered to be granted', () => {
  it('is nothing to a clerk, to an account that is switched off, or to an administrator who has an administration', () => {
    for (const other of [
      { kind: 'office', roles: [] },
      { kind: 'bureau', roles: [], disabled: true },
      { kind: 'admin', roles: ['audit-admin'] },
    ] as const)
      expect(grantable({ disabled: false, ...other, roles: [...other.roles] })).toEqual([]);
  });

  it('is one of the three administrations to an administrator, and what is not held to an officer', () => {
    expect(grantable({ kind: 'admin', roles: [], disabled: false })).toEqual([
      'system-admin',
      'security-admin',
      'audit-admin',
    ]);
    expect(grantable(account)).toEqual(['chief', 'deputy', 'leader', 'superior']);
  });
});

describe('the state of an account', () => {
  it.each([
    [{ disabled: true, locked: true }, '已停用'],
    [{ locked: true, roles: [] }, '已锁定'],
    [{ setUp: false, secondFactor: false }, '未设口令'],
    [{ secondFactor: false }, '未绑验证器'],
    [{ roles: [] }, '未授身份'],
    [{}, '正常'],
    [{ kind: 'office' as const, roles: [], secondFactor: false }, '正常'],
  ])('is the worst that is true: %j', (change, word) => {
    expect(accountState({ ...account, ...change }).word).toBe(word);
  });

  it('of them all tells whether somebody gives functions', () => {
    expect(lacksSecurityAdmin([account])).toBe(true);
    expect(lacksSecurityAdmin([account, { roles: ['security-admin'] }])).toBe(false);
  });
});

it('a page that nobody has touched for a minute says so at every call, until it is touched again', () => {
  const heard = new Map<string, () => void>();
  let now = 1_000;
  watchActivity({ addEventListener: (kind, listener) => heard.set(kind, listener) }, () => now);
  expect(activityHeaders(now + 60_000)).toEqual({});
  expect(activityHeaders(now + 60_001)).toEqual({ 'duban-idle': '1' });
  now += 90_000;
  heard.get('keydown')?.();
  expect(activityHeaders(now + 1)).toEqual({});
});

describe('an account of a clerk', () => {
  it('is not sent without a contact and a name', () => {
    expect(missingFromClerkAccount({ contact: null, login: 'yanzhou' })).toMatch(/联系人/);
    expect(missingFromClerkAccount({ contact: 'yanzhou-a', login: ' ' })).toMatch(/登录名/);
    expect(missingFromClerkAccount({ contact: 'yanzhou-a', login: 'yanzhou' })).toBeNull();
  });

  it('bears its contact’s function when it is new; one from another campaign keeps its own', () => {
    const person = { id: 'yanzhou-a', title: '兖州区医保局经办人' };
    expect(clerkAccountBody(person, { login: ' yanzhou ', known: false })).toEqual({
      contact: 'yanzhou-a',
      login: 'yanzhou',
      title: '兖州区医保局经办人',
    });
    expect(clerkAccountBody(person, { login: 'yanzhou', known: true })).toEqual({
      contact: 'yanzhou-a',
      login: 'yanzhou',
    });
  });
});
