import { findPeriods, plainText } from '@duban/campaign';
import { compareText } from './compare-text.js';
import { versionReasons as texts } from './wording.js';

/** What is known of one of several versions of a form from one office. */
export interface Version {
  readonly path: string;
  /** The 报出日期 of its header as written; null without one. */
  readonly filedOn: string | null;
  readonly errors: number;
  /** Its file name says another office. */
  readonly contradicted: boolean;
  readonly modifiedAt: number | null;
}

/** The best version first, and Chinese: why it was taken. */
export interface Chosen<V extends Version> {
  readonly best: V;
  readonly others: readonly V[];
  readonly why: string;
  /** Only the file time or the order of names decided, and neither says what the office meant. */
  readonly weak: boolean;
}

interface Key {
  readonly value: number | null;
  readonly why: string;
}

/** Copies and downloads touch a file's time within this. */
const SAME_TIME_MS = 2_000;

/**
 * Takes one of several versions. In this order: one whose names do not say another office; the later 报出日期; what the name says (更正 / 修改 … over nothing, 最终 / 定稿 over those, a
 * higher number, 初稿 / 作废 last); one without E findings; the later file time, which any copying changes and which therefore comes last. A
 * criterion that one of the versions lacks is left out for all, so that the order never runs in a circle.
 */
export function chooseVersion<V extends Version>(versions: readonly [V, ...V[]]): Chosen<V> {
  const keyed = versions.map((version) => ({ version, keys: keysOf(version) }));
  const used = keyed[0]?.keys.map((_, at) => keyed.every(({ keys }) => keys[at]?.value !== null)) ?? [];
  const compare = (a: readonly Key[], b: readonly Key[]): { order: number; why: string | null } => {
    for (const [at, isUsed] of used.entries()) {
      const order = (b[at]?.value ?? 0) - (a[at]?.value ?? 0);
      if (isUsed && order !== 0) return { order, why: (order < 0 ? a : b)[at]?.why ?? null };
    }
    return { order: 0, why: null };
  };
  const sorted = keyed.toSorted((a, b) => {
    const { order } = compare(a.keys, b.keys);
    return order === 0 ? compareText(b.version.path, a.version.path) : order;
  });
  const [first, second] = sorted;
  const best = first?.version ?? versions[0];
  const why = first && second ? (compare(first.keys, second.keys).why ?? texts.unclear) : '';
  const weak = why === texts.time || why === texts.unclear;
  return { best, others: sorted.slice(1).map(({ version }) => version), why, weak };
}

function keysOf({ path, filedOn, errors, contradicted, modifiedAt }: Version): readonly Key[] {
  const day = filedOn === null ? undefined : findPeriods(filedOn).days[0];
  const { rank, mark } = markOf(path);
  return [
    { value: contradicted ? 0 : 1, why: texts.consistent },
    { value: day === undefined ? null : Number(day.replaceAll('-', '')), why: texts.filedOn(day ?? '') },
    { value: rank, why: mark === '' ? texts.notDraft : texts.name(mark) },
    { value: errors === 0 ? 1 : 0, why: texts.clean },
    { value: modifiedAt === null ? null : Math.floor(modifiedAt / SAME_TIME_MS), why: texts.time },
  ];
}

const LEVELS: readonly (readonly [RegExp, number])[] = [
  [/作废|废弃|旧版|(?<!\d)old(?![a-z])/, -200],
  [/草稿|初稿|草表|征求意见/, -100],
  [/最终|终稿|终版|定稿|定版|正式|审定|final/, 200],
  [/更正|修改|修订|修正|订正|改正|重报|补正|补报|更新|新版|重新/, 100],
];
const NUMBERED =
  /v(\d{1,2})(?!\d)|第([2-9二三四五六七八九])[版次稿]|[(（](\d{1,2})[)）](?=\.|$|\/)|(?:版|稿|修改|更正|最终|终稿|定稿)(\d{1,2})(?!\d)/g;

/** How late a version its name says it is; `mark` is the word that says so. Sub-folders count: 更正/任城区.xlsx. */
export function markOf(path: string): { readonly rank: number; readonly mark: string } {
  const plain = plainText(path);
  const level = LEVELS.map(([pattern, rank]) => ({ rank, mark: pattern.exec(plain)?.[0] ?? '' })).find((l) => l.mark);
  let best = { number: 0, mark: '' };
  for (const m of plain.matchAll(NUMBERED)) {
    const digits = m.slice(1).find((group) => group !== undefined) ?? '0';
    const number = /\d/.test(digits) ? Number(digits) : '一二三四五六七八九'.indexOf(digits) + 1;
    if (number > best.number) best = { number, mark: m[0] };
  }
  return { rank: (level?.rank ?? 0) + best.number, mark: level?.mark ?? best.mark };
}
