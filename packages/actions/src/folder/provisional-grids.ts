import { DubanError } from '@duban/base';
import { plainText } from '@duban/campaign';
import {
  type CellKey,
  cellKey,
  columnsOf,
  type Grid,
  measuresOf,
  parseValue,
  type TableDefinition,
} from '@duban/tables';
import type { ProvisionalLine } from '../read-provisional.js';
import type { Offices } from './office-of-form.js';
import { provisionalTexts as texts } from './wording.js';

/** 快报数 by office. */
export type ProvisionalGrids = ReadonlyMap<string, Grid>;

/**
 * Puts noted figures on the offices and measures (本期) of the forms that are merged, by form id. Every line must find its place: a figure that is
 * silently left out would never be missed. Throws DubanError `provisional-unreadable` with all lines that do not.
 */
export function provisionalGrids(
  lines: readonly ProvisionalLine[],
  { tables, offices }: { readonly tables: readonly TableDefinition[]; readonly offices: Offices },
): ReadonlyMap<string, ProvisionalGrids> {
  const grids = new Map<string, Map<string, Partial<Record<CellKey, number | string | null>>>>();
  const problems: string[] = [];
  for (const { line, office, measure, value } of lines) {
    const whose = offices.namedIn({ name: office, folders: [], archives: [] });
    const [id] = whose;
    const [place] = tables.flatMap((table) => placeIn(table, measure));
    const parsed = place && parseValue(place.measure, value);
    if (id === undefined || whose.length > 1) problems.push(texts.office(line, office));
    else if (place === undefined) problems.push(texts.measure(line, measure));
    else if (parsed === undefined || 'problem' in parsed) problems.push(texts.value(line, value));
    else {
      const byOffice = grids.get(place.table) ?? new Map();
      byOffice.set(id, { ...byOffice.get(id), [cellKey(place.measure.key, 'current')]: parsed.value });
      grids.set(place.table, byOffice);
    }
  }
  if (problems.length > 0)
    throw new DubanError('provisional-unreadable', { name: texts.list, reason: problems.join('；') });
  return grids;
}

function placeIn(table: TableDefinition, named: string) {
  const wanted = bare(named);
  return measuresOf(table)
    .filter(
      (measure) => measure.kind !== 'text' && columnsOf(measure).includes('current') && bare(measure.label) === wanted,
    )
    .map((measure) => ({ table: table.id, measure }));
}

/** 其中：零售药店 and 零售药店（家） are one measure in an officer's notes. */
function bare(label: string): string {
  return plainText(label.replace(/[（(][^（()）]*[)）]\s*$/u, '')).replace(/^其中[:：]?/u, '');
}
