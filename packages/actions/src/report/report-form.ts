import { numberedHeadings, writeReportTemplate } from '@duban/documents';
import type { Context } from '../context.js';
import { type CampaignFacts, officeOf, requirementOf } from '../facts/campaign-facts.js';
import { remembered } from '../facts/remembered.js';

/** 提纲: the blank report of one obligation, with the headings the notice asks for. */
export async function reportForm(
  ctx: Context,
  { facts, obligation }: { facts: CampaignFacts; obligation: string },
): Promise<Uint8Array> {
  const { office, requirement } = await ctx.ledger.db
    .selectFrom('obligation')
    .select(['office', 'requirement'])
    .where('id', '=', obligation)
    .executeTakeFirstOrThrow();
  const { title, form } = requirementOf(facts.definition, requirement);
  const outline = form.kind === 'report' ? numberedHeadings(form.outline).map((heading) => ({ heading })) : [];
  const content = { office: officeOf(facts.definition, office).name, title, outline };
  return remembered(ctx, JSON.stringify(content), () => writeReportTemplate(content));
}
