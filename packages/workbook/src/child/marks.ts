import type { Finding, Severity } from '@duban/tables';
import { outlineOf, type XmlElement } from '../package/outline.js';
import type { StylesPart } from '../package/styles-part.js';
import { colours } from './styles.js';

/** A cell that was marked, and the fill it had: written into the list of findings, for the next return of the same workbook. */
export interface MarkRecord {
  readonly sheet: string;
  readonly cell: string;
  /** XML of the fill as it stood in the style sheet. */
  readonly fill: string;
}

export const severityColours: Readonly<Record<Severity, string>> = {
  E: colours.error,
  W: colours.warning,
  I: colours.note,
};
export const noFill = '<fill><patternFill patternType="none"/></fill>';

export function solidFill(argb: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="${argb}"/><bgColor indexed="64"/></patternFill></fill>`;
}

/** The style of a marked cell: as it was, with the colour of the worst that is said of it. */
export function marked(styles: StylesPart, style: number, findings: readonly Finding[]): number {
  const worst = (['E', 'W', 'I'] as const).find((severity) =>
    findings.some((finding) => finding.severity === severity),
  );
  return styles.withFill(style, solidFill(severityColours[worst ?? 'I']), { shown: true });
}

/**
 * The style a cell had before it was marked: with the fill on record, else with the one our templates give it. A cell that does not
 * bear our colour any more is left alone: somebody has painted it since.
 */
export function unmarked(styles: StylesPart, style: number, record: string | undefined): number {
  const fill = styles.fillOf(style);
  if (fill === null || !isMark(fill)) return style;
  const fallback = styles.isUnlocked(style) ? solidFill(colours.input) : noFill;
  return styles.withFill(style, (record === undefined ? null : safeFill(record)) ?? fallback, { shown: false });
}

function isMark(fill: string): boolean {
  const pattern = outlineOf(fill).children[0];
  const colour = pattern?.children.find(({ local }) => local === 'fgColor')?.attributes.rgb?.toUpperCase();
  return pattern?.attributes.patternType === 'solid' && Object.values(severityColours).some((each) => each === colour);
}

export function recordText(record: MarkRecord): string {
  return JSON.stringify(record);
}

/** The record in a cell's text, or null: the clerk's program or hand may have changed it. */
export function recordOf(text: string): MarkRecord | null {
  try {
    const { sheet, cell, fill } = JSON.parse(text) as Partial<Record<string, unknown>>;
    return typeof sheet === 'string' && typeof cell === 'string' && typeof fill === 'string'
      ? { sheet, cell, fill }
      : null;
  } catch {
    return null;
  }
}

const FILL_PARTS = ['fill', 'patternFill', 'fgColor', 'bgColor', 'gradientFill', 'stop', 'color'];

/** A fill out of a workbook that came back is written anew from what a fill may say: it must not smuggle in anything else. */
function safeFill(xml: string): string | null {
  const written = ({ local, attributes, children }: XmlElement): string => {
    if (!FILL_PARTS.includes(local)) throw new Error(`no part of a fill: ${local}`);
    const listed = Object.entries(attributes).map(([name, value]) => {
      if (!/^[A-Za-z]+$/.test(name) || !/^[\w.+-]*$/.test(value)) throw new Error(`no attribute of a fill: ${name}`);
      return ` ${name}="${value}"`;
    });
    const inside = children.map(written).join('');
    return inside === '' ? `<${local}${listed.join('')}/>` : `<${local}${listed.join('')}>${inside}</${local}>`;
  };
  try {
    const root = outlineOf(xml);
    return root.local === 'fill' ? written(withoutNamespaces(root)) : null;
  } catch {
    return null;
  }
}

function withoutNamespaces(element: XmlElement): XmlElement {
  const attributes = Object.fromEntries(
    Object.entries(element.attributes).filter(([name]) => !name.startsWith('xmlns')),
  );
  return { ...element, attributes, children: element.children.map(withoutNamespaces) };
}
