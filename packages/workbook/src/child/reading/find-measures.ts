import type { Measure, Section, TableDefinition } from '@duban/tables';
import { labelOf, nearness, unitNamed } from './labels.js';
import type { Line, Reading } from './lines.js';
import { almost, namesOf } from './match.js';
import type { PeriodKind } from './period-kind.js';

/** A measure of the definition on its line. */
export interface Found {
  readonly measure: Measure;
  readonly line: Line;
  readonly reading: Reading;
  readonly renamed: boolean;
}

export interface FoundMeasures {
  readonly found: readonly Found[];
  /** A line that says the same as one that was taken. */
  readonly repeated: readonly { readonly measure: Measure; readonly line: Line; readonly first: Line }[];
  /** A line whose label several measures have, with nothing that tells which. */
  readonly unclear: readonly { readonly measures: readonly Measure[]; readonly line: Line }[];
  readonly missing: readonly Measure[];
  /** Lines nobody knows. */
  readonly unknown: readonly Line[];
  /** The lines of section titles, where a block says 不适用. */
  readonly titles: ReadonlyMap<Section, Line>;
}

interface Entry {
  readonly measure: Measure;
  readonly section: Section;
  readonly index: number;
  /** The labels of the measures it is a part of, nearest first. */
  readonly parents: readonly string[];
}

/** Finds the measures of the table's list sections by their labels; sections, parents and order tell equal labels apart. */
export function findMeasures(table: TableDefinition, lines: readonly Line[]): FoundMeasures {
  return new Search(table, lines).result();
}

class Search {
  readonly #entries: readonly Entry[];
  readonly #byText: ReadonlyMap<string, readonly Entry[]>;
  readonly #sections: ReadonlyMap<string, Section>;
  readonly #taken = new Map<string, Line>();
  readonly #found: Found[] = [];
  readonly #repeated: FoundMeasures['repeated'][number][] = [];
  readonly #unclear: FoundMeasures['unclear'][number][] = [];
  readonly #titles = new Map<Section, Line>();
  #rest: Line[] = [];
  #section: Section | null = null;
  #last: Entry | null = null;

  constructor(table: TableDefinition, lines: readonly Line[]) {
    this.#entries = entriesOf(table);
    this.#byText = byText(this.#entries);
    this.#sections = new Map(table.sections.map((section) => [labelOf(section.title).text, section]));
    for (const line of lines) this.#take(line);
    this.#likelyOnes();
  }

