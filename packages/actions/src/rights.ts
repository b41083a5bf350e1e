import type { AccountRole } from '@duban/ledger';

/**
 * What somebody may do. Every verb names one, every route of the API carries one beside it (practice.md 5 and 6; 等保 2.0 level 3 for
 * the three administrators, who have no business of the bureau's and none of one another's).
 */
export type Right =
  /** One's own session: who am I, another function that I hold, sign out. */
  | 'session.own'
  /** Board, messages, rounds, documents. */
  | 'campaign.read'
  /** Launch, amend, pause, resume, close, rehearse. */
  | 'campaign.run'
  /** Decide on sheets, register what came another way, grant time. */
  | 'sheet.decide'
  /** Calls and the tasks on one's list. */
  | 'task.do'
  /** Contacts, absences, handover, links and accounts of clerks. */
  | 'people.change'
  /** Answers that become 口径说明. */
  | 'question.answer'
  /** Stages of a document; which one, the document's own chain says. */
  | 'document.approve'
  /** ID numbers unmasked, each time with a reason. */
  | 'personal.reveal'
  /** Clues, cases, institutions. */
  | 'case.manage'
  /** The local inbox: its mails carry links. */
  | 'mailbox.read'
  /** The list of accounts. */
  | 'account.read'
  /** Accounts: made and switched off. */
  | 'account.manage'
  /** Functions of accounts; unlocking; a new second factor. */
  | 'account.grant'
  /** The audit log and its proof. */
  | 'audit.read'
  /** Backup, recovery, measurements. */
  | 'system.operate';

const OFFICER: readonly Right[] = [
  'session.own',
  'campaign.read',
  'campaign.run',
  'sheet.decide',
  'task.do',
  'people.change',
  'question.answer',
  'document.approve',
  'personal.reveal',
  'case.manage',
  'mailbox.read',
];
/** 科长 checks what the operator did, and stands in for the operator. */
const REVIEWER = OFFICER;
const SIGNATORY: readonly Right[] = ['session.own', 'campaign.read', 'task.do', 'document.approve'];

/** Every function. In this order they are offered; the first that an account holds is what it signs in as. */
export const accountRoles = [
  'operator',
  'chief',
  'deputy',
  'leader',
  'superior',
  'system-admin',
  'security-admin',
  'audit-admin',
] as const satisfies readonly AccountRole[];

/** The rights of each function. */
export const rightsOf: Readonly<Record<AccountRole, readonly Right[]>> = {
  operator: OFFICER,
  chief: REVIEWER,
  deputy: SIGNATORY,
  leader: SIGNATORY,
  superior: ['session.own', 'campaign.read'],
  'system-admin': ['session.own', 'account.read', 'account.manage', 'system.operate'],
  'security-admin': ['session.own', 'account.read', 'account.grant'],
  'audit-admin': ['session.own', 'audit.read'],
};

export function hasRight(role: AccountRole, right: Right): boolean {
  return rightsOf[role].includes(right);
}
