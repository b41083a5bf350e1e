import type { Instant } from '@duban/base';

/** One thing that is not in order. Ids of the business; no personal data. Times of the ledger are campaign time. */
export type Finding =
  | { readonly kind: 'temporal-away'; readonly reason: string }
  | { readonly kind: 'worker-dead'; readonly queue: string; readonly lastSeen: number | null }
  | { readonly kind: 'workflow-missing'; readonly campaign: string; readonly workflow: string }
  | {
      readonly kind: 'workflow-stuck';
      readonly campaign: string;
      readonly workflow: string;
      /** Null: the workflow's own code fails, and a fresh run may be what it needs. */
      readonly activity: string | null;
      readonly attempts: number;
      readonly reason: string | null;
    }
  | {
      readonly kind: 'workflow-behind';
      readonly campaign: string;
      readonly workflow: string;
      readonly due: Instant;
    }
  | { readonly kind: 'mail-late'; readonly count: number; readonly oldest: Instant; readonly ids: readonly string[] }
  | { readonly kind: 'poke-late'; readonly count: number; readonly oldest: Instant };

export interface Diagnosis {
  /** Campaign time of the examination. */
  readonly now: Instant;
  /** Workflows that the ledger says must be there. */
  readonly workflows: number;
  readonly campaigns: readonly string[];
  readonly findings: readonly Finding[];
  /** Whether somebody is sending mail at this moment; true as well when nobody could be asked. */
  readonly sending: boolean;
}
