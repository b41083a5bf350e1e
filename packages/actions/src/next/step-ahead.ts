import type { Instant } from '@duban/base';

/** Something that will happen by itself. */
export interface NextStep {
  /** In the past: it is due, and its workflow is about to do it. */
  readonly at: Instant;
  /** The moment is the end of the day before: midnight that is read as its 24:00. */
  readonly endsDay: boolean;
  /** Short names; null when it is about the whole campaign. */
  readonly office: string | null;
  readonly what: string;
  readonly step: string;
}

export type StepWords = Omit<NextStep, 'at' | 'endsDay'>;

/** A step whose words are made only when it is shown. */
export interface Ahead {
  readonly at: Instant;
  readonly endsDay?: boolean;
  readonly words: () => StepWords;
}
