import type { CampaignDefinition } from '@duban/campaign';

/** The titles of everybody a message may go to, by the id the ledger keeps: contacts, recipients who owe nothing, the bureau's officers. */
export function personTitles(definition: CampaignDefinition): ReadonlyMap<string, string> {
  return new Map([
    ...definition.bureau.officers.map((o) => [o.role, o.title] as const),
    ...definition.recipients.map((r) => [r.id, r.name] as const),
    ...definition.contacts.map((c) => [c.id, c.title] as const),
  ]);
}

/** 基金监管科经办人 for `operator`. */
export function titleOfRole(definition: CampaignDefinition, role: string): string {
  return definition.bureau.officers.find((o) => o.role === role)?.title ?? role;
}