  result(): FoundMeasures {
    const known = new Set(this.#found.map(({ measure }) => measure.key));
    const missing = this.#entries.map(({ measure }) => measure).filter(({ key }) => !known.has(key));
    return {
      found: this.#found,
      repeated: this.#repeated,
      unclear: this.#unclear,
      missing,
      unknown: this.#rest,
      titles: this.#titles,
    };
  }

  #take(line: Line): void {
    const title = this.#titleOn(line);
    if (title !== null) {
      this.#section = title;
      this.#titles.set(title, line);
      return;
    }
    // A section's title merged down the side of its lines.
    const beside = line.around.flatMap((text) => this.#sections.get(labelOf(text).text) ?? []).at(-1);
    if (beside !== undefined) {
      this.#section = beside;
      if (!this.#titles.has(beside)) this.#titles.set(beside, line);
    }
    for (const reading of line.readings) {
      const hits = this.#byText.get(labelOf(reading.text).text);
      if (hits === undefined) continue;
      this.#settle(line, reading, hits);
      return;
    }
    this.#rest.push(line);
  }

  /** A line with nothing but a section's title. Where a measure is called the same (情况说明), the first such line is the title. */
  #titleOn(line: Line): Section | null {
    if (!line.alone) return null;
    const [text = ''] = line.around;
    const label = labelOf(text.replace(/[（(](不适用|填报)[)）]\s*$/u, ''));
    const section = this.#sections.get(label.text);
    if (section === undefined || (this.#byText.has(label.text) && this.#titles.has(section))) return null;
    const numbered = text.normalize('NFKC').replace(/\s/gu, '').length > label.text.length;
    return numbered || !this.#byText.has(label.text) ? section : null;
  }

  #settle(line: Line, reading: Reading, hits: readonly Entry[]): void {
    const free = hits.filter((entry) => !this.#taken.has(slot(entry, reading.kind)));
    const [hit] = hits;
    if (free.length === 0 && hit !== undefined) {
      const first = this.#taken.get(slot(hit, reading.kind));
      if (first !== undefined) this.#repeated.push({ measure: hit.measure, line, first });
      return;
    }
    const entry = this.#chosen(free, { line, reading });
    if (entry === null) this.#unclear.push({ measures: free.map(({ measure }) => measure), line });
    else this.#put(entry, { line, reading, renamed: false });
  }

  #put(entry: Entry, { line, reading, renamed }: Omit<Found, 'measure'>): void {
    this.#taken.set(slot(entry, reading.kind), line);
    this.#found.push({ measure: entry.measure, line, reading, renamed });
    this.#last = entry;
  }

  /** Each thing that tells equal labels apart is asked in turn; null when none does. */
  #chosen(free: readonly Entry[], { line, reading }: { line: Line; reading: Reading }): Entry | null {
    const label = labelOf(reading.text);
    const around = new Set(line.around.map((text) => labelOf(text).text));
    const unit = label.unit ?? unitNamed(line.unitText);
    const last = this.#last;
    const tests: readonly ((entry: Entry) => boolean)[] = [
      ({ section }) => section === this.#section,
      ({ measure }) => label.full !== label.text && labelOf(measure.label).full === label.full,
      ({ parents }) => parents.some((parent) => around.has(parent)),
      ({ measure }) => measure.unit === unit,
      ({ measure }) => labelOf(measure.label).full === label.full,
      ({ section, index }) => section === last?.section && index > last.index,
    ];
    let open = free;
    for (const test of tests) {
      if (open.length === 1) break;
      const left = open.filter(test);
      if (left.length > 0) open = left;
    }
    const [only] = open;
    if (only !== undefined && open.length === 1) return only;
    // Lines in the order of the form: the next of these measures is meant, when the one before it is where it belongs.
    const next = open.filter(({ index }) => index > (last?.index ?? -1)).sort((a, b) => a.index - b.index)[0];
    return next !== undefined && next.index - (last?.index ?? -1) === 1 ? next : null;
  }

  /** What is left over is matched by likeness: with or without brackets, a letter or two changed. One to one, or not at all. */
  #likelyOnes(): void {
    // Likeness is dear, and a sheet that has next to nothing of the form is not the form.
    if (this.#found.length < Math.max(1, Math.min(this.#entries.length / 5, 4))) return;
    const open = () => this.#entries.filter((entry) => !this.#found.some(({ measure }) => measure === entry.measure));
    for (const near of [false, true]) {
      const pairs = open().flatMap((entry) =>
        this.#rest.flatMap((line) => line.readings.flatMap((reading) => likeness(entry, { line, reading, near }))),
      );
      pairs.sort((a, b) => a.cost - b.cost);
      for (const pair of pairs) {
        const rival = pairs.some(
          (other) => other.cost <= pair.cost && (other.entry === pair.entry) !== (other.line === pair.line),
        );
        if (rival || !this.#rest.includes(pair.line) || this.#taken.has(slot(pair.entry, pair.reading.kind))) continue;
        this.#put(pair.entry, { line: pair.line, reading: pair.reading, renamed: true });
        this.#rest = this.#rest.filter((line) => line !== pair.line);
      }
    }
  }
}

interface Likely {
  readonly entry: Entry;
  readonly line: Line;
  readonly reading: Reading;
  readonly cost: number;
}

function likeness(
  entry: Entry,
  { line, reading, near }: { readonly line: Line; readonly reading: Reading; readonly near: boolean },
): readonly Likely[] {
  const { label, unit, key } = entry.measure;
  const seen = labelOf(reading.text);
  if (seen.text === '') return [];
  const cost = near
    ? nearness(labelOf(label).text, seen.text)
    : almost({ key, label, unit }, seen, reading.text)
      ? 0
      : null;
  return cost === null ? [] : [{ entry, line, reading, cost }];
}

function byText(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const text of namesOf(entry.measure)) {
      const group = groups.get(text);
      if (group === undefined) groups.set(text, [entry]);
      else group.push(entry);
    }
  }
  return groups;
}

const slot = (entry: Entry, kind: PeriodKind | null) => `${entry.measure.key} ${kind ?? ''}`;

function entriesOf(table: TableDefinition): readonly Entry[] {
  const entries: Entry[] = [];
  for (const section of table.sections) {
    if (section.matrix !== null) continue;
    const above: Measure[] = [];
    for (const measure of section.measures) {
      while ((above.at(-1)?.indent ?? -1) >= measure.indent) above.pop();
      const parents = above.map(({ label }) => labelOf(label).text).reverse();
      entries.push({ measure, section, index: entries.length, parents });
      above.push(measure);
    }
  }
  return entries;
}
