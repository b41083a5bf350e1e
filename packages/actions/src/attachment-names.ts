import type { AttachmentRef, Db } from '@duban/ledger';
import { type CampaignFacts, officeOf, requirementOf, whatIsOwed } from './campaign-facts.js';

/** The names of the enclosures, as the text of the message lists them. */
export async function attachmentNames(db: Db, facts: CampaignFacts, refs: readonly AttachmentRef[]): Promise<string[]> {
  const names: string[] = [];
  for (const ref of refs) names.push(await attachmentName(db, facts, ref));
  return names;
}

/** The file name of one enclosure as the recipient sees it. */
export async function attachmentName(db: Db, facts: CampaignFacts, ref: AttachmentRef): Promise<string> {
  if (ref.kind === 'blob') return ref.name;
  if (ref.kind === 'calendar') return ref.offices.length === 0 ? '工作阶段.ics' : '报送日程.ics';
  const { office, requirement, period_label: period } = await dutyOf(db, ref.obligation);
  const what = whatIsOwed(requirementOf(facts.definition, requirement), period);
  const { shortName } = officeOf(facts.definition, office);
  return ref.kind === 'template' ? `${shortName}-${what}.xlsx` : `${shortName}-${what}（提纲）.docx`;
}

/** Whose and which an obligation is. */
export function dutyOf(
  db: Db,
  obligation: string,
): Promise<{ office: string; requirement: string; period_label: string }> {
  return db
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(['o.office', 'o.requirement', 'r.period_label'])
    .where('o.id', '=', obligation)
    .executeTakeFirstOrThrow();
}
