import type { Instant } from '@duban/base';

/** Something that will happen by itself. */
export interface NextStep {
  /** In the past: it is due, and its workflow is about to do it. */
  readonly at: Instant;
  /** Short names; null when it is about the whole campaign. */
  readonly office: string | null;
  readonly what: string;
  readonly step: string;
}

/** A step whose words are made only when it is shown. */
export interface Ahead {
  readonly at: Instant;
  readonly words: () => Omit<NextStep, 'at'>;
}
