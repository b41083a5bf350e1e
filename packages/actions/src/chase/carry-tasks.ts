import type { PlannedStep } from '@duban/campaign';
import type { Tx } from '@duban/ledger';
import type { CampaignFacts } from '../facts/campaign-facts.js';
import type { OfficeAt } from '../people/office-at.js';
import { planTask } from './plan-task.js';

/** Steps of one kind, person and moment become one task: one call for all that an office owes. */
export async function carryTasks(
  tx: Tx,
  work: { facts: CampaignFacts; steps: readonly PlannedStep[] },
  where: OfficeAt,
): Promise<void> {
  const groups = new Map<string, PlannedStep[]>();
  for (const step of work.steps) {
    if (!('task' in step.action)) continue;
    const key = `${step.action.task}/${step.action.by}/${step.action.script}/${step.slot}`;
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  for (const steps of groups.values()) await planTask(tx, { facts: work.facts, steps }, where);
}
