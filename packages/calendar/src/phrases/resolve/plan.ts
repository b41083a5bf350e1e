import type { LocalDate } from '@duban/base';
import type { Period } from '../../periods.js';
import type { Every, Phrase } from '../syntax.js';
import type { Flag } from '../types.js';
import type { Choices } from './choices.js';
import type { Scene } from './scene.js';

/** A plan says for a period which days its report is due. */
export interface Plan {
  readonly days: (period: Period) => Choices<readonly DayOf[]>;
  readonly unsaid?: boolean;
  readonly distinct?: string;
}

export interface DayOf {
  readonly date: LocalDate;
  readonly flags: readonly Flag[];
  readonly period?: Period;
  /** First day of a window that ends on `date`. */
  readonly since?: LocalDate;
}

/** The recurrence a plan is made for. */
export interface About {
  readonly every: Every;
  readonly phrase: Phrase;
  readonly scene: Scene;
}
