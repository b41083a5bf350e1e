import type { Instant } from '@duban/base';
import type { CampaignDefinition, RoundPlan } from '@duban/campaign';
import type { TableDefinition } from '@duban/tables';
import type { Role } from './cast.js';
import type { Stage } from './stage.js';

/** Something an actor does at a moment; acts lie at second :30, never on a slot, so that no tie decides an outcome. */
export interface Act {
  readonly at: Instant;
  readonly name: string;
  run(): Promise<void>;
  /** What can be got ready while time passes to this act and only offices act; asked for once or more. */
  prepare?(): void;
}

/** What the actors know and share. */
export interface World {
  readonly stage: Stage;
  readonly seed: number;
  readonly definition: CampaignDefinition;
  readonly tables: readonly TableDefinition[];
  readonly rounds: readonly RoundPlan[];
  readonly roles: readonly Role[];
  /** Puts an act on the programme. */
  schedule(act: Act): void;
  /** When each office means to file: `office/requirement/period`. What it promises on the telephone is this. */
  readonly intentions: Map<string, Instant>;
  /** Files that were refused and so are no submissions. */
  readonly refused: {
    readonly at: Instant;
    readonly obligation: string;
    readonly name: string;
    readonly bytes: Uint8Array;
    readonly code: string;
    readonly message: string;
  }[];
}

/** How far after the minute actors act. */
export const HALF_MINUTE = 30_000;
