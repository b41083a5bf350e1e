import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx';
import { FONT, SIZE } from './fonts.js';
import { boundRuns, type Inline } from './inline.js';

/** Width of the text area (156 mm), in twips. */
const TEXT_WIDTH = 8845;

/** One cell of bound text. `align` defaults to centre; `span` covers several columns; `depth` indents 其中 items. */
export interface Cell {
  readonly pieces: readonly Inline[];
  readonly align?: 'left' | 'center' | 'right';
  readonly span?: number;
  readonly depth?: number;
  readonly strong?: boolean;
}

interface Grid<T> {
  /** Column widths in proportion; together they fill the text area. */
  readonly shares: readonly number[];
  /** Repeated on every page. */
  readonly head: readonly (readonly T[])[];
  readonly rows: readonly (readonly T[])[];
}

interface RawCell {
  readonly children: Paragraph[];
  readonly span?: number;
}

const rule = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

/** A ruled table of bound text with repeated header rows; rows never break across pages. */
export function boundTable(table: Grid<Cell>): Table {
  const raw = (head: boolean) => (cells: readonly Cell[]) =>
    cells.map((cell): RawCell => ({ children: [content(cell, head)], span: cell.span ?? 1 }));
  return ruledTable({ shares: table.shares, head: table.head.map(raw(true)), rows: table.rows.map(raw(false)) });
}

/** The ruled frame; its cells bring their own paragraphs. */
export function ruledTable({ shares, head, rows }: Grid<RawCell>): Table {
  const sum = shares.reduce((total, share) => total + share, 0);
  const widths = shares.map((share) => Math.floor((share / sum) * TEXT_WIDTH));
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((total, each) => total + each, 0), type: WidthType.DXA },
    columnWidths: widths,
    alignment: AlignmentType.CENTER,
    borders: { top: rule, bottom: rule, left: rule, right: rule, insideHorizontal: rule, insideVertical: rule },
    margins: { left: 60, right: 60, top: 30, bottom: 30 },
    rows: [
      ...head.map((cells) => row(cells, { widths, head: true })),
      ...rows.map((cells) => row(cells, { widths, head: false })),
    ],
  });
}

function row(cells: readonly RawCell[], { widths, head }: { widths: readonly number[]; head: boolean }): TableRow {
  let column = 0;
  return new TableRow({
    tableHeader: head,
    cantSplit: true,
    children: cells.map(({ children, span = 1 }) => {
      const size = widths.slice(column, column + span).reduce((total, each) => total + each, 0);
      column += span;
      return new TableCell({
        columnSpan: span,
        width: { size, type: WidthType.DXA },
        verticalAlign: VerticalAlign.CENTER,
        children,
      });
    }),
  });
}

function content(cell: Cell, head: boolean): Paragraph {
  return new Paragraph({
    alignment: ALIGN[cell.align ?? 'center'],
    spacing: { line: 300, lineRule: LineRuleType.EXACT },
    ...(cell.depth ? { indent: { left: cell.depth * 210 } } : {}),
    children: boundRuns(cell.pieces, { size: SIZE.five, font: head || cell.strong ? FONT.heading : FONT.body }),
  });
}
