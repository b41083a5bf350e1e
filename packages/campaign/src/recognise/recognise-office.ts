import { aliasesOf, type OfficeEntry } from './office-aliases.js';
import { plainText } from './plain-text.js';

/** What one text says about the office; more than one candidate is never a choice made here. */
export interface OfficesNamed {
  /** Ids of the offices the text may mean, in the order of the directory. */
  readonly offices: readonly string[];
  /** One name stands for all of them (two zones called 高新区); false: the text names different offices. */
  readonly sharedName: boolean;
}

const START = 2;
/** A division has six digits, a township nine; zeros may follow. */
const CODE_LENGTHS = [6, 9] as const;

interface Name {
  readonly text: string;
  readonly offices: readonly string[];
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly offices: readonly string[];
}

/** The names of a directory, ready to be looked for in texts. */
export class OfficeNames {
  /** By their first two characters: a text is walked through once, however many offices there are. */
  readonly #names: ReadonlyMap<string, readonly Name[]>;
  readonly #latin: ReadonlyMap<string, string>;
  readonly #byCode: ReadonlyMap<string, string>;
  readonly #codes: ReadonlyMap<string, string | null>;
  readonly #order: readonly string[];

  constructor(offices: readonly OfficeEntry[]) {
    const names = new Map<string, string[]>();
    for (const office of offices) {
      for (const alias of aliasesOf(office)) names.set(alias, [...(names.get(alias) ?? []), office.id]);
    }
    const byStart = new Map<string, Name[]>();
    for (const [text, ids] of names) {
      const start = text.slice(0, START);
      byStart.set(start, [...(byStart.get(start) ?? []), { text, offices: ids }]);
    }
    this.#names = byStart;
    this.#latin = new Map(offices.map((office) => [plainText(office.id), office.id]));
    this.#byCode = new Map(offices.flatMap(({ id, code }) => (code === null ? [] : [[code, id] as const])));
    this.#codes = new Map(offices.map((office) => [office.id, office.code]));
    this.#order = offices.map((office) => office.id);
  }

  /**
   * The offices that a text names: by any alias, by a division code that stands alone (`370811`, also with zeros behind), by the
   * office's id as a word (`rencheng_T1.xlsx`). Inside a longer name a shorter one does not count, and the superior a name begins
   * with (云阳县 in 云阳县双江街道, told by the codes) neither.
   */
  in(text: string): OfficesNamed {
    const plain = plainText(text);
    const spans = this.#withoutSuperiors(longest([...this.#spelled(plain), ...this.#coded(plain)]));
    const shared = spans.reduce<readonly string[] | null>(
      (common, span) => (common === null ? span.offices : common.filter((id) => span.offices.includes(id))),
      null,
    );
    const sharedName = shared !== null && shared.length > 0;
    const named = new Set(sharedName ? shared : spans.flatMap((span) => span.offices));
    return { offices: this.#order.filter((id) => named.has(id)), sharedName };
  }

  #spelled(plain: string): Span[] {
    const spans: Span[] = [];
    for (let from = 0; from < plain.length; from += 1) {
      for (const name of this.#names.get(plain.slice(from, from + START)) ?? []) {
        if (plain.startsWith(name.text, from)) spans.push({ from, to: from + name.text.length, offices: name.offices });
      }
    }
    for (const word of plain.matchAll(/[a-z0-9]+(?:-[a-z0-9]+)*/g)) {
      for (const [text, at] of [[word[0], 0] as const, ...wordsOf(word[0])]) {
        const id = this.#latin.get(text);
        const from = word.index + at;
        if (id !== undefined) spans.push({ from, to: from + text.length, offices: [id] });
      }
    }
    return spans;
  }

  #coded(plain: string): Span[] {
    return [...plain.matchAll(/\d+/g)].flatMap(({ 0: digits, index: from }) =>
      CODE_LENGTHS.flatMap((length) => {
        const id = this.#byCode.get(digits.slice(0, length));
        const whole = /^(?:0{3}){0,2}$/.test(digits.slice(length));
        return id === undefined || !whole ? [] : [{ from, to: from + digits.length, offices: [id] }];
      }),
    );
  }

  #withoutSuperiors(spans: readonly Span[]): readonly Span[] {
    return spans.filter(
      (span) => !spans.some((next) => next.from === span.to && this.#isSuperior(span.offices, next.offices)),
    );
  }

  #isSuperior(above: readonly string[], below: readonly string[]): boolean {
    return above.every((a) => below.every((b) => isPartOf(this.#codes.get(b) ?? null, this.#codes.get(a) ?? null)));
  }
}

/** A county's code begins with its city's first four digits, a township's with its county's six. */
function isPartOf(code: string | null, superior: string | null): boolean {
  if (code === null || superior === null || code === superior) return false;
  return code.startsWith(superior.endsWith('00') ? superior.slice(0, 4) : superior);
}

function longest(spans: readonly Span[]): readonly Span[] {
  const inside = (a: Span, b: Span) => b.from <= a.from && a.to <= b.to && b.to - b.from > a.to - a.from;
  return spans.filter((span) => !spans.some((other) => inside(span, other)));
}

/** The parts of a word with hyphens, each with its place. */
function wordsOf(word: string): (readonly [string, number])[] {
  return word.includes('-') ? [...word.matchAll(/[a-z0-9]+/g)].map((m) => [m[0], m.index] as const) : [];
}
