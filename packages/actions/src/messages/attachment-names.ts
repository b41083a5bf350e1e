import type { CampaignDefinition } from '@duban/campaign';
import type { AttachmentRef, Db } from '@duban/ledger';
import { type CampaignFacts, campaignFacts, officeOf, requirementOf, whatIsOwed } from '../facts/campaign-facts.js';

/** The names of the enclosures, as the text of the message lists them. */
export async function attachmentNames(db: Db, facts: CampaignFacts, refs: readonly AttachmentRef[]): Promise<string[]> {
  const names: string[] = [];
  for (const ref of refs) names.push(await attachmentName(db, facts, ref));
  return names;
}

/** The file name of one enclosure as the recipient sees it. */
export async function attachmentName(db: Db, facts: CampaignFacts, ref: AttachmentRef): Promise<string> {
  if (ref.kind === 'blob') return ref.name;
  if (ref.kind === 'calendar') return calendarName(ref);
  const duty = await dutyOf(db, ref.obligation);
  // A mail may bring the forms of several campaigns.
  const { definition } = duty.campaign === facts.definition.id ? facts : await campaignFacts(db, duty.campaign);
  return formName(definition, ref, duty);
}

export function calendarName({ offices }: Extract<AttachmentRef, { kind: 'calendar' }>): string {
  return offices.length === 0 ? '工作阶段.ics' : '报送日程.ics';
}

/** The file name of a form to be filled in. */
export function formName(
  definition: CampaignDefinition,
  { kind }: Extract<AttachmentRef, { obligation: string }>,
  { office, requirement, period_label: period }: Duty,
): string {
  const what = whatIsOwed(requirementOf(definition, requirement), period);
  const { shortName } = officeOf(definition, office);
  return kind === 'template' ? `${shortName}-${what}.xlsx` : `${shortName}-${what}（提纲）.docx`;
}

/** The file name of what was handed in: as of the form it answers, with the version when it is not the first. */
export function receivedName(definition: CampaignDefinition, received: Duty & { readonly version: number }): string {
  const requirement = requirementOf(definition, received.requirement);
  const { shortName } = officeOf(definition, received.office);
  const version = received.version > 1 ? `（第${received.version}版）` : '';
  const extension = requirement.form.kind === 'table' ? 'xlsx' : 'docx';
  return `${shortName}-${whatIsOwed(requirement, received.period_label)}${version}.${extension}`;
}

export interface Duty {
  readonly office: string;
  readonly requirement: string;
  readonly period_label: string;
}

/** Whose and which an obligation is. */
export function dutyOf(db: Db, obligation: string): Promise<Duty & { readonly campaign: string }> {
  return db
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(['o.campaign', 'o.office', 'o.requirement', 'r.period_label'])
    .where('o.id', '=', obligation)
    .executeTakeFirstOrThrow();
}
