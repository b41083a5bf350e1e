import { maskIdNumbers } from '@duban/base/mask';
import type { Finding } from '@duban/tables';
import { type CheckedFile, checkReport, checkSheet, type SheetToCheck } from '../check-file.js';
import type { Context } from '../context.js';
import { campaignFacts, requirementOf, tableOf } from '../facts/campaign-facts.js';

/** Gate, reading, identity and checks of a file for what the obligation asks for; writes nothing. Throws what `handIn` refuses a file with. */
export async function checkOwed(
  ctx: Context,
  { obligation: id, file }: { readonly obligation: string; readonly file: SheetToCheck['file'] },
): Promise<CheckedFile> {
  const { db } = ctx.ledger;
  const obligation = await db.selectFrom('obligation').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const facts = await campaignFacts(db, obligation.campaign);
  const table = tableOf(facts, requirementOf(facts.definition, obligation.requirement));
  const checked = await (table ? checkSheet(ctx, { facts, table, obligation, file }) : checkReport(file));
  return { ...checked, findings: checked.findings.map(masked) };
}

/** Findings quote what stands in the sheet, and go into the ledger, mails and marks: from here on no identity number is in them. */
function masked(finding: Finding): Finding {
  const { label, found, expected, message } = finding;
  return {
    ...finding,
    label: maskIdNumbers(label),
    found: maskIdNumbers(found),
    expected: maskIdNumbers(expected),
    message: maskIdNumbers(message),
  };
}
