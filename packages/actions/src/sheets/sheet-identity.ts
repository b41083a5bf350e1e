import type { Office } from '@duban/campaign';
import type { TableDefinition } from '@duban/tables';
import type { SheetIdentity } from '@duban/workbook';

/** What the hidden sheet of an obligation's template must say. */
export function identityOf(
  obligation: { readonly campaign: string; readonly requirement: string; readonly period: string },
  form: { readonly office: Office; readonly table: TableDefinition },
): SheetIdentity {
  return {
    campaign: obligation.campaign,
    requirement: obligation.requirement,
    office: form.office.id,
    officeName: form.office.name,
    period: obligation.period,
    table: form.table.id,
    version: form.table.version,
  };
}
