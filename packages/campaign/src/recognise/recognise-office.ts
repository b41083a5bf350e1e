import { aliasesOf, type OfficeEntry } from './office-aliases.js';
import { plainText } from './plain-text.js';

/** What one text says about the office; more than one candidate is never a choice made here. */
export interface OfficesNamed {
  /** Ids of the offices the text may mean, in the order of the directory. */
  readonly offices: readonly string[];
  /** One name stands for all of them (two zones called 高新区); false: the text names different offices. */
  readonly sharedName: boolean;
}

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
  readonly #names: readonly Name[];
  readonly #latin: readonly Name[];
  readonly #codes: ReadonlyMap<string, string | null>;
  readonly #order: readonly string[];

  constructor(offices: readonly OfficeEntry[]) {
    const names = new Map<string, string[]>();
    for (const office of offices) {
      for (const alias of aliasesOf(office)) names.set(alias, [...(names.get(alias) ?? []), office.id]);
    }
    this.#names = [...names].map(([text, ids]) => ({ text, offices: ids }));
    this.#latin = offices.map((office) => ({ text: plainText(office.id), offices: [office.id] }));
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
    const words = this.#names.flatMap((name) => places(plain, name.text).map((from) => spanOf(name, from)));
    const ids = this.#latin.flatMap((name) =>
      places(plain, name.text)
        .map((from) => spanOf(name, from))
        .filter(({ from, to }) => !/[a-z0-9]/.test(plain.charAt(from - 1)) && !/[a-z0-9]/.test(plain.charAt(to))),
    );
    return [...words, ...ids];
  }

  #coded(plain: string): Span[] {
    return [...this.#codes].flatMap(([id, code]) => {
      if (code === null) return [];
      const pattern = new RegExp(`(?<!\\d)${code}(?:0{3}){0,2}(?!\\d)`, 'g');
      return [...plain.matchAll(pattern)].map((m) => ({ from: m.index, to: m.index + m[0].length, offices: [id] }));
    });
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

function spanOf(name: Name, from: number): Span {
  return { from, to: from + name.text.length, offices: name.offices };
}

function longest(spans: readonly Span[]): readonly Span[] {
  const inside = (a: Span, b: Span) => b.from <= a.from && a.to <= b.to && b.to - b.from > a.to - a.from;
  return spans.filter((span) => !spans.some((other) => inside(span, other)));
}

function places(text: string, part: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) found.push(at);
  return found;
}
