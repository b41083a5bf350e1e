import type { LocalDate, LocalTime } from '@duban/base';
import type { Frequency, OfficeHours, Rolling } from '@duban/calendar';
import type { Ladder } from './ladder.js';
import type { Matter } from './matter.js';

/** A fact that carries the notice's item it comes from, e.g. `JN23-O13`; `P` marks our own proposal. */
export interface Sourced {
  readonly source: string;
}

/** 通知: what the campaign rests on. The number is unique only together with its issuer (JN23-M1). */
export interface Notice extends Sourced {
  readonly number: string;
  readonly title: string;
  readonly issuers: readonly string[];
  /** May be missing in the text (YY22-Q4): never replaced by today. */
  readonly date: LocalDate | null;
  /** The year its dates belong to while it has no date of its own (YY22, a notice still to be issued). */
  readonly year?: number | undefined;
  readonly basis: readonly string[];
  readonly publicity: string | null;
  /** The documents this one forwards or rests on, from the top down; its own layer is not among them. */
  readonly chain: readonly ChainLink[];
  /** The campaign this document extends or amends (YY22: 云医保发〔2021〕16号 is `yunyang-2021`). */
  readonly extends: {
    readonly campaign: string;
    readonly number: string;
    /** Requirements of that campaign which this document asks for no longer. */
    readonly withdraw: readonly string[];
  } | null;
}

/** One document of the forwarding chain (WH24-M4: nation → province, not attached → city). */
export interface ChainLink extends Sourced {
  readonly id: string;
  readonly layer: 'nation' | 'province' | 'city' | 'county';
  readonly issuer: string;
  readonly number: string | null;
  readonly title: string | null;
  readonly date: LocalDate | null;
  /** What the seed lacks of it, in words for the screen; null when the text is here. */
  readonly gap: string | null;
}

/** How a phrase of the notice was read: kept so that everybody can see why a date is what it is. */
export interface DateReading {
  /** The notice's own words. */
  readonly phrase: string;
  /** `每季度 → 2023Q3 止于 09-30；季后10日内 → 2023-10-10（周二）` */
  readonly derivation: string;
  /** certain: one meaning; ambiguous: the bureau chooses a proposal; pending: an event has to happen; undated: 未定时限. */
  readonly kind: 'certain' | 'ambiguous' | 'pending' | 'undated';
  /** The last days it may mean, by name, most likely first; empty when certain. */
  readonly proposals: readonly { readonly name: string; readonly value: LocalDate }[];
  /** Sentences: falls on a rest day, was past at issue, rests on statutory days only. */
  readonly flags: readonly string[];
  /** The day named lies before the notice's own date: never an office's fault (WS25-Q1). */
  readonly pastAtIssue: boolean;
}

export interface Phase extends Sourced {
  readonly id: string;
  readonly title: string;
  /** The notice's own words, kept. */
  readonly phrase: string;
  readonly start: LocalDate | null;
  readonly end: LocalDate;
  /** The document of the chain it comes from; null: the notice itself. */
  readonly layer: string | null;
  readonly reading: DateReading | null;
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
  /** The first and the last day on which it owes anything (founded or dissolved during the campaign); null or absent: all of it. */
  readonly effective?: Effective;
}

/** Both days included; null: open. */
export interface Effective {
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
}

export type ContactRole = 'A' | 'B' | 'leader';

/** 联系人: a person by function; one may serve several offices. Personal names stay out of the seeds. */
export interface Contact {
  readonly id: string;
  readonly title: string;
  readonly email: string;
  readonly phone: string;
  readonly serves: readonly { readonly office: string; readonly role: ContactRole }[];
  /** The first and the last day in that function, where people change; who is told and called on a day goes by it (`onDuty`). */
  readonly effective?: Effective;
}

