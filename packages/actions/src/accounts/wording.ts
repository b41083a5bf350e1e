import type { AccountKind, AccountRole } from '@duban/ledger';

/** Why a password is refused; completes “这个口令不能用：…”. */
export const passwordReasons = {
  short: '不足12个字符',
  long: '超过128个字符',
  pattern: '只是同一段字符反复出现，或按顺序排列',
  common: '在泄露过的常用口令里，别人会先试它',
  named: (word: string): string => `含有“${word}”，别人容易猜到`,
} as const;

export const kindWords: Readonly<Record<AccountKind, string>> = {
  bureau: '业务',
  admin: '管理员',
  office: '填报',
};

export const roleWords: Readonly<Record<AccountRole, string>> = {
  operator: '经办人',
  chief: '科长',
  deputy: '分管副局长',
  leader: '局长',
  superior: '上级查看人',
  'system-admin': '系统管理员',
  'security-admin': '安全管理员',
  'audit-admin': '审计管理员',
};

/** Who an authenticator app says its codes are for. */
export const ISSUER = '督办';

export const doors = { bureau: '调度台（首页）', office: '填报端（网址后加 /desk）' } as const;

/** Who acts when a person is not yet, or no longer, anybody: in the audit. */
export const visitorName = '登录页';
