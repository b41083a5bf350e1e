import type { CampaignDefinition } from '@duban/campaign';
import type { AttachmentRef } from '@duban/ledger';
import { officeOf, requirementOf, whatIsOwed } from '../facts/campaign-facts.js';

/** What the names of enclosures are made of. */
export interface Naming {
  /** A mail may bring the forms of several. */
  readonly campaigns: ReadonlyMap<string, { readonly definition: CampaignDefinition }>;
  /** By obligation: whose form it is. */
  readonly forms: ReadonlyMap<string, Duty & { readonly campaign: string }>;
}

/** A title in a file name: the longest there are would not fit a path of Windows. */
const TITLE_LENGTH = 40;

/**
 * The file names of a mail's enclosures as the recipient sees them, in their order. Where two would be called the same (two campaigns ask
 * for the same form), each of them says of which campaign it is: whoever saves both would keep one.
 */
export function attachmentNames(refs: readonly AttachmentRef[], naming: Naming): string[] {
  const plain = refs.map((ref) => attachmentName(ref, naming));
  const titled = refs.map((ref, at) => {
    const name = plain[at] ?? '';
    const title = isTwice(name, plain) ? titleOf(ref, naming) : null;
    return title === null ? name : beforeExtension(name, `（${title.slice(0, TITLE_LENGTH)}）`);
  });
  const count = new Map<string, number>();
  return titled.map((name) => {
    const n = (count.get(name) ?? 0) + 1;
    count.set(name, n);
    return n === 1 ? name : beforeExtension(name, `（${n}）`);
  });
}

const isTwice = (name: string, names: readonly string[]): boolean => names.filter((other) => other === name).length > 1;

function titleOf(ref: AttachmentRef, { campaigns, forms }: Naming): string | null {
  const duty = 'obligation' in ref ? forms.get(ref.obligation) : undefined;
  return (duty && campaigns.get(duty.campaign)?.definition.title) ?? null;
}

function beforeExtension(name: string, addition: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? `${name}${addition}` : `${name.slice(0, dot)}${addition}${name.slice(dot)}`;
}

function attachmentName(ref: AttachmentRef, { campaigns, forms }: Naming): string {
  if (ref.kind === 'blob') return ref.name;
  if (ref.kind === 'calendar') return calendarName(ref);
  const duty = forms.get(ref.obligation);
  const campaign = duty && campaigns.get(duty.campaign);
  if (!campaign) throw new RangeError(`no obligation ${ref.obligation}`);
  return formName(campaign.definition, ref, duty);
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
