import type { OfficeHours, WorkCalendar } from '@duban/calendar';
import type { CampaignDefinition } from './definition.js';
import type { Ladder } from './ladder.js';

/** What `planChase` goes by. */
export interface ChaseRules {
  readonly ladder: Ladder;
  /** The ladders of requirements that carry their own, by requirement. */
  readonly own: ReadonlyMap<string, Ladder>;
  readonly calendar: WorkCalendar;
  readonly hours: OfficeHours;
}

/** The rules of a campaign. */
export function chaseRules(
  { ladder, hours, requirements }: Pick<CampaignDefinition, 'ladder' | 'hours' | 'requirements'>,
  calendar: WorkCalendar,
): ChaseRules {
  const own = new Map(requirements.flatMap((r) => (r.ladder ? [[r.id, r.ladder] as const] : [])));
  return { ladder, own, calendar, hours };
}

/** A requirement may carry its own ladder, else the campaign's counts. */
export function ladderFor(rules: Pick<ChaseRules, 'ladder' | 'own'>, requirement: string): Ladder {
  return rules.own.get(requirement) ?? rules.ladder;
}
