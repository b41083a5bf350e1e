import { dice } from '@duban/base/dice';
import type { Office, Requirement } from '@duban/campaign';
import { writeCountyReport } from '@duban/documents';
import type { Grid, TableDefinition } from '@duban/tables';
import { createWorkbookPool } from '@duban/workbook';
import { type CountySheet, fillCountySheet, sizeOf } from './county-sheet.js';
import { reportParagraphs } from './report-text.js';

/** Simulated clerks for a system that runs for real: they fill in what they download (end-to-end tests, chaos rounds). */
export interface County {
  sheet(asked: {
    readonly office: Pick<Office, 'id' | 'kind'>;
    readonly table: TableDefinition;
    readonly template: Uint8Array;
    readonly previous: Grid;
    /** What the figures are drawn from, beside the seed; another name gives other figures. */
    readonly name: string;
    readonly blunder: CountySheet['blunder'];
  }): Promise<{ bytes: Uint8Array; grid: Grid }>;
  report(office: Pick<Office, 'name' | 'shortName'>, requirement: Requirement): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Opens the county's side of a live system; `seed` draws its figures. */
export function openCounty(seed: number): County {
  const workbooks = createWorkbookPool({ size: 1 });
  return {
    sheet: ({ office, name, ...rest }) =>
      fillCountySheet(workbooks, { ...rest, dice: dice(seed, name), size: sizeOf(office, seed) }),
    report: (office, { title, form }) =>
      writeCountyReport({
        office: office.name,
        title: `${office.shortName}${title}`,
        paragraphs: form.kind === 'report' ? reportParagraphs(form.outline) : [],
      }),
    close: () => workbooks.close(),
  };
}
