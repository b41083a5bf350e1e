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
  return table ? checkSheet(ctx, { facts, table, obligation, file }) : checkReport(file);
}
