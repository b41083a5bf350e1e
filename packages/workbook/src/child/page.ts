import type { AddWorksheetOptions, PageSetup, PaperSize, Worksheet } from 'exceljs';
import { formTexts } from '../wording/form.js';

/** A4 landscape without its margins, in points. */
export const PAGE = { width: 842 - 65, height: 595 - 86 } as const;
/** One unit of column width in points (a digit of the default face). */
export const POINTS = 5.25;
/** Other programs measure rows and columns a little larger: what is planned for a page must fit in all of them. */
export const SLACK = 0.97;

const A4 = 9 as PaperSize;
/** The types of exceljs do not know A3. */
export const A3 = 8 as PaperSize;
/** As wide as the paper, as many pages down as it takes. */
export const ONE_WIDE = { fitToPage: true, fitToWidth: 1, fitToHeight: 0 } as const;
const EDGES = { top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 } as const;
const NUMBERED = `&C${formTexts.printFooter}`;

/** How a sheet of an export is printed: on A4 unless it says otherwise, with numbered pages. */
export function printed(setUp: Partial<PageSetup>): Pick<AddWorksheetOptions, 'pageSetup' | 'headerFooter'> {
  return {
    pageSetup: { paperSize: A4, margins: { left: 0.4, right: 0.4, ...EDGES }, ...setUp },
    headerFooter: { oddFooter: NUMBERED },
  };
}

interface Printing {
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
    paperSize: A4,
    orientation: 'landscape',
    ...ONE_WIDE,
    fitToWidth: pagesWide,
    horizontalCentered: true,
    margins: { left: 0.5, right: 0.4, ...EDGES },
    ...(printArea === undefined ? {} : { printArea }),
    ...(titles === undefined ? {} : { printTitlesRow: titles }),
    ...(titleColumns === undefined ? {} : { printTitlesColumn: titleColumns }),
  };
  sheet.headerFooter.oddFooter = footer === undefined ? NUMBERED : `&L&9${footer}&R&9${formTexts.printFooter}`;
}
