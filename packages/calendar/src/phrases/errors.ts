import { DubanError, type LocalDate } from '@duban/base';
import { type Lexed, rawSlice } from './lexer.js';
import type { Place } from './syntax.js';

/** From `index` of the lexed text on nothing is understood; the error names the place in the raw text, counted from 1. */
export function unreadable(lexed: Lexed, index: number): DubanError {
  return new DubanError('phrase-unreadable', {
    text: lexed.raw,
    position: (lexed.origin[index] ?? lexed.raw.length) + 1,
    found: rawSlice(lexed, index, Math.min(index + SHOWN, lexed.text.length)),
  });
}

/** A day, month or hour that does not exist: 2月30日, 25时. */
export function impossible(lexed: Lexed, place: Place, reason: string): DubanError {
  return new DubanError('phrase-impossible', {
    text: lexed.raw,
    position: (lexed.origin[place.start] ?? 0) + 1,
    found: rawSlice(lexed, place.start, place.end),
    reason,
  });
}

/** A window that ends before it begins, with both years written. */
export function inverted(lexed: Lexed, from: LocalDate, to: LocalDate): DubanError {
  return new DubanError('phrase-inverted', { text: lexed.raw, from, to });
}

/** How many characters of the unread rest a message shows. */
const SHOWN = 8;
