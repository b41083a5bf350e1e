import { DubanError } from '@duban/base';
import { chineseDate, localDate } from '@duban/base/time';
import { lastDayOf, OfficeNames, parsePeriod, periodLabel } from '@duban/campaign';
import type { Grid, TableDefinition } from '@duban/tables';
import type { SheetIdentity, WorkbookPool } from '@duban/workbook';
import type { Directory, DirectoryOffice } from './folder/types.js';
import { periodTexts } from './folder/wording.js';

export interface BlankSheet {
  readonly table: TableDefinition;
  readonly directory: Directory;
  readonly office: DirectoryOffice;
  /** `2023Q3`; any text for a form that is filled in once. */
  readonly period: string;
  /** The last accepted 累计; `{}` when nothing came before. */
  readonly previous: Grid;
  readonly secret: string;
}

/** A template for one office and period, without a server: signed, so that `duban merge` knows whose it is whatever its file is called. */
export async function blankSheet(
  { workbooks }: { readonly workbooks: Pick<WorkbookPool, 'template'> },
  { table, directory, office, period, previous, secret }: BlankSheet,
): Promise<Uint8Array> {
  const form = directory.campaign?.forms.find((each) => each.table === table.id);
  const round = form?.rounds.find((each) => each.period === period);
  const asOf = round?.asOf ?? lastDayOf(period);
  const identity: SheetIdentity = {
    campaign: directory.campaign?.id ?? '',
    requirement: form?.requirement ?? '',
    office: office.id,
    officeName: office.name,
    period,
    table: table.id,
    version: table.version,
  };
  const label = table.frame === 'once' ? '' : periodLabel(period);
  return workbooks.template({
    table,
    identity,
    secret,
    prefill: {
      header: {
        reportUnit: office.name,
        divisionCode: office.code ?? '',
        period: table.frame === 'once' ? periodTexts.onceLabel : label,
        asOf: asOf === null ? '' : chineseDate(localDate(asOf), true),
      },
      previous,
      periodLabel: label,
      dueLabel: round ? chineseDate(round.due, true) : '',
    },
  });
}

/** The office that `text` (an id, a name, a code) means. Throws DubanError `office-unknown` for none and for more than one. */
export function officeNamed(directory: Directory, text: string): DirectoryOffice {
  const exact = directory.offices.find((office) => office.id === text);
  const [only, ...more] = new OfficeNames(directory.offices).in(text).offices;
  const found = exact ?? (more.length === 0 ? directory.offices.find((office) => office.id === only) : undefined);
  if (found !== undefined) return found;
  const known = directory.offices.map((office) => `${office.id} ${office.shortName}`).join('、');
  throw new DubanError('office-unknown', { office: text, known });
}

/** `2023Q3` of `2023Q3`, `2023年三季度` … Throws DubanError `period-unknown`. */
export function periodNamed(text: string): string {
  const period = parsePeriod(text);
  if (period === null) throw new DubanError('period-unknown', { period: text });
  return period;
}
