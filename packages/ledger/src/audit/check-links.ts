import { BEGINNING, sealHash } from './canonical-event.js';
import { type ChainDamage, type ChainFinding, type FindingList, nameOf } from './findings.js';
import { fits, type Link } from './read-seals.js';

/** So many misfits are compared with each other to tell a swap from an edit. */
const COMPARED = 200;

/**
 * Follows the chain link by link. A misfit alone does not say whether the event or its seal was touched: the next link, which remembers the
 * hash, or another misfit, whose event it would fit, does.
 */
export class LinkCheck {
  readonly #found: FindingList;
  /** Misfits that may be swaps; judged at the end. */
  readonly misfits: Link[] = [];
  #last: Link | null = null;
  /** Whether the last link's seal and event do not fit. */
  #open = false;
  #expected: number;

  constructor(found: FindingList, from: number) {
    this.#found = found;
    this.#expected = from;
  }

  /** The last link that was looked at. */
  get last(): Link | null {
    return this.#last;
  }

  next(link: Link): void {
    const gap = link.n !== this.#expected;
    if (gap) this.#add('seals-missing', { from: this.#expected, to: link.n - 1 });
    this.#expected = link.n + 1;
    const before = gap ? null : (this.#last?.hash ?? (link.n === 1 ? BEGINNING : null));
    const connected = before === null || link.previous === before;
    const sealOfLast = this.#settleLast(gap ? null : link);
    const neighbour = this.#last;
    this.#last = link;
    this.#open = false;
    const { event } = link;
    if (event === null) this.#found.add({ ...place('event-deleted', link), event: null, witness: null });
    else if (fits(link, event)) {
      // The first of all stands on nothing; any other that does not stand on its neighbour shows that the neighbour was made anew.
      if (!connected && !sealOfLast) this.#found.add(one('resealed', neighbour ?? link));
    } else if (before !== null && !connected && fits(link, event, { previous: before }))
      this.#found.add(one('seal-edited', link));
    else this.#open = true;
  }

  /** After the last link. */
  end(): void {
    this.#settleLast(null);
  }

  /** Judges a misfit by the link after it; true when it was the last link's seal that had been touched. */
  #settleLast(next: Link | null): boolean {
    const link = this.#last;
    if (!this.#open || !link?.event) return false;
    if (next?.previous === sealHash(link, link.event)) {
      this.#found.add(one('seal-edited', link));
      return true;
    }
    if (this.misfits.length < COMPARED) this.misfits.push(link);
    else this.#found.add(one('event-edited', link));
    // The next link remembers another hash than this one shows: both were touched.
    return next !== null && next.previous !== link.hash;
  }

  #add(damage: ChainDamage, { from, to }: { from: number; to: number }): void {
    this.#found.add({ damage, from, to, event: null, witness: null });
  }
}

/** Tells which of the misfits stand in each other's place; the others were edited. */
export function judgeMisfits(misfits: readonly Link[]): ChainFinding[] {
  return misfits.map((link) =>
    one(misfits.some((other) => other !== link && standsIn(link, other)) ? 'reordered' : 'event-edited', link),
  );
}

/** Whether this seal would fit with something of the other's: its event, what its event says, or its own place. */
function standsIn(link: Link, { n, previous, event: theirs }: Link): boolean {
  const { event } = link;
  if (event === null || theirs === null) return false;
  return (
    fits(link, theirs) ||
    fits(link, { ...theirs, seq: event.seq }) ||
    fits(link, event, { n }) ||
    fits(link, event, { n, previous })
  );
}

function place(damage: ChainDamage, { n }: Link): Pick<ChainFinding, 'damage' | 'from' | 'to'> {
  return { damage, from: n, to: n };
}

function one(damage: ChainDamage, link: Link): ChainFinding {
  return { ...place(damage, link), event: link.event && nameOf(link.event), witness: null };
}
