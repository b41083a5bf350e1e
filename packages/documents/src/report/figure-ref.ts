import { DubanError } from '@duban/base';
import type { Snapshot } from '@duban/tables';
import { Drop } from 'liquidjs';
import { TAG_LIMIT } from '../layout/figure-control.js';
import type { Inline } from '../layout/inline.js';

// Private-use characters that stand around a key in rendered text; facts that contain them are refused with the digits.
const OPEN = '\uE000';
const CLOSE = '\uE001';
const MARK = /\uE000([^\uE001]*)\uE001/g;

/** What a snapshot offers to a template. */
export interface FigureSource {
  readonly snapshot: Snapshot;
  /** Printed where every office left the cell blank. */
  readonly blank: string;
}

/**
 * A path into the snapshot, e.g. `latest.chkInst.cumulative` with `latest` standing for `T1.2023Q4.total`. Printed, it becomes the
 * figure in its content control, with its unit behind it; `.present` says whether somebody filled it. A key the snapshot lacks throws `figure-unbound`.
 */
export class FigureRef extends Drop {
  readonly #source: FigureSource;
  readonly #key: string;

  constructor(source: FigureSource, key: string) {
    super();
    this.#source = source;
    this.#key = key;
  }

  override liquidMethodMissing(part: string | number): FigureRef | boolean {
    if (part === 'present') return isFilled(this.#source.snapshot, this.#key);
    return new FigureRef(this.#source, `${this.#key}.${part}`);
  }

  override valueOf(): string {
    return this.print('');
  }

  /** The figure with its unit; `otherwise` is the unit of a figure that has none of its own. */
  print(otherwise: string): string {
    const figure = figureAt(this.#source.snapshot, this.#key);
    if (figure.value === null) return this.#source.blank;
    return `${OPEN}${this.#key}${CLOSE}${figure.unit || otherwise}`;
  }
}

/** The figure at `key`; throws `figure-unbound` when the snapshot lacks it or Word could not carry the key. */
export function figureAt(snapshot: Snapshot, key: string) {
  const figure = Object.hasOwn(snapshot.figures, key) ? snapshot.figures[key] : undefined;
  if (!figure || key.length > TAG_LIMIT) throw new DubanError('figure-unbound', { text: key });
  return figure;
}

/** Whether the snapshot has `key` and somebody filled it. */
export function isFilled(snapshot: Snapshot, key: string): boolean {
  return Object.hasOwn(snapshot.figures, key) && snapshot.figures[key]?.value !== null;
}

/** Splits rendered text into wording and figures. */
export function piecesOf(text: string, snapshot: Snapshot): Inline[] {
  const pieces: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(MARK)) {
    if (match.index > from) pieces.push(text.slice(from, match.index));
    const key = match[1] ?? '';
    pieces.push({ key, display: figureAt(snapshot, key).display });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}
