import type { Instant } from '@duban/base';
import type { Channel } from '@duban/ledger';
import type { Finding } from '@duban/tables';
import type { CheckedFile } from '../check-file.js';
import type { Actor, Context } from '../context.js';

/** A file as it came. */
export interface HandIn {
  readonly obligation: string;
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  readonly channel: Channel;
  /** Who handed it in, by contact id: the answer goes to this person. */
  readonly contact: string;
  readonly actor: Actor;
  readonly now: Instant;
  /** Of a hand registration: when it really came. */
  readonly arrivedAt?: Instant | undefined;
}

/** When a file came: what punctuality goes by. */
export function arrival({ arrivedAt, now }: Pick<HandIn, 'arrivedAt' | 'now'>): Instant {
  return arrivedAt ?? now;
}

export interface Receipt {
  readonly submission: string;
  readonly receiptNo: string;
  readonly sha256: string;
  readonly receivedAt: Instant;
  readonly findings: readonly Finding[];
  /** What became of it: E findings return it at once. */
  readonly outcome: 'checked' | 'returned';
  /** The same bytes had been handed in before: this is the receipt of then. */
  readonly repeated: boolean;
}

/** A checked file on its way into the ledger. */
export interface Filing {
  readonly ctx: Context;
  readonly input: HandIn;
  readonly checked: CheckedFile;
  /** SHA-256 of its bytes. */
  readonly hash: string;
}
