import type { LocalDate } from '@duban/base';
import { type Period, periodsWithin } from '@duban/calendar';
import type { CampaignDefinition, Requirement } from './definition.js';
import { later } from './later.js';

/** The period id of a requirement that is owed once. */
export const ONCE = 'final';

/** One period of a requirement before its dates are settled. */
export interface Frame {
  /** The whole calendar period, from which phrases count; null for a requirement owed once. */
  readonly calendar: Period | null;
  readonly period: string;
  readonly periodLabel: string;
  readonly start: LocalDate | null;
  readonly end: LocalDate | null;
  /** JN23-Q1: Q4 closes on 12-31, three weeks after the final report. */
  readonly overruns: boolean;
  readonly campaignEnd: LocalDate;
}

/** The date of the document a requirement stands in: an amended campaign has several. */
export function issuedOf({ notice }: CampaignDefinition, { since }: Requirement): LocalDate | null {
  return since === undefined ? notice.date : since;
}

/** The periods of a requirement, in order. `begin` is not used by one that is owed once. */
export function framesOf(definition: CampaignDefinition, requirement: Requirement, begin: LocalDate | null): Frame[] {
  const campaignEnd = lastDay(definition);
  if (requirement.frequency === 'once')
    return [
      { calendar: null, period: ONCE, periodLabel: '全程', start: null, end: null, overruns: false, campaignEnd },
    ];
  if (begin === null) return [];
  const { ended } = requirement;
  const periods = periodsWithin(requirement.frequency, begin, campaignEnd);
  return periods
    .filter((period) => ended === undefined || period.start < ended)
    .map((period) => ({
      calendar: period,
      period: period.id,
      periodLabel: period.label,
      // JN23-Q2: the first period is partial, it starts with the notice.
      start: later(period.start, begin),
      end: period.end,
      overruns: period.end > campaignEnd,
      campaignEnd,
    }));
}

/** The last day of any phase. */
export function lastDay(definition: CampaignDefinition): LocalDate {
  const ends = definition.phases.map((phase) => phase.end).sort();
  const last = ends.at(-1);
  if (!last) throw new RangeError(`${definition.id} has no phases`);
  return last;
}
