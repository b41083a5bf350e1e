import type { LocalDate } from '@duban/base';
import type { Office, OfficeEntry } from '@duban/campaign';
import type { Finding, Severity, TableDefinition } from '@duban/tables';
import type { ReadForm } from '@duban/workbook';

/** A file as it lay in the folder, or in an archive there. Nothing has been looked at but its name and its first bytes. */
export interface FoundFile {
  /** From the folder on, with `/`; archives count as folders: `第二批/汶上.zip/汶上县.xlsx`. */
  readonly path: string;
  readonly name: string;
  /** Sub-folders it lies in, the outermost first, those inside archives too. */
  readonly folders: readonly string[];
  /** Archives it came in, the outermost first. */
  readonly archives: readonly string[];
  /** Milliseconds; null when nothing says it. */
  readonly modifiedAt: number | null;
  readonly content: FileContent;
}

export type FileContent =
  | { readonly kind: 'sheet'; readonly bytes: () => Promise<Uint8Array> }
  /** `.xls`, `.et`: read after a conversion, where that is possible. */
  | { readonly kind: 'legacy'; readonly bytes: () => Promise<Uint8Array> }
  | LeftAlone;

/** A file that no figure is taken from. */
export interface LeftAlone {
  readonly kind: 'other';
  /** Chinese: what it is. */
  readonly what: string;
  /** What the officer has to do with it; empty: nothing. */
  readonly advice: string;
  /** System litter that nobody misses. */
  readonly quiet: boolean;
  /** It may hold forms (an archive, a workbook of another kind, a link): the merge is not complete before somebody has looked. */
  readonly unopened?: boolean;
}

/** A list of the offices that owe the forms. */
export interface Directory {
  /** For the screen: `jining-2023（济宁市2023年…）`, `单位名录.xlsx`. */
  readonly title: string;
  readonly offices: readonly DirectoryOffice[];
  /** The campaign it belongs to; null for a list given by hand. */
  readonly campaign: DirectoryCampaign | null;
}

export interface DirectoryOffice extends OfficeEntry {
  /** Only subordinates are chased (practice.md 5). */
  readonly standing: Office['standing'];
}

export interface DirectoryCampaign {
  readonly id: string;
  readonly title: string;
  readonly forms: readonly {
    readonly table: string;
    readonly requirement: string;
    readonly offices: readonly string[];
    readonly frequency: 'monthly' | 'quarterly' | 'once';
    /** In order; before the first there are no figures. */
    readonly rounds: readonly { readonly period: string; readonly asOf: LocalDate | null; readonly due: LocalDate }[];
  }[];
}

export type Source = 'identity' | 'header' | 'title' | 'file' | 'folder' | 'archive';
export type PeriodSource = Source | 'asOf' | 'assumed';

/** One form of one file, and whose and of when it is. */
export interface KnownForm {
  readonly file: ReadFile;
  readonly form: ReadForm;
  readonly table: TableDefinition;
  readonly office: { readonly id: string; readonly name: string; readonly by: Source } | null;
  /** Ids of offices that it may be when `office` is null. */
  readonly candidates: readonly string[];
  readonly period: { readonly id: string; readonly by: PeriodSource } | null;
  readonly periodCandidates: readonly string[];
  /** Contradictions and assumptions about office and period, as W and I findings about the whole sheet. */
  readonly doubts: readonly Finding[];
}

/** A file as it was read. */
export interface ReadFile {
  readonly found: FoundFile;
  readonly sha256: string;
  /** An .xlsx, read again when it has to be marked so that thousands of files are not held: of a converted file, what LibreOffice made of it. */
  readonly bytes: () => Promise<Uint8Array>;
  readonly converted: boolean;
}

/** What became of a form (of a file, where no form was found in it). */
export type Fate =
  | 'merged'
  /** Held back: it has E findings. */
  | 'to-correct'
  /** Another version of the same office was taken. */
  | 'superseded'
  | 'duplicate'
  /** Another period than the one merged; may have served for comparison. */
  | 'other-period'
  | 'other-form'
  | 'office-unclear'
  | 'period-unclear'
  /** A workbook without any form we know. */
  | 'no-form'
  | 'unreadable'
  /** Word, PDF, pictures … */
  | 'not-a-sheet'
  | 'litter';

/** One line of the account of what happened to the files. */
export interface FileLine {
  readonly file: string;
  readonly sha256: string | null;
  readonly table: string | null;
  readonly office: { readonly id: string; readonly name: string; readonly by: Source } | null;
  /** Names of the offices it may be. */
  readonly candidates: readonly string[];
  readonly period: { readonly id: string; readonly label: string; readonly by: PeriodSource } | null;
  readonly fate: Fate;
  /** Chinese, one sentence: why, and what to do. */
  readonly reason: string;
  /** What is wrong with the form, for the office to mend or explain. */
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<Severity, number>>;
  /** Contradictions and assumptions about whose and of when it is, for the officer to look at. */
  readonly doubts: readonly Finding[];
  /** The marked return, by its place in the out folder; null without one. */
  readonly marked: string | null;
}

export type OfficeStanding = 'counted' | 'to-correct' | 'missing';

/** How one office stands in one form. */
export interface OfficeLine {
  readonly office: string;
  readonly name: string;
  readonly standing: OfficeStanding;
  readonly file: string | null;
  /** Why this of several versions, or what else is worth knowing. */
  readonly note: string;
  /** Missing and not subordinate: asked, not chased. */
  readonly asked: boolean;
}

/** One form merged for one period. */
export interface FormMerged {
  readonly table: string;
  readonly title: string;
  readonly period: {
    readonly id: string;
    readonly label: string;
    readonly how: 'asked' | 'majority' | 'folder' | 'once';
  };
  /** Chinese: how the period was found. */
  readonly periodNote: string;
  readonly offices: readonly OfficeLine[];
  /** How many offices owe the form; null where no directory says so: then nobody is called missing. */
  readonly expected: number | null;
  /** What is wrong with the totals (`scope: merged` checks, blocks that nobody filled in). */
  readonly findings: readonly Finding[];
  /** The merged workbook's name; null when nothing could be merged. */
  readonly workbook: string | null;
}

export interface OutputFile {
  /** Inside the out folder, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface FolderMerged {
  readonly directory: { readonly title: string; readonly offices: number } | null;
  /** Chinese: which directory was taken and why, or what follows from having none. */
  readonly directoryNote: string;
  readonly forms: readonly FormMerged[];
  /** In order of path; a file with two forms has two lines. */
  readonly files: readonly FileLine[];
  /** Everything to be written; empty for a dry run. */
  readonly outputs: readonly OutputFile[];
}
