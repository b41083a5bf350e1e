import type { Fen, Instant, LocalDate } from '@duban/base';
import type { Generated } from 'kysely';

export type GuidanceState = 'published' | 'withdrawn';
export type ClueState = 'registered' | 'verifying' | 'filed' | 'transferred' | 'closed';
export type ClueLevel = 'nation' | 'province' | 'city' | 'county';
export type StepAction = 'drafted' | 'approved' | 'returned' | 'discarded';

/** People who change, ask and approve; clues, cases and institutions. Days are days in Asia/Shanghai, both ends included. */
export interface PeopleTables {
  contact_absence: {
    revision: Generated<number>;
    id: string;
    campaign: string;
    contact: string;
    from_day: LocalDate;
    until_day: LocalDate;
    /** Null: the office's other contact. */
    stand_in: string | null;
    reason: string;
    recorded_by: string;
    recorded_at: Instant;
    withdrawn_at: Instant | null;
  };
  question: {
    revision: Generated<number>;
    id: string;
    campaign: string;
    office: string;
    /** Who asked on the page; null for a question that was phoned in. */
    contact: string | null;
    /** The requirement whose form it is about; null: the campaign as such. */
    requirement: string | null;
    text: string;
    channel: 'desk' | 'phone';
    asked_by: string;
    asked_at: Instant;
    /** The answer; null while it is open. */
    guidance: string | null;
  };
  guidance: {
    revision: Generated<number>;
    id: string;
    campaign: string;
    /** 第N号, without gaps within a campaign. */
    number: number;
    requirement: string | null;
    version: number;
    text: string;
    state: GuidanceState;
    published_by: string;
    published_at: Instant;
    changed_at: Instant;
  };
  /** Every wording there was; a withdrawal is the last one, with its reason. */
  guidance_text: { guidance: string; version: number; text: string; reason: string; by: string; at: Instant };
  document_step: {
    seq: Generated<number>;
    campaign: string;
    document: string;
    action: StepAction;
    from_stage: string | null;
    to_stage: string;
    /** The function that took the step; null for the system's own draft. */
    role: string | null;
    actor: string;
    account: string | null;
    at: Instant;
    reason: string;
  };
  /** 定点医药机构, of the bureau and not of one campaign. */
  institution: {
    revision: Generated<number>;
    code: string;
    name: string;
    /** 定点零售药店, 乡镇卫生院 … as in the campaign's `Institution`. */
    kind: string;
    district: string;
    imported_at: Instant;
  };
  clue: {
    revision: Generated<number>;
    id: string;
    campaign: string;
    number: number;
    /** 国家医保局大数据模型, 12345 … */
    source: string;
    level: ClueLevel;
    /** The number it came with. */
    external_no: string | null;
    received_on: LocalDate;
    /** The office that verifies it. */
    office: string | null;
    institution: string | null;
    about: string;
    amount: Fen | null;
    risk: 'normal' | 'high';
    /** 规定动作 or 自选动作: told apart in statistics (JN23-C2). */
    track: 'required' | 'own';
    /** 重大: it has to be reported upward at once. */
    major: boolean;
    /** Handed down and complex: its decision has longer. */
    complex: boolean;
    /** What a second level found when it looked again (JN19-C1, WH24-C2); empty: it has not. */
    recheck: string;
    state: ClueState;
    outcome: string;
    registered_by: string;
    registered_at: Instant;
    changed_at: Instant;
  };
  /** Each time a leader gave a complex clue more time; the last one holds. */
  clue_extension: {
    clue: string;
    /** 1 is the first. */
    seq: number;
    /** The new last day. */
    until: LocalDate;
    reason: string;
    /** The leader, as named: `张副局长`. */
    approved_by: string;
    /** Later than six months after receipt, said expressly. */
    beyond_principle: boolean;
    recorded_by: string;
    recorded_at: Instant;
  };
  case_file: {
    revision: Generated<number>;
    id: string;
    campaign: string;
    number: number;
    clue: string | null;
    institution: string | null;
    about: string;
    amount: Fen | null;
    /** 同上案 */
    joint: boolean;
    /** 重大案件: it has to be reported upward at once. */
    major: boolean;
    /** 挂牌督办: by whom; null: not. */
    supervised_by: string | null;
    opened_on: LocalDate;
    opened_by: string;
    opened_at: Instant;
  };
}
