import type { Instant } from '@duban/base';

/** One office of a campaign at one moment of campaign time. */
export interface OfficeAt {
  readonly campaign: string;
  readonly office: string;
  readonly now: Instant;
}
