import type { Instant } from '@duban/base';
import type { ChaseObligation, ChaseRules, People, PlannedStep } from '../../src/index.js';
import type { Scene, Span } from './scene.js';

/** How the system may be built wrong; each is a fault that somebody could write (`planted.test.ts`). */
export interface Fault {
  /** What the planner is told of an obligation. */
  readonly fact?: (fact: ChaseObligation, now: Instant) => ChaseObligation;
  readonly rules?: ChaseRules;
  /** What becomes of the steps of a plan. */
  readonly steps?: (steps: readonly PlannedStep[]) => readonly PlannedStep[];
  readonly people?: (people: People) => People;
  readonly messageKey?: (key: string, parts: { readonly office: string; readonly tick: number }) => string;
  readonly without?: 'claim' | 'cancelling' | 'sweep' | 'rearming' | 'lock' | 'clock' | 'retry';
}

export interface Line {
  readonly obligation: string;
  readonly arm: number;
  readonly step: PlannedStep;
}

export interface Message {
  readonly id: string;
  readonly recipient: string;
  readonly plannedAt: Instant;
  readonly urgent: boolean;
  sendAfter: Instant;
  lines: Line[];
  state: 'planned' | 'sent' | 'cancelled';
  attempts: number;
  sentAt: Instant | null;
  /** What stood in it when it left, with each debt as it stood then. */
  sentLines: { readonly line: Line; readonly fact: ChaseObligation }[];
}

export interface Task {
  readonly id: string;
  readonly office: string;
  readonly lines: Line[];
  state: 'open' | 'done' | 'cancelled';
}

export interface Performed {
  readonly at: Instant;
  readonly step: PlannedStep;
  /** The debt as it stood. */
  readonly fact: ChaseObligation;
  /** Of a message: to whom. */
  readonly recipients: readonly string[];
}

/** One arm of a debt, from its beginning to its end. */
export interface Arm {
  readonly fact: ChaseObligation;
  endedAt: Instant | null;
  readonly promises: { readonly madeAt: Instant; readonly until: Instant }[];
}

/** Something went wrong that the rules have to make up for; `lost`: a poke, until the office looked again. */
export interface Trouble extends Span {
  readonly lost?: true;
}

/** Everything that happened, for the judge. */
export interface Course {
  readonly scene: Scene;
  readonly performed: readonly Performed[];
  readonly messages: readonly Message[];
  readonly tasks: readonly Task[];
  readonly arms: readonly Arm[];
  readonly facts: ReadonlyMap<string, ChaseObligation>;
  /** Moments from which something was looked at late through no fault of the rules: lost pokes, failed mail. */
  readonly trouble: readonly Trouble[];
  readonly ticks: number;
}
