import type { DutyStep } from './duty.js';

const URGENT = '/duties/urgent/';

/** One message for everything that falls to a person at one moment; what no pause stops is one of its own. */
export function reminderId(campaign: string, { to, at }: DutyStep, urgent: boolean): string {
  return `${campaign}${urgent ? URGENT : '/duties/'}${to}/${at}`;
}

export function isUrgentReminder(id: string): boolean {
  return id.includes(URGENT);
}
