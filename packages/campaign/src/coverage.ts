import type { CampaignDefinition, Sourced } from './definition.js';

/** Where an item of the notice lives in the definition: the kind of element, and its name for the screen. */
export interface CoveredPlace {
  readonly kind: ElementKind;
  readonly name: string;
  /** A rule that no part of the program honours yet is data only. */
  readonly dataOnly: boolean;
}

export interface Coverage {
  /** e.g. `JN23-O13` */
  readonly item: string;
  readonly places: readonly CoveredPlace[];
}

type ElementKind =
  | 'notice'
  | 'recipient'
  | 'office'
  | 'department'
  | 'phase'
  | 'scope'
  | 'requirement'
  | 'milestone'
  | 'duty'
  | 'clue'
  | 'case'
  | 'self-inspection'
  | 'list'
  | 'target'
  | 'action'
  | 'contact'
  | 'praise'
  | 'publicity'
  | 'module-off'
  | 'peculiarity';

/** An id counts only on an element of its letter's kind: an `-O` on a requirement, milestone or duty, a `-P` on a phase or scope … */
const KINDS: Readonly<Record<string, readonly ElementKind[]>> = {
  M: ['notice'],
  A: ['recipient', 'office'],
  D: ['department'],
  P: ['phase', 'scope'],
  O: ['requirement', 'milestone', 'duty'],
  C: ['clue', 'module-off'],
  K: ['case', 'module-off'],
  S: ['self-inspection', 'list', 'scope', 'module-off'],
  T: ['target', 'list'],
  X: ['action', 'milestone'],
  H: ['contact', 'module-off'],
  R: ['praise', 'module-off'],
  U: ['publicity', 'module-off'],
  Q: ['peculiarity'],
};

/** Where each item of a notice lives; an item without a place is missing, or stands only on an element of another kind. */
export function coverageOf(definition: CampaignDefinition, items: readonly string[]): readonly Coverage[] {
  const elements = elementsOf(definition);
  return items.map((item) => {
    const allowed = KINDS[item.split('-')[1]?.charAt(0) ?? ''] ?? [];
    const places = elements
      .filter(({ place, sourced }) => allowed.includes(place.kind) && sourced.source.split(' ').includes(item))
      .map(({ place }) => place);
    return { item, places };
  });
}

interface Element {
  readonly place: CoveredPlace;
  readonly sourced: Sourced;
}

function elementsOf({ notice, matter, ...definition }: CampaignDefinition): readonly Element[] {
  const of =
    <T extends Sourced>(kind: ElementKind, name: (item: T) => string, dataOnly: (item: T) => boolean = () => false) =>
    (item: T): Element => ({ place: { kind, name: name(item), dataOnly: dataOnly(item) }, sourced: item });
  return [
    of('notice', () => notice.title)(notice),
    ...notice.chain.map(of('notice', (link) => link.number ?? link.issuer)),
    ...definition.recipients.map(of('recipient', (recipient) => recipient.name)),
    ...definition.offices.map(of('office', (office) => office.name)),
    ...matter.departments.flatMap((department) => [
      of('department', () => department.name)(department),
      ...department.duties.map(of('department', () => department.name)),
      ...department.members.map(of('department', (member) => member.function)),
    ]),
    ...definition.phases.map(of('phase', (phase) => phase.title)),
    ...matter.scopes.map(of('scope', (scope) => scope.phrase)),
    ...definition.requirements.map(of('requirement', (requirement) => requirement.title)),
    ...definition.milestones.map(of('milestone', (milestone) => milestone.title)),
    ...definition.duties.map(of('duty', (duty) => duty.what)),
    ...matter.rules.map((rule) =>
      of(
        rule.kind,
        () => rule.what,
        () => rule.honouredBy === null,
      )(rule),
    ),
    ...matter.lists.map(of('list', (list) => list.title)),
    ...matter.targets.flatMap((target) => [
      of('target', () => target.title)(target),
      ...target.items.map(of('target', () => target.title)),
    ]),
    ...matter.actions.map(of('action', (action) => action.title)),
    ...definition.bureau.contacts.map(of('contact', (contact) => contact.department)),
    ...matter.modulesOff.map(of('module-off', (off) => off.reason)),
    ...matter.peculiarities.map(of('peculiarity', (peculiarity) => peculiarity.what)),
  ];
}
