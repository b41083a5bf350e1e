import { NOT_A_NUMBER, NUMERAL_RUN, numberOf } from './numerals.js';

/** A phrase in one spelling, with the way back to what was written. */
export interface Lexed {
  readonly raw: string;
  /** NFKC, no white space, Arabic numbers, one kind of dash and of bracket. */
  readonly text: string;
  /** Index in `raw` of every character of `text`, and of its end. */
  readonly origin: readonly number[];
}

interface Spelled {
  readonly char: string;
  readonly origin: number;
}

/** Brings every spelling of a phrase to one: full-width digits, Chinese numerals, the spaces and line breaks of PDF text. */
export function lex(raw: string): Lexed {
  const spelled = numbered(cleaned(raw));
  return {
    raw,
    text: spelled.map((s) => s.char).join(''),
    origin: [...spelled.map((s) => s.origin), raw.length],
  };
}

/** The piece of the raw text behind `text.slice(start, end)`, without its white space: for wording and messages. */
export function rawSlice(lexed: Lexed, start: number, end: number): string {
  return lexed.raw.slice(lexed.origin[start] ?? 0, lexed.origin[end] ?? lexed.raw.length).replace(BLANK, '');
}

/** White space of every kind, zero-width characters and quotation marks: none of them ever changes a date. */
const BLANK = /[\s\u200b-\u200d\u2060\ufeff“”"「」'‘’]/gu;
const DASHES = /[‐‑‒–—―─━−﹣-]/u;
/** What keyboards and scans put for 〇. */
const RINGS = /[○◯⭕]/u;
const TILDES = /[~〜∼～]/u;

function cleaned(raw: string): Spelled[] {
  const out: Spelled[] = [];
  let origin = 0;
  for (const char of raw) {
    for (const c of char.normalize('NFKC').replace(BLANK, '')) {
      const one = DASHES.test(c) ? '-' : TILDES.test(c) ? '~' : RINGS.test(c) ? '〇' : c;
      // 「—」 is often typed twice.
      if (!(one === '-' && out.at(-1)?.char === '-')) out.push({ char: one, origin });
    }
    origin += char.length;
  }
  return out;
}

/** Writes every Chinese number in digits; each digit points at the first numeral of its run. */
function numbered(spelled: readonly Spelled[]): Spelled[] {
  const text = spelled.map((s) => s.char).join('');
  const out: Spelled[] = [];
  for (let i = 0; i < spelled.length; ) {
    const kept = matchAt(NOT_A_NUMBER, text, i);
    // 周五十七时: one numeral is the weekday, the next begins the hour.
    const found = kept ? '' : matchAt(NUMERAL_RUN, text, i);
    const run = /(?:周|星期|礼拜)$/.test(text.slice(0, i)) ? found.slice(0, 1) : found;
    const value = run ? numberOf(run) : null;
    const origin = spelled[i]?.origin ?? 0;
    // 二〇〇三: a leading zero is a digit too.
    if (run && value !== null) out.push(...[...digits(run, value)].map((char) => ({ char, origin })));
    else out.push(...spelled.slice(i, i + (kept.length || run.length || 1)));
    i += kept.length || run.length || 1;
  }
  return out;
}

function digits(run: string, value: number): string {
  return /[十百廿卅]/.test(run) ? String(value) : String(value).padStart(run.length, '0');
}

function matchAt(pattern: RegExp, text: string, index: number): string {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0] ?? '';
}
