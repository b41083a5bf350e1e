import { DubanError } from '@duban/base';
import { chineseDate, localDate } from '@duban/base/time';
import { lastDayOf, OfficeNames, ONCE, parsePeriod, periodLabel } from '@duban/campaign';
import type { Grid, TableDefinition } from '@duban/tables';
import type { SheetIdentity, WorkbookPool } from '@duban/workbook';
import type { Directory, DirectoryOffice } from './folder/types.js';
import { periodTexts } from './folder/wording.js';

export interface BlankSheet {
  readonly table: TableDefinition;
  readonly directory: Directory;
  readonly office: DirectoryOffice;
  /** As {@link periodOf} gives it. */
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

/** The office that `text` (an id, a name, a code) means; null for none and for more than one. */
export function findOffice({ offices }: Directory, text: string): DirectoryOffice | null {
  const exact = offices.find((office) => office.id === text);
  if (exact !== undefined) return exact;
  const [only, ...more] = new OfficeNames(offices).in(text).offices;
  return more.length > 0 ? null : (offices.find((office) => office.id === only) ?? null);
}

/** The same. Throws DubanError `office-unknown` where there is no such office. */
export function officeNamed(directory: Directory, text: string): DirectoryOffice {
  const found = findOffice(directory, text);
  if (found !== null) return found;
  const known = directory.offices.map((office) => `${office.id} ${office.shortName}`).join('、');
  throw new DubanError('office-unknown', { office: text, known });
}

/** The period of a form that a text means: always the same for one that is filled in once; null where it is needed and not said. Throws DubanError `period-unknown`. */
export function periodOf({ frame }: TableDefinition, text: string | null): string | null {
  if (frame === 'once') return ONCE;
  return text === null ? null : periodNamed(text);
}

/** `2023Q3` of `2023Q3`, `2023年三季度` … Throws DubanError `period-unknown`. */
export function periodNamed(text: string): string {
  const period = parsePeriod(text);
  if (period === null) throw new DubanError('period-unknown', { period: text });
  return period;
}
