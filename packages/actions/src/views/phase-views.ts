import type { LocalDate } from '@duban/base';
import type { CampaignDefinition } from '@duban/campaign';

export interface PhaseView {
  readonly id: string;
  readonly title: string;
  /** The notice's own words. */
  readonly phrase: string;
  readonly start: LocalDate | null;
  readonly end: LocalDate;
  readonly standing: 'ahead' | 'running' | 'over';
}

/** The phases and how they stand on the day `today`. */
export function phaseViews({ phases }: CampaignDefinition, today: LocalDate): PhaseView[] {
  return phases.map(({ id, title, phrase, start, end }, i) => {
    // JN23-P2: of most phases only the end is written. For the screen such a phase runs once the one before it is over.
    const before = phases[i - 1];
    const begun = start ? start <= today : before === undefined || before.end < today;
    return { id, title, phrase, start, end, standing: end < today ? 'over' : begun ? 'running' : 'ahead' };
  });
}
