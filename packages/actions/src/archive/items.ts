import type { Readable } from 'node:stream';
import type { Db } from '@duban/ledger';
import type { CampaignFacts } from '../facts/campaign-facts.js';
import type { OwedLabels } from '../views/owed-labels.js';

/** One file of the package, in the order of the list of contents. */
export interface Item {
  readonly folder: string;
  /** The file's name after its number, with its ending. */
  readonly name: string;
  readonly title: string;
  /** 责任者 */
  readonly from: string;
  /** `2023-10-10`; empty where there is no one day. */
  readonly date: string;
  readonly note?: string;
  readonly content:
    | { readonly blob: string }
    | { readonly bytes: Uint8Array }
    | { /** Made while it is read. */ readonly stream: () => Readable };
}

/** What the lists are drawn from. */
export interface Sources {
  readonly db: Db;
  readonly facts: CampaignFacts;
  readonly labels: OwedLabels;
}
