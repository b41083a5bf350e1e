import type { LocalDate } from '@duban/base';
import type { Sourced } from './definition.js';

/**
 * What a notice says beside its schedule: who does what, what is aimed at, which rules hold (`matter.yaml`). Nothing here makes an
 * obligation; rules that no part of the program honours yet are carried as data and listed as such (`duban coverage`).
 */
export interface Matter {
  /** 涉及期间: the behaviour under review, never a date of the campaign (YY22-P2: 2020年1月1日以来). */
  readonly scopes: readonly ReviewScope[];
  readonly departments: readonly Department[];
  readonly targets: readonly Target[];
  readonly lists: readonly ListReference[];
  readonly rules: readonly Rule[];
  /** WS25-X: special and routine actions, with who leads them. */
  readonly actions: readonly SpecialAction[];
  /** What is unusual about the notice and where the definition answers it. */
  readonly peculiarities: readonly Peculiarity[];
  readonly modulesOff: readonly ModuleOff[];
}

export interface ReviewScope extends Sourced {
  /** The notice's own words. */
  readonly phrase: string;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly what: string;
}

/** A department the notice gives duties to, by any of its names (WS25-Q2: 网信办, 旗委网信办, 网络安全应急指挥中心). */
export interface Department extends Sourced {
  readonly id: string;
  readonly name: string;
  /** Other names of the same actor; `unsure` ones are a question before launch. */
  readonly aliases: readonly { readonly name: string; readonly unsure: boolean }[];
  /** Duties given only by reference to another document (JN19-D1). */
  readonly citation: string | null;
  readonly duties: readonly (Sourced & { readonly what: string })[];
  /** Functions in the working group, no personal names: `组长：旗人民政府副旗长`. */
  readonly members: readonly (Sourced & { readonly function: string })[];
}

export interface Target extends Sourced {
  readonly id: string;
  readonly title: string;
  /** field: 骨科 …; category: classes of those checked; coverage: 全覆盖; tag: 三假, 三乱; focus: 重点; tool: 追溯码, 大数据模型; jurisdiction: who manages which institutions (JN19-Q1). */
  readonly kind: 'field' | 'category' | 'coverage' | 'tag' | 'focus' | 'tool' | 'jurisdiction' | 'principle';
  readonly items: readonly (Sourced & {
    readonly name: string;
    /** JN23-T1: by the counties themselves or by flying inspection. */
    readonly mode: string | null;
    readonly note: string | null;
    /** jurisdiction: the classes of institutions the unit manages; empty for all of them. */
    readonly covers: readonly string[];
  })[];
}

/** A list annexed to the notice: rows in `lists/<file>`, or still to be issued (WH24-S1). */
export interface ListReference extends Sourced {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  /** CSV in the seed's folder `lists/`; null when the text has not got it. */
  readonly file: string | null;
  /** Why there is no file, in words for the screen; null when there is one. */
  readonly pending: string | null;
  readonly categories: readonly { readonly name: string; readonly count: number }[];
}

export interface Rule extends Sourced {
  readonly id: string;
  readonly kind: 'clue' | 'case' | 'self-inspection' | 'praise' | 'publicity';
  /** What it demands, in the notice's words. */
  readonly what: string;
  /** Figures the rule turns on: `{ banYears: 3 }`, `{ open: 0 }`. */
  readonly params: Readonly<Record<string, string | number | boolean>>;
  /** The part of the program that honours it; null: carried as data only. */
  readonly honouredBy: string | null;
}

export interface SpecialAction extends Sourced {
  readonly id: string;
  readonly title: string;
  readonly kind: 'special' | 'routine';
  /** Department ids. */
  readonly lead: readonly string[];
  readonly what: string;
}

export interface Peculiarity extends Sourced {
  readonly what: string;
  /** Where the definition or the program answers it. */
  readonly answer: string;
}

/** A module this campaign does not use, with the reason (JN23-S0: no self-inspection; YY22-H0: no contacts). */
export interface ModuleOff extends Sourced {
  readonly module:
    | 'self-inspection'
    | 'contacts'
    | 'praise'
    | 'publicity'
    | 'tables'
    | 'final-report'
    | 'clues'
    | 'cases'
    | 'rewards';
  readonly reason: string;
}

export const emptyMatter: Matter = {
  scopes: [],
  departments: [],
  targets: [],
  lists: [],
  rules: [],
  actions: [],
  peculiarities: [],
  modulesOff: [],
};
