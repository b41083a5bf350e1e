import { DubanError } from '@duban/base';
import type { CampaignDefinition, LadderStep, Office, Requirement } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import type { TableDefinition } from '@duban/tables';

/** A running campaign as it was launched: definition and forms. */
export interface CampaignFacts {
  readonly definition: CampaignDefinition;
  readonly tables: readonly TableDefinition[];
}

/** What was read lately, by content: a definition of 100 KB is not parsed at every tick. Content-addressed, so it can never be stale. */
const read = new Map<string, CampaignFacts>();
const KEPT = 16;

/** Reads a campaign; throws `campaign-unknown`. */
export async function campaignFacts(db: Db, campaign: string): Promise<CampaignFacts> {
  const row = await db
    .selectFrom('campaign')
    .select(['id', 'facts_hash'])
    .where('id', '=', campaign)
    .executeTakeFirst();
  if (!row) throw new DubanError('campaign-unknown', { campaign });
  return factsOf(db, row);
}

/** The same for who has read the hash already, with something else: asks only for what was not read before. */
export async function factsOf(
  db: Db,
  { id, facts_hash }: { readonly id: string; readonly facts_hash: string },
): Promise<CampaignFacts> {
  const known = read.get(facts_hash);
  if (known) return known;
  const { facts_hash: hash, ...facts } = await db
    .selectFrom('campaign')
    // With its hash: the campaign may have been amended since the other one was read.
    .select(['definition', 'tables', 'facts_hash'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const oldest = read.keys().next().value;
  if (read.size >= KEPT && oldest !== undefined) read.delete(oldest);
  read.set(hash, facts);
  return facts;
}

export function officeOf(definition: CampaignDefinition, id: string): Office {
  const office = definition.offices.find((o) => o.id === id);
  if (!office) throw new RangeError(`no office ${id} in ${definition.id}`);
  return office;
}

export function requirementOf(definition: CampaignDefinition, id: string): Requirement {
  const requirement = definition.requirements.find((r) => r.id === id);
  if (!requirement) throw new RangeError(`no requirement ${id} in ${definition.id}`);
  return requirement;
}

/** The steps by which an office is chased for a requirement: the requirement's own ladder, else the campaign's. */
export function ladderOf(
  definition: CampaignDefinition,
  { office, requirement }: { readonly office: string; readonly requirement: string },
): readonly LadderStep[] {
  return (requirementOf(definition, requirement).ladder ?? definition.ladder)[officeOf(definition, office).standing];
}

/** The form of a table requirement; null for a report. */
export function tableOf(facts: CampaignFacts, requirement: Requirement): TableDefinition | null {
  const { form } = requirement;
  if (form.kind !== 'table') return null;
  const table = facts.tables.find((t) => t.id === form.table && t.version === form.version);
  if (!table) throw new RangeError(`no table ${form.table} version ${form.version}`);
  return table;
}

/** `2023年第三季度统计表`; for what is owed once, just its name. */
export function whatIsOwed(requirement: Requirement, periodLabel: string): string {
  return requirement.frequency === 'once' ? requirement.shortTitle : `${periodLabel}${requirement.shortTitle}`;
}
