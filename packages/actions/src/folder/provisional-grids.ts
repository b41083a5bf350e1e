import { DubanError, isMoneyUnit } from '@duban/base';
import { plainText } from '@duban/campaign';
import {
  type CellKey,
  cellKey,
  cellLabel,
  columnsOf,
  type Grid,
  type Measure,
  measuresOf,
  parseValue,
  type TableDefinition,
} from '@duban/tables';
import type { ProvisionalLine, ProvisionalList } from '../read-provisional.js';
import { provisionalTexts as texts } from './list-wording.js';
import type { Offices } from './office-of-form.js';

/** 快报数 by office. */
export type ProvisionalGrids = ReadonlyMap<string, Grid>;

/** A form that is merged, and who has a row in it. */
export interface MergedRows {
  readonly table: TableDefinition;
  readonly rows: readonly string[];
}

interface Place {
  readonly form: MergedRows;
  readonly measure: Measure;
}

interface Noted {
  readonly table: string;
  readonly office: string;
  readonly key: CellKey;
  readonly value: number;
}

/**
 * Puts noted figures on the offices and measures (本期) of the forms that are merged, by form id. Every line must find its place: a figure that is
 * silently left out would never be missed. Throws DubanError `provisional-unreadable` with all lines that do not.
 */
export function provisionalGrids(
  { name, lines }: ProvisionalList,
  { forms, offices }: { readonly forms: readonly MergedRows[]; readonly offices: Offices },
): ReadonlyMap<string, ProvisionalGrids> {
  const grids = new Map<string, Map<string, Grid>>();
  const first = new Map<string, number>();
  const problems: string[] = [];
  for (const line of lines) {
    const noted = notedOf(line, { forms, offices });
    if (typeof noted === 'string') {
      problems.push(noted);
      continue;
    }
    const { table, office, key, value } = noted;
    const place = JSON.stringify([table, office, key]);
    const before = first.get(place);
    if (before !== undefined) problems.push(texts.twice(line.line, before));
    first.set(place, before ?? line.line);
    const byOffice = grids.get(table) ?? new Map<string, Grid>();
    grids.set(table, byOffice.set(office, { ...byOffice.get(office), [key]: value }));
  }
  if (problems.length > 0) throw new DubanError('provisional-unreadable', { name, reason: problems.join('；') });
  return grids;
}

/** The figure of a line, or Chinese: why it has no place. */
function notedOf(
  { line, office, measure, value, unit }: ProvisionalLine,
  { forms, offices }: { readonly forms: readonly MergedRows[]; readonly offices: Offices },
): Noted | string {
  if (office === '') return texts.noOffice(line);
  if (measure === '') return texts.noMeasure(line);
  const [id, ...otherOffices] = offices.named(office);
  if (id === undefined || otherOffices.length > 0) return texts.office(line, office);
  const places = placesOf(forms, measure);
  const [place, ...otherPlaces] = places;
  if (place === undefined) return texts.measure(line, measure);
  if (otherPlaces.length > 0) return texts.severalMeasures(line, { name: measure, places: places.map(calledInFull) });
  const { table, rows } = place.form;
  if (!rows.includes(id)) return texts.notOwing(line, { name: office, table: table.title });
  // The unit behind the number, else the one behind the measure's name, else the one of the column.
  const { remark } = partsOf(measure);
  const told = /\p{Nd}$/u.test(value) ? `${value}${isMoneyUnit(remark) ? remark : unit}` : value;
  const parsed = parseValue(place.measure, told);
  if ('problem' in parsed || typeof parsed.value !== 'number') return texts.value(line, told);
  return { table: table.id, office: id, key: cellKey(place.measure.key, 'current'), value: parsed.value };
}

/** Where a measure called so stands: by its whole name, else by what an officer's notes make of it. More than one is never a choice made here. */
function placesOf(forms: readonly MergedRows[], called: string): readonly Place[] {
  const all = forms.flatMap((form) =>
    measuresOf(form.table)
      .filter((measure) => measure.kind !== 'text' && columnsOf(measure).includes('current'))
      .map((measure) => ({ form, measure })),
  );
  const whole = plainText(called);
  const exact = all.filter(({ measure }) =>
    [measure.label, cellLabel(measure, 'current'), `${measure.label}(${measure.unit})`].some(
      (name) => plainText(name) === whole,
    ),
  );
  return exact.length > 0 ? exact : all.filter(({ measure }) => means(called, measure));
}

/** 零售药店（家） means 其中：零售药店, and 追回合计（元） an amount in another unit; 检查家次（累计） means nothing that is noted here. */
function means(called: string, measure: Measure): boolean {
  const [theirs, own] = [partsOf(called), partsOf(measure.label)];
  if (theirs.words !== own.words) return false;
  const fitting = ['', own.remark, measure.unit, partsOf(cellLabel(measure, 'current')).remark];
  return fitting.includes(theirs.remark) || (measure.kind === 'money' && isMoneyUnit(theirs.remark));
}

/** A name without 其中 and without the brackets at its end, and what stands in them. */
function partsOf(name: string): { readonly words: string; readonly remark: string } {
  const [, words = '', remark = ''] = /^(?:其中:?)?(.*?)(?:\(([^()]*)\))?$/u.exec(plainText(name)) ?? [];
  return { words, remark };
}

function calledInFull({ form, measure }: Place): string {
  return `${form.table.id}“${cellLabel(measure, 'current')}”`;
}
