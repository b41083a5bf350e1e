import type { Instant } from '@duban/base';
import { addDays, at, dateOf, endOfDay } from '@duban/base/time';
import { onOrAfter, type WorkCalendar } from '@duban/calendar';
import type { CampaignDefinition } from '@duban/campaign';

export interface Boundary {
  readonly phase: string;
  readonly kind: 'phase-began' | 'phase-ended';
  readonly at: Instant;
}

/** Phases may overlap, begin before the notice is issued and end after their successor (JN19-P2). */
export function boundaries(definition: CampaignDefinition): Boundary[] {
  return definition.phases.flatMap((phase): Boundary[] => [
    ...(phase.start ? [{ phase: phase.id, kind: 'phase-began' as const, at: at(phase.start, '00:00') }] : []),
    { phase: phase.id, kind: 'phase-ended' as const, at: endOfDay(phase.end) },
  ]);
}

/** The next morning digest after `now`: on working days at `digestAt`. */
export function nextMorning(calendar: WorkCalendar, definition: CampaignDefinition, now: Instant): Instant {
  const today = dateOf(now);
  const from = now < at(today, definition.digestAt) ? today : addDays(today, 1);
  return at(onOrAfter(calendar, from), definition.digestAt);
}

/** Whether today's morning may be held by now. */
export function morningHasCome(calendar: WorkCalendar, definition: CampaignDefinition, now: Instant): boolean {
  const day = dateOf(now);
  return calendar.isWorkday(day) && now >= at(day, definition.digestAt);
}
