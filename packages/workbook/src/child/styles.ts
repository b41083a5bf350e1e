import type { Alignment, Border, Borders, Cell, CellValue, Fill, Font, Style, Worksheet } from 'exceljs';

/** Colours and faces of every sheet this room writes. Fonts are named, not shipped: each office machine has these two. */
export const colours = {
  input: 'FFFFF8DC',
  notApplicable: 'FFE7E6E6',
  section: 'FFDDEBF7',
  header: 'FFBDD7EE',
  total: 'FFE2EFDA',
  error: 'FFFFC7CE',
  warning: 'FFFFEB9C',
  note: 'FFDDEBF7',
  line: 'FF8EA9C1',
  faint: 'FF7F7F7F',
  link: 'FF0563C1',
  required: 'FF9BC2E6',
  none: 'FFFFFFFF',
  wrong: 'FFC00000',
  right: 'FF548235',
} as const;

export const faces = { body: '宋体', head: '黑体' } as const;

export function solid(argb: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

/** What a conditional format makes of a cell; its fill is a background colour, unlike a cell's own. */
export function markStyle(argb: string, font?: Partial<Font>): Partial<Style> {
  return { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb } }, ...(font === undefined ? {} : { font }) };
}

const line: Partial<Border> = { style: 'thin', color: { argb: colours.line } };
const box: Partial<Borders> = { top: line, left: line, bottom: line, right: line };

export const middle: Partial<Alignment> = { vertical: 'middle', horizontal: 'center', wrapText: true };
export const left: Partial<Alignment> = { vertical: 'middle', horizontal: 'left', wrapText: true };
/** Text in a bordered cell, a little off the line; parts of a measure (其中) further in. */
export const inset = (depth = 0): Partial<Alignment> => ({ ...left, indent: depth + 1 });
export const right: Partial<Alignment> = { vertical: 'middle', horizontal: 'right' };

/** Text in a line of its own that may run beyond its cell. */
export const oneLine: Partial<Alignment> = { vertical: 'middle', horizontal: 'left' };

export interface Look {
  readonly font?: Partial<Font>;
  readonly fill?: string;
  readonly align?: Partial<Alignment>;
  readonly format?: string;
  readonly bordered?: boolean;
  readonly unlocked?: boolean;
}

/** Titles of columns. */
export const headLook: Look = { font: { name: faces.head }, fill: colours.header };
/** The title of a section across a table. */
export const sectionLook: Look = { font: { name: faces.head }, fill: colours.section, align: inset() };
/** Where no figure can stand. */
export const noFigureLook: Look = { fill: colours.notApplicable, font: { color: { argb: colours.faint } } };

const styles = new Map<string, Partial<Style>>();

/**
 * Sets every side of a cell's look at once, so that no cell keeps a half of another's. Cells that look alike share one
 * style object, which exceljs then compares once and not for each of 100,000 cells: nobody may change it in place.
 */
export function dress(cell: Cell, look: Look): void {
  cell.style = styleFor(look);
}

/** The shared style of a look, for loops over many cells; like every shared style not to be changed in place. */
export function styleFor(look: Look): Partial<Style> {
  const key = JSON.stringify(look);
  const style = styles.get(key) ?? styleOf(look);
  styles.set(key, style);
  return style;
}

function styleOf({ font, fill, align, format, bordered = true, unlocked = false }: Look): Partial<Style> {
  return {
    font: { name: faces.body, size: 11, ...font },
    alignment: align ?? middle,
    protection: { locked: !unlocked },
    ...(bordered ? { border: box } : {}),
    ...(fill === undefined ? {} : { fill: solid(fill) }),
    ...(format === undefined ? {} : { numFmt: format }),
  };
}

/** One value across a range of cells (`A1:H1`). Merging comes last: it gives every cell of the range the first one's borders. */
export function spread(sheet: Worksheet, range: string, { value, look }: { value: CellValue; look: Look }): void {
  const [first = range, last = first] = range.split(':');
  sheet.getCell(first).value = value;
  dress(sheet.getCell(first), look);
  if (first !== last) sheet.mergeCells(range);
}

/** Roughly how wide a text prints, in the width of a digit: a Chinese character takes two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character.charCodeAt(0) > 0xff ? 2 : 1;
  return width;
}

/** The height in points that a wrapped text needs in a column (or merged range) of the given width. */
export function heightFor(text: string, columnWidth: number, { size = 11, least = 18 } = {}): number {
  const perLine = Math.max(1, (columnWidth - 1) * (11 / size));
  const lines = text
    .split('\n')
    .reduce((sum, paragraph) => sum + Math.max(1, Math.ceil(widthOf(paragraph) / perLine)), 0);
  return Math.max(least, lines * size * 1.45 + 4);
}
