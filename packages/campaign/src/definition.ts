import type { LocalDate, LocalTime } from '@duban/base';
import type { Frequency, OfficeHours } from '@duban/calendar';
import type { Ladder } from './ladder.js';

/** A fact that carries the notice's item it comes from, e.g. `JN23-O13`; `P` marks our own proposal. */
interface Sourced {
  readonly source: string;
}

/** 通知: what the campaign rests on. The number is unique only together with its issuer (JN23-M1). */
export interface Notice extends Sourced {
  readonly number: string;
  readonly title: string;
  readonly issuers: readonly string[];
  /** May be missing in the text (YY22-Q4): never replaced by today. */
  readonly date: LocalDate | null;
  readonly basis: readonly string[];
  readonly publicity: string | null;
}

export interface Phase extends Sourced {
  readonly id: string;
  readonly title: string;
  /** The notice's own words, kept. */
  readonly phrase: string;
  readonly start: LocalDate | null;
  readonly end: LocalDate;
}

/** Rank towards the bureau: decides whether an office is chased, asked, or left alone (practice.md 5). */
export type Standing = 'subordinate' | 'peer' | 'superior' | 'outside';
export type OfficeKind = 'county' | 'zone' | 'enterprise' | 'department' | 'township';

/** 填报单位: who owes. Not every one is a 医保局, and not every one has a division code (JN23-Q3). */
export interface Office extends Sourced {
  readonly id: string;
  /** As addressed, e.g. `兖州区医疗保障局`. */
  readonly name: string;
  /** As printed in tables, e.g. `兖州区`. */
  readonly shortName: string;
  readonly code: string | null;
  readonly kind: OfficeKind;
  readonly standing: Standing;
  /** Same-level departments that are addressed with it: 检察院 …; empty for zones and enterprises. */
  readonly counterparts: readonly string[];
  /** What people call it besides, in file names and headers: told apart from the names above, which stand on documents. */
  readonly aliases?: readonly string[];
}

export type ContactRole = 'A' | 'B' | 'leader';

/** 联系人: a person by function; one may serve several offices. Personal names stay out of the seeds. */
export interface Contact {
  readonly id: string;
  readonly title: string;
  readonly email: string;
  readonly phone: string;
  readonly serves: readonly { readonly office: string; readonly role: ContactRole }[];
}

/** 主送 / 抄送: who is told, whether or not it owes anything. */
export interface Recipient extends Sourced {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** The reporting office it is, when it is one. */
  readonly office: string | null;
}

export type BureauRole = 'operator' | 'chief' | 'deputy' | 'leader';

export interface Bureau {
  readonly name: string;
  readonly section: string;
  /** Sender of every message. */
  readonly email: string;
  readonly officers: readonly {
    readonly role: BureauRole;
    readonly title: string;
    readonly email: string;
    readonly phone: string;
  }[];
  /** The notice's own contact persons by department; no personal names. */
  readonly contacts: readonly (Sourced & { readonly department: string; readonly phones: readonly string[] })[];
}

/** 报送要求: what is owed, by whom, in which form, how often, due by which words. */
export interface Requirement extends Sourced {
  readonly id: string;
  readonly title: string;
  /** For messages: 第三季度统计表 reads better than the full title. */
  readonly shortTitle: string;
  readonly form:
    | { readonly kind: 'table'; readonly table: string; readonly version: number }
    | { readonly kind: 'report'; readonly outline: readonly string[] };
  readonly offices: 'all' | readonly string[];
  readonly frequency: Frequency | 'once';
  /** The notice's own words. */
  readonly phrase: string;
  /** Null when the notice gives no day: then it is a question for the bureau. */
  readonly due: LocalDate | null;
}

/** A duty without a date or without a form: listed, never chased. */
export interface Duty extends Sourced {
  readonly id: string;
  readonly who: string;
  readonly what: string;
  readonly kind: 'event' | 'undated' | 'continuous';
}

export interface CampaignDefinition {
  readonly id: string;
  readonly title: string;
  /** The notice's noun: 专项整治 / 专项治理. */
  readonly noun: string;
  readonly notice: Notice;
  readonly phases: readonly Phase[];
  readonly bureau: Bureau;
  readonly offices: readonly Office[];
  readonly contacts: readonly Contact[];
  readonly recipients: readonly Recipient[];
  readonly requirements: readonly Requirement[];
  readonly duties: readonly Duty[];
  readonly ladder: Ladder;
  readonly hours: OfficeHours;
  /** Working days a county has to correct a returned sheet (a setting). */
  readonly correctionDays: number;
  /** When the morning digest goes to the officer. */
  readonly digestAt: LocalTime;
}

/** One answer of the bureau to what the notice leaves open. */
export interface Answer {
  /** e.g. `quarterly-table/2023Q3/due` */
  readonly question: string;
  readonly value: string;
  readonly by: string;
  readonly on: LocalDate;
  readonly reason: string;
}
