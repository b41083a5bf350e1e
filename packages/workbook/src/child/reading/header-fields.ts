import type { Finding, HeaderField, TableDefinition } from '@duban/tables';
import type { CellSheet } from '../../cells/types.js';
import { readingTexts as texts } from '../../wording/reading.js';
import { fieldWords } from '../../wording/reading-words.js';
import type { HeaderSpot, Located } from './located.js';
import { cellAt, homeOf, onSheet, textAt } from './spots.js';
import { readDate } from './typed-date.js';

/** Where header fields are looked for: not in the middle of a long ledger. */
const FARTHEST = 400;

/**
 * 填报单位、统计期、联系电话 … of a form without marks: `label：value` in one cell (several of them too), or the label in one cell and
 * the value in the next, merged or not. `colons: needed` on sheets whose column heads may be the same words (联系电话 of a ledger).
 */
export function findHeaderFields(
  table: TableDefinition,
  { sheet, colons }: { readonly sheet: CellSheet; readonly colons: 'needed' | 'optional' },
): ReadonlyMap<string, HeaderSpot> {
  const names = new Names(table.header, colons === 'optional');
  const found = new Map<string, HeaderSpot>();
  const blank = new Map<string, HeaderSpot>();
  for (const cell of sheet.cells.values()) {
    if (cell.row > FARTHEST || cell.content?.kind !== 'text') continue;
    for (const { key, value, last } of names.in(cell.content.text)) {
      if (found.has(key)) continue;
      const own = { sheet, row: cell.row, column: cell.column };
      if (value !== '') found.set(key, { ...own, value });
      else {
        const beside = last ? nextTo(sheet, { row: cell.row, column: cell.column, names }) : null;
        if (beside?.value) found.set(key, beside);
        else if (!blank.has(key)) blank.set(key, beside ?? { ...own, value: '' });
      }
    }
  }
  return new Map([...blank, ...found]);
}

/** The value right of a label: the first cell behind it (and behind its merge) that is no label itself. */
function nextTo(
  sheet: CellSheet,
  { row, column, names }: { row: number; column: number; names: Names },
): HeaderSpot | null {
  const merge = sheet.merges.find((each) => each.top === row && each.left === column);
  const first = (merge?.right ?? column) + 1;
  const blank: HeaderSpot = { sheet, row, column: first, value: '' };
  for (let at = first; at <= first + 3; at += 1) {
    const spot = homeOf(sheet, { row, column: at });
    const text = textAt(spot);
    if (text === '') continue;
    if (names.in(text).length === 0) return { ...spot, value: text };
    return at === first ? null : blank;
  }
  return blank;
}

interface Named {
  readonly key: string;
  readonly value: string;
  /** Nothing follows it in its cell: its value may stand in the next one. */
  readonly last: boolean;
}

/** The labels of a table's header fields, ready to be found in texts. */
class Names {
  readonly #keys = new Map<string, string>();
  readonly #pattern: RegExp;
  readonly #alone: boolean;

  constructor(fields: readonly HeaderField[], alone: boolean) {
    this.#alone = alone;
    for (const { key, label } of fields) {
      for (const name of [label, ...(fieldWords[label] ?? [])]) if (!this.#keys.has(name)) this.#keys.set(name, key);
    }
    const spaced = [...this.#keys.keys()]
      .sort((a, b) => b.length - a.length)
      .map((name) => [...name].map(literal).join('\\s*'));
    // A label is at the beginning or behind a blank or a value's end, and has a colon behind it.
    const sign = '(?:\\s*[(（](?:签字|签章|签名|盖章|公章|印章)[)）])?';
    this.#pattern = new RegExp(`(?<=^|[\\s,，;；、|])(${spaced.join('|') || '(?!)'})${sign}\\s*([:：])`, 'gu');
  }

  in(text: string): readonly Named[] {
    const hits = [...text.matchAll(this.#pattern)];
    if (hits.length === 0) {
      // A label alone in its cell needs no colon; its value is in the next. Two letters (日期, 电话) are too common for that.
      const name = text.replace(/\s/gu, '').replace(/[(（](签字|签章|盖章|公章)[)）]$/u, '');
      const key = this.#alone && name.length > 2 ? this.#keys.get(name) : undefined;
      return key === undefined ? [] : [{ key, value: '', last: true }];
    }
    return hits.map((hit, i) => {
      const key = this.#keys.get((hit[1] ?? '').replace(/\s/gu, '')) ?? '';
      const next = hits[i + 1];
      const value = text.slice(hit.index + hit[0].length, next?.index ?? text.length);
      return { key, value: value.replace(/[,，;；、|\s]+$/u, '').trim(), last: next === undefined };
    });
  }
}

const literal = (letter: string) => letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The header fields as values, with a word on each that is owed and blank. Dates become `YYYY-MM-DD` where they are dates. */
export function readHeader(
  table: TableDefinition,
  located: Pick<Located, 'header' | 'by'>,
): { readonly header: Readonly<Record<string, string>>; readonly findings: readonly Finding[] } {
  const header: Record<string, string> = {};
  const findings: Finding[] = [];
  for (const field of table.header) {
    const spot = located.header.get(field.key);
    const { label } = field;
    if (spot === undefined) {
      // What the system fills in may stay away from a form made elsewhere, and is known anyway.
      if (located.by === 'identity' || !field.required || field.prefilled) continue;
      const [found, expected] = [texts.layoutFound, texts.headerExpected];
      const message = texts['header-missing'](label);
      findings.push(
        onSheet({ check: 'header-missing', severity: 'W', found, expected, message }, { label, spot: null }),
      );
      continue;
    }
    header[field.key] = spot.value;
    // A template's prefilled cells are locked: a form that is filled in once has no 统计期 there, and no clerk could write one.
    if (spot.value === '' && field.required && !(field.prefilled && located.by === 'identity')) {
      const [found, expected] = [texts.blank, texts.headerExpected];
      const message = texts['header-blank'](label);
      findings.push(onSheet({ check: 'header-blank', severity: 'E', found, expected, message }, { label, spot }));
    }
    if (spot.value === '' || field.kind !== 'date') continue;
    const content = cellAt(spot)?.content;
    const date = content?.kind === 'date' && !field.prefilled ? content.date : readDate(spot.value);
    if (date === null) {
      const [found, expected] = [spot.value, texts.dateExpected];
      const message = texts['header-not-date'](label, found);
      findings.push(onSheet({ check: 'header-not-date', severity: 'W', found, expected, message }, { label, spot }));
    } else header[field.key] = date;
  }
  return { header, findings };
}
