import type { AccountRole, Db } from '@duban/ledger';
import { campaignFacts } from '../facts/campaign-facts.js';

/** Until a campaign says how the bureau calls its officers. */
const TITLES: Readonly<Record<AccountRole, string>> = {
  operator: '经办人',
  chief: '科长',
  deputy: '分管副局长',
  leader: '局长',
  superior: '上级医保部门',
  'system-admin': '系统管理员',
  'security-admin': '安全管理员',
  'audit-admin': '审计管理员',
};

/** How the bureau calls the officer, by the campaign that was launched last: 基金监管科经办人. */
export async function officerTitle(db: Db, role: AccountRole): Promise<string> {
  const latest = await db
    .selectFrom('campaign')
    .select('id')
    .orderBy('launched_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (!latest) return TITLES[role];
  const { definition } = await campaignFacts(db, latest.id);
  return definition.bureau.officers.find((o) => o.role === role)?.title ?? TITLES[role];
}
