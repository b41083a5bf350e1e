import { editDistance } from '@duban/tables';
import { countEndings, tellingLetters, unitWords } from '../../wording/reading-words.js';

/** A label as it is compared: without blanks, numbering, punctuation and 其中, its unit apart. */
export interface Label {
  readonly text: string;
  /** Still with 其中, where that is how the form tells two labels apart. */
  readonly full: string;
  readonly unit: string | null;
}

const known = new Map<string, Label>();

/** `（二）其中：检查定点 医药机构（家）` → `检查定点医药机构`, unit 家. */
export function labelOf(raw: string): Label {
  const before = known.get(raw);
  if (before !== undefined) return before;
  const label = normalised(raw);
  // Texts of uploads come in here: a child lives long, so the memory of them is bounded.
  if (known.size > 20_000) known.clear();
  known.set(raw, label);
  return label;
}

/** Blanks of every width, and marks that have no width at all. */
const BLANKS = /[\s\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff]+/gu;
const CIRCLED = /[\u2460-\u24ff\u2776-\u2793]/gu;
const NUMBERING =
  /^(第[一二三四五六七八九十百\d]+[章节部分项]+[、.:]?|[一二三四五六七八九十百]+[、.．)]|\([一二三四五六七八九十百\d]{1,3}\)|\d{1,3}(\.\d{1,3})*[、.．)](?!\d)|[-·•●○◆◇■□▪*※★☆—]+)/u;
const PUNCTUATION = /[\p{P}\p{S}]+/gu;
const UNIT_PREFIX = /^(计量)?单位[:：]?/u;

function normalised(raw: string): Label {
  let text = raw
    .replace(CIRCLED, '')
    .normalize('NFKC')
    .replace(BLANKS, '')
    .replace(/[【〔[{]/gu, '(')
    .replace(/[】〕\]}]/gu, ')');
  let unit: string | null = null;
  const all = text;
  text = [...text.matchAll(/\(([^()]*)\)/gu)].reduce((rest, { 0: whole, 1: inner = '', index: at }) => {
    const found = unitNamed(inner.replace(UNIT_PREFIX, ''));
    // 违规例（次）数 names no unit: a unit stands at the end, but for money, which is never part of a name.
    if (found === null || (at + whole.length < all.length && !found.includes('元'))) return rest;
    unit ??= found;
    return rest.replace(whole, '');
  }, text);
  const slash = /^(.{2,})[/／,，、:：](?:单位[:：]?)?([^/／,，、:：]+)$/u.exec(text);
  const behind = slash === null ? null : unitNamed(slash[2] ?? '');
  if (slash !== null && behind !== null && unit === null && !/[,，、]/u.test(slash[1] ?? '')) {
    unit = behind;
    text = slash[1] ?? text;
  }
  let stripped = text;
  for (let last = ''; last !== stripped; ) {
    last = stripped;
    stripped = stripped.replace(NUMBERING, '');
  }
  const full = stripped.replace(PUNCTUATION, '').toLowerCase();
  let part = stripped;
  for (let last = ''; last !== part; ) {
    last = part;
    part = part.replace(/^其中[:：]?/u, '').replace(NUMBERING, '');
  }
  return { text: part.replace(PUNCTUATION, '').toLowerCase() || full, full, unit };
}

const units: ReadonlySet<string> = new Set(unitWords);

/** A unit written alone, `万元` or `单位：万元`; null for anything else. */
export function unitNamed(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(BLANKS, '')
    .replace(/^(人民币|金额)?(计量)?(单位)?[:：]?/u, '');
  return units.has(plain) ? plain : null;
}

/** The label without what stands in brackets: 暂停（中止）医保服务协议 is also written 暂停医保服务协议. */
export function withoutBrackets(raw: string): string {
  if (!/[(（【〔[{]/u.test(raw)) return labelOf(raw).text;
  const bare = raw.normalize('NFKC').replace(/\([^()]*\)/gu, '');
  return labelOf(bare).text;
}

/** The label with and without 数 and the like behind it: 受理举报数 is 受理举报; with `unit`, 受理举报件数 is it too. */
export function endingsOf(text: string, unit: string | null): readonly string[] {
  const shorter = countEndings.flatMap((ending) => [ending, ...(unit ? [`${unit}${ending}`] : [])]);
  const cut = shorter.filter((ending) => text.length > ending.length + 1 && text.endsWith(ending));
  return [text, ...cut.map((ending) => text.slice(0, -ending.length))];
}

/**
 * Whether two different labels are near enough to be one, written differently: few letters changed for their length, and none
 * that turns the meaning. Smaller is nearer; null when they are not.
 */
export function nearness(a: string, b: string): number | null {
  const length = Math.min(a.length, b.length);
  const allowed = length < 5 ? 0 : length < 10 ? 1 : length < 16 ? 2 : 3;
  if (allowed === 0 || Math.abs(a.length - b.length) > allowed) return null;
  if (changesMeaning(a, b)) return null;
  const distance = editDistance(a, b);
  return distance <= allowed ? distance : null;
}

function changesMeaning(a: string, b: string): boolean {
  const counts = new Map<string, number>();
  for (const letter of a) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  for (const letter of b) counts.set(letter, (counts.get(letter) ?? 0) - 1);
  for (const [letter, count] of counts) if (count !== 0 && tellingLetters.includes(letter)) return true;
  return false;
}
