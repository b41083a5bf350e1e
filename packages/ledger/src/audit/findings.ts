import type { Instant } from '@duban/base';
import type { EventRow } from './canonical-event.js';

export type ChainDamage =
  /** An event is not what was sealed. */
  | 'event-edited'
  /** A seal's event is gone. */
  | 'event-deleted'
  /** An event that neither has a seal nor waits for one: it was put in past the database's own rules. */
  | 'event-inserted'
  /** Each of these stands in another's place. */
  | 'reordered'
  /** The event is right, its seal is not. */
  | 'seal-edited'
  /** This one, or some up to this one, were changed together with their seals; the next still remembers the old hash. */
  | 'resealed'
  /** Places of the chain without a seal. */
  | 'seals-missing'
  /** The chain ends before a place that it once had. */
  | 'tail-cut'
  /** From somewhere after the last place that still agrees, the chain was made anew. */
  | 'rewritten'
  /** An event that waited for its seal is gone. */
  | 'waiting-deleted'
  /** A checkpoint that this installation did not sign, or that was changed since. */
  | 'checkpoint-forged'
  /** A checkpoint that was made is missing from the database. */
  | 'checkpoint-removed';

/** Of the event at the first place, as it stands there now. No data: what was reported may be personal. */
export interface EventNamed {
  readonly seq: number;
  readonly at: Instant;
  readonly kind: string;
  readonly actor: string;
  readonly subject: string;
}

/** Damage, and where: places `from` to `to` of the chain; null where an event has none. */
export interface ChainFinding {
  readonly damage: ChainDamage;
  readonly from: number | null;
  readonly to: number | null;
  readonly event: EventNamed | null;
  /** Whose word the chain is at odds with, when it is not its own: `2026-11-24`, a file's name. */
  readonly witness: string | null;
}

/** As many are listed; more are only counted. */
const LISTED = 100;

/** Findings in the order of their places; what is damaged in one way side by side is one finding. */
export class FindingList {
  readonly #listed: ChainFinding[] = [];
  #count = 0;

  add(found: ChainFinding): void {
    const last = this.#listed.at(-1);
    if (last && last.damage === found.damage && last.to !== null && found.from === last.to + 1) {
      this.#listed[this.#listed.length - 1] = { ...last, to: found.to };
      return;
    }
    this.#count++;
    if (this.#listed.length < LISTED) this.#listed.push(found);
  }

  get count(): number {
    return this.#count;
  }

  /** By place; those without one last. */
  all(): ChainFinding[] {
    const placeOf = (found: ChainFinding): number => found.from ?? Number.POSITIVE_INFINITY;
    return [...this.#listed].sort((a, b) => Math.sign(placeOf(a) - placeOf(b)) || 0);
  }
}

export function nameOf({ seq, at, kind, actor, subject }: EventRow): EventNamed {
  return { seq, at, kind, actor, subject };
}
