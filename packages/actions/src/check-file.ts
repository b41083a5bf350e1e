import type { Office } from '@duban/campaign';
import { readReport, requireSubstance } from '@duban/documents';
import type { Db } from '@duban/ledger';
import type { Finding, Grid, TableDefinition } from '@duban/tables';
import {
  compareIdentity,
  checkSheet as findingsOf,
  type ReadSheet,
  type SheetIdentity,
  verifyIdentity,
} from '@duban/workbook';
import type { Context } from './context.js';
import { type CampaignFacts, officeOf } from './facts/campaign-facts.js';
import { type Owed, peersOf, previousGrid } from './sheets/accepted-grids.js';
import { modernBytes } from './sheets/modern-bytes.js';
import { identityOf } from './sheets/sheet-identity.js';

export { previousGrid };

/** What checking made of a file. */
export interface CheckedFile {
  readonly findings: readonly Finding[];
  readonly grid: Grid | null;
  readonly places: ReadSheet['places'] | null;
  /** The workbook with its marks, when it has to go back. */
  readonly marked: Uint8Array | null;
}

export interface SheetToCheck {
  readonly facts: CampaignFacts;
  readonly table: TableDefinition;
  readonly obligation: Owed & { readonly id: string };
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
}

/** Reads and checks a sheet; throws DubanError when it is not the sheet that is owed or cannot be opened. `marked` comes later. */
export async function checkSheet(ctx: Context, { facts, table, obligation, file }: SheetToCheck): Promise<CheckedFile> {
  const bytes = await modernBytes(file);
  const sheet = await ctx.workbooks.read({ bytes, name: file.name, table, secret: ctx.secret });
  const office: Office = officeOf(facts.definition, obligation.office);
  const expected = identityOf(obligation, { office, table });
  if (sheet.identity !== null) verifyIdentity(sheet.identity, expected);
  const strange = sheet.identity === null ? withoutIdentity(sheet, { expected, office, table }) : [];
  const missing = await missingPeriods(ctx.ledger.db, obligation);
  const last = await previousGrid(ctx.ledger.db, obligation);
  const against = {
    previous: missing.length === 0 ? last : null,
    lastPeriod: Object.keys(last).length === 0 ? null : last,
    peers: await peersOf(ctx.ledger.db, obligation, table),
  };
  const judged = [...strange, ...findingsOf(sheet, { table, ...against })];
  const findings = missing.length === 0 ? judged : [earlierMissing(table, missing), ...judged];
  return { findings, grid: sheet.grid, places: sheet.places, marked: null };
}

/** A form that is not the issued template is taken by its headers; what it says about itself must not contradict what is owed. */
function withoutIdentity(
  sheet: ReadSheet,
  { expected, office, table }: { expected: SheetIdentity; office: Office; table: TableDefinition },
): readonly Finding[] {
  const officeNames = [office.name, office.shortName];
  return compareIdentity(sheet, { ...expected, tableTitle: table.title, officeNames });
}

/** A sheet with E findings goes back: its workbook with every finding marked. */
export async function withMarks(ctx: Context, file: SheetToCheck['file'], checked: CheckedFile): Promise<CheckedFile> {
  const { findings, grid } = checked;
  if (grid === null || !findings.some((f) => f.severity === 'E')) return checked;
  const bytes = await modernBytes(file);
  return { ...checked, marked: await ctx.workbooks.annotate({ bytes, name: file.name, findings }) };
}

/** Fewer characters than this are no summary of a four-month campaign. */
const LEAST_REPORT = 200;

/** Opens a report and refuses what is not one. */
export async function checkReport(file: SheetToCheck['file']): Promise<CheckedFile> {
  const report = await readReport(file.bytes, file.name);
  requireSubstance(report, { name: file.name, least: LEAST_REPORT });
  return { findings: [], grid: null, places: null, marked: null };
}

/** Earlier periods of the same requirement for which this office has no accepted sheet: 未报 is not 0, so nothing may be compared with them. */
async function missingPeriods(db: Db, obligation: Owed): Promise<string[]> {
  const rows = await db
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select('r.period_label')
    .where('o.campaign', '=', obligation.campaign)
    .where('o.requirement', '=', obligation.requirement)
    .where('o.office', '=', obligation.office)
    .where('o.period', '<', obligation.period)
    .where('o.accepted_submission', 'is', null)
    .where('o.state', 'not in', ['nil', 'exempt', 'withdrawn'])
    .orderBy('o.period')
    .execute();
  return rows.map((row) => row.period_label);
}

/** Tells clerk and officer that the 累计 cannot be checked, and where the earlier figures belong. */
function earlierMissing(table: TableDefinition, periods: readonly string[]): Finding {
  return {
    check: 'earlier-period-missing',
    severity: 'W',
    key: null,
    label: table.title,
    place: null,
    found: `${periods.join('、')}没有审核通过的表`,
    expected: '累计自专项启动起',
    message: `${periods.join('、')}没有审核通过的表，本期累计无法与上期核对。请按专项启动以来填报：以前各期的数填入“上期调整数”，并在情况说明中写明。`,
  };
}
