import type { CampaignDefinition } from '../definition.js';
import { emptyMatter } from '../matter.js';

/**
 * A definition as it stands in a ledger, with what earlier versions of the program did not write: a campaign launched with 0.2 can be amended by
 * a document of today.
 */
export function completed(stored: CampaignDefinition): CampaignDefinition {
  const { notice, phases, requirements, duties, recipients } = stored;
  return {
    ...stored,
    confirmed: stored.confirmed ?? true,
    milestones: stored.milestones ?? [],
    matter: stored.matter ?? emptyMatter,
    notice: { ...notice, chain: notice.chain ?? [], extends: notice.extends ?? null },
    phases: phases.map((phase) => ({ ...phase, layer: phase.layer ?? null, reading: phase.reading ?? null })),
    duties: duties.map((duty) => ({ ...duty, phrase: duty.phrase ?? null, layer: duty.layer ?? null })),
    recipients: recipients.map((recipient) => ({
      ...recipient,
      unresolved: recipient.unresolved ?? null,
      proposals: recipient.proposals ?? [],
    })),
    requirements: requirements.map((requirement) => ({
      ...requirement,
      duePhrase: requirement.duePhrase ?? null,
      rolling: requirement.rolling ?? 'stay',
      paperDue: requirement.paperDue ?? null,
      reading: requirement.reading ?? null,
      layer: requirement.layer ?? null,
      direction: requirement.direction ?? 'county',
      to: requirement.to ?? null,
      artefacts: requirement.artefacts ?? [],
      collects: requirement.collects ?? [],
      backward: requirement.backward ?? null,
    })),
  };
}
