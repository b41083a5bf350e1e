import { numberedHeadings, writeReportTemplate } from '@duban/documents';
import { dutyOf } from './attachment-names.js';
import { type CampaignFacts, officeOf, requirementOf } from './campaign-facts.js';
import type { Context } from './context.js';
import { remembered } from './remembered.js';

/** 提纲: the blank report of one obligation, with the headings the notice asks for. */
export async function reportForm(
  ctx: Context,
  { facts, obligation }: { facts: CampaignFacts; obligation: string },
): Promise<Uint8Array> {
  const { office, requirement } = await dutyOf(ctx.ledger.db, obligation);
  const { title, form } = requirementOf(facts.definition, requirement);
  const outline = form.kind === 'report' ? numberedHeadings(form.outline).map((heading) => ({ heading })) : [];
  const content = { office: officeOf(facts.definition, office).name, title, outline };
  return remembered(ctx, JSON.stringify(content), () => writeReportTemplate(content));
}
