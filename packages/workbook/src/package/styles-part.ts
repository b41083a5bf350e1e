import { inDialect, opened, placed, regrown, type Splice, spliced, withAttributes } from './edit.js';
import { childOf, outlineOf, prefixOf, type XmlElement } from './outline.js';
import { isTrue } from './xml.js';

/** The lists of a style sheet, in the schema's order. */
const ORDER = [
  'numFmts',
  'fonts',
  'fills',
  'borders',
  'cellStyleXfs',
  'cellXfs',
  'cellStyles',
  'dxfs',
  'tableStyles',
  'colors',
  'extLst',
];
const LISTS = ['fonts', 'fills', 'borders', 'cellXfs'] as const;
type List = (typeof LISTS)[number];
const NONE: Readonly<Record<List, readonly string[]>> = {
  fonts: ['<font><sz val="11"/><name val="宋体"/></font>'],
  fills: ['<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>'],
  borders: ['<border><left/><right/><top/><bottom/><diagonal/></border>'],
  cellXfs: ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'],
};

/** How a cell looks, as XML of the style sheet without prefixes; what is left out is as in cell style 0. */
export interface LookXml {
  readonly font?: string;
  readonly fill?: string;
  readonly border?: string;
  /** Inside `xf`: alignment, protection. */
  readonly inside?: string;
  readonly quotePrefix?: boolean;
}

/** A style sheet that looks are added to: an equal one already there is used, so that nothing piles up. */
export class StylesPart {
  readonly #text: string;
  readonly #root: XmlElement;
  /** The items of each list as they were, then as added. */
  readonly #items: Record<List, string[]>;
  readonly #canonical: Record<List, string[]>;
  readonly #added: Record<List, number> = { fonts: 0, fills: 0, borders: 0, cellXfs: 0 };

  constructor(text: string) {
    this.#text = opened(text);
    this.#root = outlineOf(this.#text);
    const elements = (list: List) => childOf(this.#root, list)?.children ?? [];
    const items = (list: List) => elements(list).map(({ start, end }) => this.#text.slice(start, end));
    const canonical = (list: List) => elements(list).map((each) => JSON.stringify(said(each)));
    this.#items = {
      fonts: items('fonts'),
      fills: items('fills'),
      borders: items('borders'),
      cellXfs: items('cellXfs'),
    };
    this.#canonical = {
      fonts: canonical('fonts'),
      fills: canonical('fills'),
      borders: canonical('borders'),
      cellXfs: elements('cellXfs').map(xfSaid),
    };
    for (const list of LISTS) if (this.#items[list].length === 0) for (const xml of NONE[list]) this.#add(list, xml);
  }

  /** The fill of a cell style as written; null when the style is not there. */
  fillOf(style: number): string | null {
    const xf = this.#items.cellXfs[style];
    return xf === undefined ? null : (this.#items.fills[Number(outlineOf(xf).attributes.fillId ?? 0)] ?? null);
  }

  /** Whether cells of this style may be typed into when the sheet is protected. */
  isUnlocked(style: number): boolean {
    const xf = this.#items.cellXfs[style];
    const locked = xf === undefined ? undefined : childOf(outlineOf(xf), 'protection')?.attributes.locked;
    return locked === '0' || locked === 'false';
  }

  /** The same style with another fill. `shown`: it must really be shown; else an earlier equal style will do, whatever it applies. */
  withFill(style: number, fill: string, { shown }: { readonly shown: boolean }): number {
    const xf = this.#items.cellXfs[style] ?? this.#items.cellXfs[0] ?? '';
    const fillId = this.#index('fills', fill);
    const root = outlineOf(xf);
    const tag = withAttributes(xf.slice(root.start, root.openEnd), {
      fillId: String(fillId),
      ...(shown ? { applyFill: '1' } : {}),
    });
    const wanted = tag + xf.slice(root.openEnd);
    const canonical = canonicalXf(wanted);
    const found = this.#canonical.cellXfs.findIndex(
      (each, i) => each === canonical && (!shown || appliesFill(this.#items.cellXfs[i] ?? '')),
    );
    return found === -1 ? this.#add('cellXfs', wanted) : found;
  }

  /** A cell style of our own look. */
  look({ font, fill, border, inside = '', quotePrefix = false }: LookXml): number {
    const id = (list: List, xml: string | undefined) => (xml === undefined ? 0 : this.#index(list, xml));
    const named = childOf(this.#root, 'cellStyleXfs') === undefined ? '' : ' xfId="0"';
    const xml = `<xf numFmtId="0" fontId="${id('fonts', font)}" fillId="${id('fills', fill)}" borderId="${id('borders', border)}"${named}${quotePrefix ? ' quotePrefix="1"' : ''} applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">${inside}</xf>`;
    const canonical = canonicalXf(xml);
    const found = this.#canonical.cellXfs.indexOf(canonical);
    return found === -1 ? this.#add('cellXfs', inDialect(xml, this.#root)) : found;
  }

  text(): string {
    const splices: Splice[] = [];
    for (const list of LISTS) {
      const count = this.#added[list];
      if (count === 0) continue;
      const items = this.#items[list];
      const xml = items.slice(items.length - count).join('');
      splices.push(...this.#growth(list, { xml, total: items.length }));
    }
    return spliced(this.#text, splices);
  }

  #growth(list: List, { xml, total }: { readonly xml: string; readonly total: number }): readonly Splice[] {
    const element = childOf(this.#root, list);
    if (element === undefined) {
      const before = ORDER.slice(ORDER.indexOf(list) + 1);
      const whole = inDialect(`<${list} count="${total}"></${list}>`, this.#root).replace('></', `>${xml}</`);
      return [placed(this.#text, this.#root, { xml: whole, before })];
    }
    const tag = this.#text.slice(element.start, element.openEnd);
    return regrown(element, { tag: withAttributes(tag, { count: String(total) }), xml });
  }

  #index(list: List, xml: string): number {
    const canonical = canonicalOf(xml);
    const found = this.#canonical[list].indexOf(canonical);
    return found === -1 ? this.#add(list, prefixOf(outlineOf(xml)) === '' ? inDialect(xml, this.#root) : xml) : found;
  }

  #add(list: List, xml: string): number {
    this.#items[list].push(xml);
    this.#canonical[list].push(list === 'cellXfs' ? canonicalXf(xml) : canonicalOf(xml));
    this.#added[list] += 1;
    return this.#items[list].length - 1;
  }
}

/** What an element says, however it is written: order of attributes and prefixes do not count. */
function canonicalOf(xml: string): string {
  return JSON.stringify(said(outlineOf(xml)));
}

function said({ local, attributes, children }: XmlElement): unknown {
  const listed = Object.entries(attributes).filter(([name]) => !name.startsWith('xmlns'));
  return [local, listed.sort(([a], [b]) => (a < b ? -1 : 1)), children.map(said)];
}

/** The same of a cell style, apart from whether it says that its fill applies. */
function canonicalXf(xml: string): string {
  return xfSaid(outlineOf(xml));
}

function xfSaid(element: XmlElement): string {
  const { applyFill: _, ...attributes } = element.attributes;
  return JSON.stringify(said({ ...element, attributes: { ...attributes, fillId: attributes.fillId ?? '0' } }));
}

function appliesFill(xf: string): boolean {
  return isTrue(outlineOf(xf).attributes.applyFill);
}
