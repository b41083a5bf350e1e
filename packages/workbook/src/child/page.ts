import type { Worksheet } from 'exceljs';
import { formTexts } from '../wording/form.js';

/** A4 landscape without its margins, in points. */
export const PAGE = { width: 842 - 65, height: 595 - 86 } as const;
const MARGINS = { left: 0.5, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 };
/** One unit of column width in points (a digit of the default face). */
export const POINTS = 5.25;

export interface Printing {
  readonly printArea?: string;
  /** `5:5`, repeated on every page. */
  readonly titles?: string;
  /** `A:B`, where a sheet is wider than one page. */
  readonly titleColumns?: string;
  readonly pagesWide?: number;
  /** Printed at the bottom of each page, left of the page number. */
  readonly footer?: string;
}

/** A4 landscape, as wide as the paper, with the titles on every page and the pages numbered. */
export function printLandscape(
  sheet: Worksheet,
  { printArea, titles, titleColumns, pagesWide = 1, footer }: Printing,
): void {
  sheet.pageSetup = {
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: pagesWide,
    fitToHeight: 0,
    horizontalCentered: true,
    margins: MARGINS,
    ...(printArea === undefined ? {} : { printArea }),
    ...(titles === undefined ? {} : { printTitlesRow: titles }),
    ...(titleColumns === undefined ? {} : { printTitlesColumn: titleColumns }),
  };
  const page = footer === undefined ? `&C${formTexts.printFooter}` : `&L&9${footer}&R&9${formTexts.printFooter}`;
  sheet.headerFooter.oddFooter = page;
}
