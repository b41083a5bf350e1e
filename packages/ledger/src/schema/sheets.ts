import type { Instant, LocalDate } from '@duban/base';
import type { ObligationState } from '@duban/campaign';
import type { Grid } from '@duban/tables';
import type { Generated, JSONColumnType, Selectable } from 'kysely';

/** OA · 工作群 · 机要或保密邮件 · 纸质 · 其他 */
export type ReceivedWay = 'oa' | 'group-chat' | 'confidential' | 'paper' | 'other';
export type RegistrationState = 'pending' | 'confirmed' | 'rejected';
export type ExtensionState = 'asked' | 'granted' | 'refused' | 'lapsed' | 'withdrawn';

/** What happens around a sheet besides filing it. */
export interface SheetTables {
  /** 代收登记: who attests when and how a version really came. */
  registration: {
    revision: Generated<number>;
    id: string;
    obligation: string;
    submission: string;
    /** True arrival. */
    arrived_at: Instant;
    way: ReceivedWay;
    /** What proves it: words, a file, or both. */
    note: string;
    evidence: string | null;
    evidence_name: string | null;
    state: RegistrationState;
    registered_by: string;
    registrar_role: string;
    registrar_account: string | null;
    registered_at: Instant;
    /** Another hand: confirmed or rejected by. */
    decided_by: string | null;
    decider_role: string | null;
    decider_account: string | null;
    decided_at: Instant | null;
    reason: string | null;
    /** What the obligation was before: a rejection brings it back. */
    state_before: ObligationState;
    chase_due_before: LocalDate;
  };
  /** 延期申请 */
  extension_request: {
    revision: Generated<number>;
    id: string;
    obligation: string;
    until: LocalDate;
    reason: string;
    asked_by: string;
    /** Who is told the answer; null when the bureau noted it down and nobody of the office is known. */
    contact: string | null;
    asked_at: Instant;
    /** Undecided at this moment it lapses: the end of the day it was asked to move. */
    lapses_at: Instant;
    state: ExtensionState;
    granted_due: LocalDate | null;
    answer: string | null;
    answered_by: string | null;
    answered_at: Instant | null;
  };
  /** 零报告, the other kind of submission: signed, and a blank file is none. */
  nil_declaration: {
    revision: Generated<number>;
    id: string;
    obligation: string;
    reason: string;
    /** 主要负责人, 分管负责人 … */
    signed_as: string;
    /** The signer's post, never a name. */
    signer_title: string;
    scan: string | null;
    scan_name: string | null;
    channel: 'web' | 'registered';
    way: ReceivedWay | null;
    note: string;
    declared_by: string;
    contact: string | null;
    /** True arrival. */
    arrived_at: Instant;
    declared_at: Instant;
    state: 'standing' | 'returned';
    returned_by: string | null;
    returned_at: Instant | null;
    return_reason: string | null;
    state_before: ObligationState;
    /** It went into its round's figures; whatever becomes of it later, that stays. */
    merged: boolean;
    /** The figures it stood for then; null before, and for a report. */
    grid: JSONColumnType<Grid & object, string | null, string | null> | null;
  };
  /** 快报数: 分 for money, else the count in the measure's unit. */
  provisional_figure: {
    id: Generated<number>;
    obligation: string;
    measure: string;
    value: number;
    note: string;
    at: Instant;
    by: string;
  };
}

export type RegistrationRow = Selectable<SheetTables['registration']>;
export type ExtensionRow = Selectable<SheetTables['extension_request']>;
export type NilRow = Selectable<SheetTables['nil_declaration']>;