/** 主送 / 抄送: who is told, whether or not it owes anything. */
export interface Recipient extends Sourced {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** The reporting office it is, when it is one. */
  readonly office: string | null;
  /** The notice's words when they name nobody in particular (WH24-A2: 国家级开发区有关部门); null for a named one. */
  readonly unresolved: string | null;
  /** Whom the words may mean. */
  readonly proposals: readonly string[];
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
  /** The hour on the due's day from which a hand-in is late (今日17:00前); absent: the day counts to its end. */
  readonly dueTime?: LocalTime;
  /** 催报规则 of its own, instead of the campaign's. */
  readonly ladder?: Ladder;
  /** Null when the notice gives no day, several readings, or one per period: then it is a question, or `duePhrase` says it for each period. */
  readonly due: LocalDate | null;
  /** `due: 次月5个工作日内` as written; null when `due` was written as a date or not at all. */
  readonly duePhrase: string | null;
  /** What the requirement says about a due on a rest day; `stay`: it is flagged and not moved. */
  readonly rolling: Rolling;
  /** The sealed original's own due (practice.md 2); null when none is said. */
  readonly paperDue: LocalDate | null;
  readonly reading: DateReading | null;
  readonly layer: string | null;
  /** The phase it stands in, where the notice puts it into one: a due after its last day is flagged (JN19-Q2). */
  readonly phase?: string;
  /** county: owed to the bureau; upward: the bureau's own duty to its superior, from which counties' dues are planned backwards. */
  readonly direction: 'county' | 'upward';
  /** To whom, as the notice says; null when it does not (WS25-O2). */
  readonly to: string | null;
  /** Artefacts that are complete only together (JN19-O3: 自查整改报告 and 承诺书). */
  readonly artefacts: readonly { readonly id: string; readonly title: string }[];
  /** Departments whose parts make one report (WH24-Q3: five collected and the bureau's own are six). */
  readonly collects: readonly { readonly id: string; readonly department: string }[];
  /** Upward only: which county requirement feeds it, and how many days before it the own draft and the county's due lie. */
  readonly backward: {
    readonly from: string;
    readonly draftDays: number;
    readonly countyDays: number;
    readonly unit: 'day' | 'workday';
  } | null;
  /** The date of the document that brought it into an amended campaign (null: it has none); absent where that is the campaign's own notice. */
  readonly since?: LocalDate | null;
  /** A later document asks for it no longer: what would be due from this day on is withdrawn, what was due before stays as history. */
  readonly ended?: LocalDate;
}

/** A date from which or before which something holds, without anything to hand in (WS25-X1: 4月1日前定点零售药店…). */
export interface Milestone extends Sourced {
  readonly id: string;
  readonly title: string;
  readonly who: string;
  readonly phrase: string;
  readonly bound: 'before' | 'from' | 'within';
  /** The last day (before, within) or the first (from). */
  readonly date: LocalDate | null;
  readonly reading: DateReading | null;
}

/** A duty without a date or without a form: listed, never chased. */
export interface Duty extends Sourced {
  readonly id: string;
  readonly who: string;
  readonly what: string;
  readonly kind: 'event' | 'undated' | 'continuous';
  /** `及时`, `限时办结`, `3月29日全省统一启动`: as written; null when no time is said at all. */
  readonly phrase: string | null;
  readonly layer: string | null;
  /** Of an event that is reported at once (事发1小时内电话、2小时内书面): hours from its registration; `to`: to whom, under which number. */
  readonly immediate?: ImmediateReport | undefined;
  /** The day the bureau set for an undated one; still listed, not chased. */
  readonly due?: LocalDate;
}

export interface ImmediateReport {
  readonly phoneHours: number;
  readonly writtenHours: number;
  readonly to: string | null;
  /** Of the one who is told; absent: it stands in the bureau's own list of duty numbers. */
  readonly phone?: string | undefined;
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
  /** False where the contacts were taken over from an earlier campaign and nobody has looked at them yet. */
  readonly confirmed: boolean;
  readonly recipients: readonly Recipient[];
  readonly requirements: readonly Requirement[];
  readonly duties: readonly Duty[];
  readonly milestones: readonly Milestone[];
  readonly matter: Matter;
  readonly ladder: Ladder;
  readonly hours: OfficeHours;
  /** Working days a county has to correct a returned sheet (a setting). */
  readonly correctionDays: number;
  /** When the morning digest goes to the officer. */
  readonly digestAt: LocalTime;
  /** Only of a re-dated campaign: dues that words give (每月5日前) and that lie before this day are put off to it. */
  readonly earliest?: LocalDate;
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
