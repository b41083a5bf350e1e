import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { AddWorksheetOptions, Worksheet } from 'exceljs';
import WorkbookWriter from 'exceljs/lib/stream/xlsx/workbook-writer.js';
import type { ChartSheet } from './charts/chart-parts.js';
import { finishPackage, type Link } from './finish-package.js';
import { CREATOR } from './layout.js';
import type { CellTarget } from './put.js';

/** A workbook written from top to bottom: sheet after sheet, each row gone once it is committed, whatever the number of offices. */
export interface MergeBook {
  /** The next sheet. All but the widths of its columns has to be said now. */
  sheet(name: string, setUp?: Partial<AddWorksheetOptions>): Worksheet;
  /** Ends a sheet; before the next one is begun. */
  end(sheet: Worksheet): Promise<void>;
  /** Makes a cell a link, whatever stands in it: exceljs has links on texts only. */
  link(from: CellTarget, to: CellTarget): void;
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
  const book = new WorkbookWriter({ stream, useStyles: true, useSharedStrings: true });
  book.creator = CREATOR;
  const drawn: ChartSheet[] = [];
  const links: Link[] = [];
  const parts = new Map<string, string>();
  return {
    sheet(name, setUp = {}) {
      const sheet = book.addWorksheet(name, setUp);
      parts.set(name, `xl/worksheets/sheet${sheet.id}.xml`);
      return sheet;
    },
    async end(sheet) {
      (sheet as StreamedSheet).commit();
      await packed(sheet);
    },
    link(from, to) {
      links.push({ from, to });
    },
    draw(charts) {
      drawn.push(charts);
    },
    async bytes() {
      await book.commit();
      return finishPackage(Buffer.concat(chunks), { charts: drawn, links, parts });
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
