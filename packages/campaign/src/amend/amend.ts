import type { LocalDate } from '@duban/base';
import type { CampaignDefinition, Notice, Requirement } from '../definition.js';
import { issuedOf } from '../frames.js';

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
 * taken away: what the document withdraws ends on the day `effective` and stays as history.
 */
export function amend(
  running: CampaignDefinition,
  document: CampaignDefinition,
  effective: LocalDate | null = document.notice.date,
): CampaignDefinition {
  const { matter } = running;
  const added = document.matter;
  return {
    ...running,
    title: document.title,
    notice: later(running.notice, document.notice),
    confirmed: document.confirmed,
    phases: joined(running.phases, document.phases),
    offices: joined(running.offices, document.offices),
    contacts: joined(running.contacts, document.contacts),
    recipients: joined(running.recipients, document.recipients),
    requirements: requirementsOf(running, document).map((requirement) =>
      ended(requirement, document.notice.extends?.withdraw ?? [], effective),
    ),
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

/** The document is the notice from now on; what it rests on includes the one before it. */
function later(before: Notice, document: Notice): Notice {
  // An urgent request is no document of its own.
  if (document.number === before.number) return before;
  const { basis } = document;
  return {
    ...document,
    extends: null,
    basis: basis.includes(before.number) ? basis : [...basis, before.number],
  };
}

/** A recurrence goes on from where it began, and the words of each requirement are read as of its own document. */
function requirementsOf(running: CampaignDefinition, document: CampaignDefinition): readonly Requirement[] {
  const before = new Map(running.requirements.map((r) => [r.id, issuedOf(running, r)]));
  return joined(running.requirements, document.requirements).map((requirement) => {
    const known = before.get(requirement.id);
    const { since = document.notice.date } = requirement;
    return { ...requirement, since: known === undefined ? since : known };
  });
}

function ended(requirement: Requirement, withdraw: readonly string[], day: LocalDate | null): Requirement {
  if (!withdraw.includes(requirement.id)) return requirement;
  if (day === null)
    throw new RangeError('a document without a date that withdraws something needs the day it takes effect');
  return { ...requirement, ended: day };
}
