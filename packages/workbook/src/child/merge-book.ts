import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import ExcelJS, { type AddWorksheetOptions, type Worksheet } from 'exceljs';
import { type ChartSheet, chartParts } from './charts/chart-parts.js';
import { rewritePackage } from './rewrite-package.js';

/** A workbook written from top to bottom: sheet after sheet, each row gone once it is committed, whatever the number of offices. */
export interface MergeBook {
  /** The next sheet. All but the widths of its columns has to be said now. */
  sheet(name: string, setUp?: Partial<AddWorksheetOptions>): Worksheet;
  /** Ends a sheet; before the next one is begun. */
  end(sheet: Worksheet): Promise<void>;
  /** Charts to be drawn on a sheet of this book. */
  draw(charts: ChartSheet): void;
  /** The finished workbook. */
  bytes(): Promise<Uint8Array>;
}

/** What the typings of exceljs leave out of its streaming writer. */
type StreamedSheet = Worksheet & {
  commit(): void;
  readonly stream?: { readonly pipes?: readonly { readonly writableLength: number }[] };
};

export function mergeBook(): MergeBook {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true });
  book.creator = 'Duban 督办';
  const drawn: ChartSheet[] = [];
  const numbers = new Map<string, number>();
  return {
    sheet(name, setUp = {}) {
      const sheet = book.addWorksheet(name, setUp);
      numbers.set(name, sheet.id);
      return sheet;
    },
    async end(sheet) {
      (sheet as StreamedSheet).commit();
      await packed(sheet);
    },
    draw(charts) {
      drawn.push(charts);
    },
    async bytes() {
      await book.commit();
      return finished(Buffer.concat(chunks), { charts: drawn, numbers });
    },
  };
}

/** Rows between two looks at what waits. */
const BREATH = 200;
const MOST_WAITING = 2 * 1024 * 1024;

/** Lets go of a row that is complete, and of all before it. */
export async function commitRow(sheet: Worksheet, row: number): Promise<void> {
  sheet.getRow(row).commit();
  if (row % BREATH === 0) await packed(sheet);
}

/** Until the packer has taken most of what was written: exceljs ignores that a stream is full and would pile up the whole sheet. */
async function packed(sheet: StreamedSheet): Promise<void> {
  const { pipes = [] } = sheet.stream ?? {};
  do await setImmediate();
  while (pipes.some(({ writableLength }) => writableLength > MOST_WAITING));
}

interface Finishing {
  readonly charts: readonly ChartSheet[];
  readonly numbers: ReadonlyMap<string, number>;
}

/**
 * What exceljs cannot write. Links inside a workbook: it makes them links to a file outside, which WPS does not follow and
 * Excel shows as `#'来源'!H4##'来源'!H4` (exceljs issue 3027). Charts. That a program computes the workbook afresh.
 */
function finished(bytes: Uint8Array, { charts, numbers }: Finishing): Promise<Uint8Array> {
  const drawings = chartParts(charts, numbers);
  return rewritePackage(bytes, {
    // A sheet without links or charts may be a ledger of a million cells: it is not unpacked again.
    touches: (part, has) =>
      part in WHOLE || SHEET_LINKS.test(part) || drawings.tags.has(part) || (SHEET.test(part) && has(linksOf(part))),
    change(part, read) {
      const xml = read(part);
      if (part === WORKBOOK) return xml.replace('<calcPr ', '<calcPr fullCalcOnLoad="1" ');
      if (part === TYPES) return xml.replace('</Types>', `${drawings.types}</Types>`);
      if (SHEET_LINKS.test(part)) return xml.replace(LINK, '');
      return insideLinks(xml, read(linksOf(part))).replace(
        /<\/worksheet>$/,
        `${drawings.tags.get(part) ?? ''}</worksheet>`,
      );
    },
    add: drawings.parts,
  });
}

const WORKBOOK = 'xl/workbook.xml';
const TYPES = '[Content_Types].xml';
const WHOLE = { [WORKBOOK]: true, [TYPES]: true };
const SHEET = /^xl\/worksheets\/sheet\d+\.xml$/;
const SHEET_LINKS = /^xl\/worksheets\/_rels\/sheet\d+\.xml\.rels$/;
const linksOf = (sheet: string) => sheet.replace(/([^/]+)$/, '_rels/$1.rels');
const LINK = /<Relationship Id="([^"]+)"[^>]* Target="#([^"]*)"[^>]*\/>/g;

/** `<hyperlink ref="D14" r:id="rId1"/>` → `<hyperlink ref="D14" location="'来源'!H4"/>`; they stand at a sheet's end. */
function insideLinks(xml: string, relationships: string): string {
  const at = xml.lastIndexOf('<hyperlinks>');
  if (at === -1) return xml;
  const targets = new Map([...relationships.matchAll(LINK)].map(([, id = '', target = '']) => [id, target]));
  const links = xml
    .slice(at)
    .replace(
      /(<hyperlink ref="[A-Z]+\d+") r:id="([^"]+)"(?: location="[^"]*")?/g,
      (whole, link: string, id: string) => {
        const target = targets.get(id);
        return target === undefined ? whole : `${link} location="${target}"`;
      },
    );
  return xml.slice(0, at) + links;
}
