import type { CampaignDefinition } from '../definition.js';

/** Things with an id, where a later document's version takes the place of the earlier one and new ones are added behind. */
function joined<T extends { readonly id: string }>(before: readonly T[], later: readonly T[]): readonly T[] {
  const replaced = new Map(later.map((item) => [item.id, item]));
  const kept = before.map((item) => replaced.get(item.id) ?? item);
  const known = new Set(before.map((item) => item.id));
  return [...kept, ...later.filter((item) => !known.has(item.id))];
}

/**
 * The running campaign as a later document leaves it (YY22-Q1): the same id, so that obligations, history and 累计 go on; phases, offices,
 * contacts, recipients, requirements, milestones and duties of the document replace those of the same id and are added otherwise. Nothing is
 * taken away: a document that ends a requirement says so by `withdraw`.
 */
export function amend(
  running: CampaignDefinition,
  document: CampaignDefinition,
  { withdraw = [] }: { readonly withdraw?: readonly string[] } = {},
): CampaignDefinition {
  const { matter } = running;
  const added = document.matter;
  return {
    ...running,
    title: document.title,
    notice: { ...document.notice, extends: null, chain: [...document.notice.chain] },
    phases: joined(running.phases, document.phases),
    offices: joined(running.offices, document.offices),
    contacts: joined(running.contacts, document.contacts),
    recipients: joined(running.recipients, document.recipients),
    requirements: joined(running.requirements, document.requirements).filter(({ id }) => !withdraw.includes(id)),
    milestones: joined(running.milestones, document.milestones),
    duties: joined(running.duties, document.duties),
    matter: {
      scopes: [...matter.scopes, ...added.scopes],
      departments: joined(matter.departments, added.departments),
      targets: joined(matter.targets, added.targets),
      lists: joined(matter.lists, added.lists),
      rules: joined(matter.rules, added.rules),
      actions: joined(matter.actions, added.actions),
      peculiarities: [...matter.peculiarities, ...added.peculiarities],
      modulesOff: [...matter.modulesOff, ...added.modulesOff],
    },
  };
}
