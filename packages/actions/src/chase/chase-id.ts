import { dateOf, formatMinute } from '@duban/base/time';
import type { PlannedStep } from '@duban/campaign';
import type { OfficeAt } from '../people/office-at.js';

/** The key of a person's chase of the day; for an urgent request of the step's minute, so that it does not wait for the day's. */
export function chaseId(
  { campaign, now }: Pick<OfficeAt, 'campaign' | 'now'>,
  contact: string,
  step: Pick<PlannedStep, 'urgent' | 'slot'>,
): string {
  const slot = step.urgent ? formatMinute(step.slot).replace(' ', 'T') : dateOf(now);
  return `${campaign}/chase/${contact}/mail/${slot}`;
}

/** The slot of a chase by its key: a day, or an urgent request's minute. */
export function chaseSlot(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** Whether a message is an urgent request's: its key ends with a minute. */
export function isUrgentChase(id: string): boolean {
  return /\/mail\/\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(id);
}
