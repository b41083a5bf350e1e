import { type Against, checkGrid, type Finding, type TableDefinition } from '@duban/tables';
import type { ReadForm } from './contract.js';
import { inPlaceOrder } from './order.js';

/** What checking needs of a form that was read. */
export type CheckedForm = Pick<ReadForm, 'grid' | 'places' | 'findings'> &
  Partial<Pick<ReadForm, 'sheet' | 'ledgers' | 'ledgerPlaces' | 'absentBlocks'>>;

/**
 * All findings on one form in the order of place: what reading it had to say, then the table's checks, each with the cell
 * it points at. A cell that reading could not use is not also called blank. `previous`: last accepted 累计, {} at first, null when
 * an earlier period is missing; the rest of {@link Against} as it is known.
 */
export function checkSheet(
  read: CheckedForm,
  { table, ...against }: Against & { readonly table: TableDefinition },
): readonly Finding[] {
  const refused = new Set(read.findings.filter(({ severity }) => severity === 'E').map(whereOf));
  const { ledgers, absentBlocks } = read;
  const own = {
    ...(ledgers === undefined ? {} : { ledgers }),
    ...(absentBlocks === undefined ? {} : { absentBlocks }),
  };
  const judged = checkGrid(table, read.grid, { ...against, ...own })
    .filter((finding) => !(finding.check === 'blank' && refused.has(whereOf(finding))))
    .map((finding) => ({ ...finding, place: placeIn(read, finding) }));
  return inPlaceOrder([...read.findings, ...judged], sheetsOf(read));
}

/** The figure or the field of a record a finding is about. */
function whereOf({ key, record }: Finding): string {
  return record === undefined ? (key ?? '') : `${record.ledger} ${record.row} ${record.column ?? ''}`;
}

function placeIn(read: CheckedForm, { key, record }: Finding): Finding['place'] {
  if (record === undefined) return (key === null ? null : read.places[key]) ?? null;
  const places = read.ledgerPlaces?.[record.ledger];
  const row = places?.rows[record.row];
  if (places === undefined || row === undefined) return null;
  const letters = record.column === null ? undefined : places.columns[record.column];
  return { sheet: places.sheet, cell: `${letters ?? Object.values(places.columns)[0] ?? 'A'}${row}` };
}

function sheetsOf({ sheet, places, ledgerPlaces = {} }: CheckedForm): readonly string[] {
  const figures = Object.values(places).flatMap((place) => (place === undefined ? [] : [place.sheet]));
  return [
    ...new Set([
      ...(sheet === undefined ? [] : [sheet]),
      ...figures,
      ...Object.values(ledgerPlaces).map((each) => each.sheet),
    ]),
  ];
}
