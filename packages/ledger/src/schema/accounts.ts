import type { Instant } from '@duban/base';
import type { BureauRole } from '@duban/campaign';
import type { Generated } from 'kysely';

/** What an account may be, one or several of one kind: an officer, a superior who reads, or one of the three administrators. */
export type AccountRole = BureauRole | 'superior' | AdminRole;
export type AdminRole = 'system-admin' | 'security-admin' | 'audit-admin';
export type AccountKind = 'bureau' | 'admin' | 'office';

/** Who may come in. Instants are server time: a jump of campaign time must not sign anybody out. */
export interface AccountTables {
  account: {
    revision: Generated<number>;
    id: string;
    kind: AccountKind;
    /** In small letters. */
    login: string;
    /** 基金监管科经办人（二）: a function; who the person is stands in the bureau's own books. */
    title: string;
    /** argon2id; null until the first password is set. */
    password_hash: string | null;
    /** Sealed with the installation's secret. */
    totp_secret: string | null;
    /** The last time step whose code was taken: none is taken twice. */
    totp_last_step: number | null;
    failures: number;
    locked_until: Instant | null;
    created_by: string;
    created_at: Instant;
    password_at: Instant | null;
    disabled_at: Instant | null;
  };
  account_role: { account: string; kind: AccountKind; role: AccountRole; granted_by: string; granted_at: Instant };
  account_contact: { account: string; kind: 'office'; campaign: string; contact: string };
  recovery_code: { account: string; code_hash: string; used_at: Instant | null };
  sign_in_code: {
    /** SHA-256 of the code. */
    code_hash: string;
    issued_by: string;
    /** Whose password it sets; null for a trial session. */
    account: string | null;
    created_at: Instant;
    expires_at: Instant;
    used_at: Instant | null;
  };
  session: {
    /** SHA-256 of the token. */
    token_hash: string;
    kind: 'bureau' | 'office';
    /** Of a bureau session. */
    role: AccountRole | null;
    /** Null for a trial session and for a mailed link. */
    account: string | null;
    /** These two: of an office's session. */
    campaign: string | null;
    contact: string | null;
    /** Of the link that opened it; null where an account did. */
    link_version: number | null;
    created_at: Instant;
    seen_at: Instant;
    /** However busy it is. */
    ends_at: Instant;
  };
}
