import type { Alignment, CellValue, Font, Worksheet } from 'exceljs';
import { guidanceTexts as texts } from '../../wording/guidance.js';
import { PAGE, SLACK } from '../page.js';
import { dress, faces, headLook, heightFor, inset, left, sectionLook, spread } from '../styles.js';

/** Widths of a table of explanations: number, name, unit, how, what. */
const WIDTHS = [8, 40, 13, 22, 62];
const ALL = WIDTHS.reduce((a, b) => a + b, 0);
const LAST = 'E';
/** A heading with what comes first under it, in points. */
const TOGETHER = 100;

interface Paragraph {
  readonly font?: Partial<Font>;
  readonly align?: Partial<Alignment>;
  /** Height in points at least. */
  readonly least?: number;
}

/** Writes 填表说明 from the top down. */
export class Page {
  readonly #sheet: Worksheet;
  #row = 0;
  #headings = 0;
  /** The height of everything above the last page break. */
  #broken = 0;

  constructor(sheet: Worksheet) {
    this.#sheet = sheet;
    for (const [i, width] of WIDTHS.entries()) sheet.getColumn(i + 1).width = width;
  }

  /** A line over the whole width. */
  across(text: string, { font, align = left, least = 20 }: Paragraph = {}): void {
    this.#row += 1;
    const look = { align, bordered: false, ...(font === undefined ? {} : { font }) };
    spread(this.#sheet, `A${this.#row}:${LAST}${this.#row}`, { value: text, look });
    this.#sheet.getRow(this.#row).height = heightFor(text, ALL, { least });
  }

  /** `二、指标口径` */
  heading(text: string): void {
    this.#headings += 1;
    this.#keepTogether();
    this.across(texts.heading(this.#headings, text), { font: { name: faces.head }, least: 26 });
  }

  /** A line whose second cell takes the room of three: number, a rule, what it is applied to. */
  wide([number, text, what]: readonly [string, string, string], look: Parameters<typeof dress>[1] = {}): void {
    this.line([number, null, null, null, what]);
    spread(this.#sheet, `B${this.#row}:D${this.#row}`, { value: text, look: { align: inset(), ...look } });
    if (look.fill !== undefined)
      for (const letter of ['A', LAST]) dress(this.#sheet.getCell(`${letter}${this.#row}`), look);
    const room = (WIDTHS[1] ?? 0) + (WIDTHS[2] ?? 0) + (WIDTHS[3] ?? 0) - 2;
    this.#sheet.getRow(this.#row).height = Math.max(20, heightFor(text, room));
  }

  /** A heading goes to the next page with what follows it. */
  #keepTogether(): void {
    let used = 0;
    for (let row = 1; row <= this.#row; row += 1) used += this.#sheet.getRow(row).height ?? 0;
    const page = PAGE.height * SLACK;
    const left = page - ((used - this.#broken) % page);
    if (left >= TOGETHER || this.#row === 0) return;
    this.#sheet.getRow(this.#row).addPageBreak();
    this.#broken = used;
  }

  /** The titles of a table. */
  titles(titles: readonly string[]): void {
    this.#row += 1;
    for (const [i, title] of titles.entries()) {
      const cell = this.#sheet.getCell(this.#row, i + 1);
      cell.value = title;
      dress(cell, headLook);
    }
    this.#sheet.getRow(this.#row).height = 22;
  }

  /** A section's title inside a table. */
  section(text: string): void {
    this.#row += 1;
    spread(this.#sheet, `A${this.#row}:${LAST}${this.#row}`, { value: text, look: sectionLook });
    this.#sheet.getRow(this.#row).height = 20;
  }

  /** A line of a table; `indent` sets the name in. */
  line(cells: readonly CellValue[], indent = 0): void {
    this.#row += 1;
    let height = 20;
    for (const [i, value] of cells.entries()) {
      const cell = this.#sheet.getCell(this.#row, i + 1);
      cell.value = value;
      dress(cell, i === 1 ? { align: inset(indent) } : i === 4 ? { align: inset() } : {});
      const room = (WIDTHS[i] ?? 0) - (i === 1 ? 2 + indent * 2 : 2);
      height = Math.max(height, heightFor(String(value ?? ''), room));
    }
    this.#sheet.getRow(this.#row).height = height;
  }
}
