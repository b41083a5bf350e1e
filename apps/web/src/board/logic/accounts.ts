import type { AccountListed, ContactListed } from '@duban/api/types';
import type { Tone } from './cell-view.js';

type Role = AccountListed['roles'][number];

const OFFICERS: readonly Role[] = ['operator', 'chief', 'deputy', 'leader', 'superior'];
const ADMINISTRATORS: readonly Role[] = ['system-admin', 'security-admin', 'audit-admin'];

/** What may still be granted to an account: an administration to one that has none, offices of the bureau to the others, nothing to a clerk. */
export function grantable({ kind, roles, disabled }: Pick<AccountListed, 'kind' | 'roles' | 'disabled'>): Role[] {
  if (disabled || kind === 'office') return [];
  if (kind === 'admin') return roles.length > 0 ? [] : [...ADMINISTRATORS];
  return OFFICERS.filter((role) => !roles.includes(role));
}

/** The state of an account in a word; the worst counts. */
export function accountState(
  account: Pick<AccountListed, 'disabled' | 'locked' | 'setUp' | 'secondFactor' | 'kind' | 'roles'>,
): { readonly word: string; readonly tone: Tone } {
  if (account.disabled) return { word: '已停用', tone: 'quiet' };
  if (account.locked) return { word: '已锁定', tone: 'late' };
  if (!account.setUp) return { word: '未设口令', tone: 'warn' };
  if (!account.secondFactor && account.kind !== 'office') return { word: '未绑验证器', tone: 'warn' };
  if (account.roles.length === 0 && account.kind !== 'office') return { word: '未授身份', tone: 'warn' };
  return { word: '正常', tone: 'good' };
}

/** What is still missing of a clerk's account, in words; null when it may be sent. Which names are fit, the API says. */
export function missingFromClerkAccount(given: {
  readonly contact: string | null;
  readonly login: string;
}): string | null {
  if (given.contact === null) return '请选择联系人：账户只能填报此人负责的单位。';
  return given.login.trim() === '' ? '请写登录名。' : null;
}

/** A new account bears the contact's function; one that is there keeps its own. */
export function clerkAccountBody(
  { id, title }: Pick<ContactListed, 'id' | 'title'>,
  { login, known }: { readonly login: string; readonly known: boolean },
): { contact: string; login: string; title?: string } {
  return { contact: id, login: login.trim(), ...(known ? {} : { title }) };
}

/** Nobody gives functions yet: the system administrator appoints the first who does. */
export function lacksSecurityAdmin(accounts: readonly Pick<AccountListed, 'roles'>[]): boolean {
  return accounts.every(({ roles }) => !roles.includes('security-admin'));
}
