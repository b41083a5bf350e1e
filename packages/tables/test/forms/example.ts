import type { CellKey, Grid, LedgerRow } from '../../src/index.js';

/** What one filled-in form, or the totals of a round, says, and what it is held against. */
export interface Sheet {
  readonly grid?: Grid;
  readonly ledgers?: Readonly<Record<string, readonly LedgerRow[]>>;
  readonly absentBlocks?: readonly string[];
  readonly previous?: Grid;
  readonly lastPeriod?: Grid;
}

/** How one written check shows: a sheet it accepts (often the last one it does) and a sheet it does not. */
export interface Example {
  readonly options?: Readonly<Record<string, boolean>>;
  /** Laid over the form's clean sheet: cells by key; a ledger's records as a whole. */
  readonly passes: Sheet;
  readonly fails: Sheet;
  /** Where the failing sheet's finding points: a cell, or a ledger and the record's number from 0. */
  readonly at: CellKey | readonly [ledger: string, row: number];
  /** Part of what it tells the clerk. */
  readonly says?: string;
}

export interface FormExamples {
  readonly file: string;
  /** The options the clean sheet is made for. */
  readonly options?: Readonly<Record<string, boolean>>;
  /** A sheet without a single E or W. */
  readonly clean: Sheet;
  /** By check id, in the order in which the file writes the checks of that id. */
  readonly checks: Readonly<Record<string, readonly Example[]>>;
}

export const grid = (cells: Grid): Sheet => ({ grid: cells });

/** The last figure of a cell that a check takes and the first that it does not; its finding points at that cell. */
export const limit = (at: CellKey, [taken, refused]: readonly [number, number], says?: string): Example => ({
  passes: grid({ [at]: taken }),
  fails: grid({ [at]: refused }),
  at,
  ...(says === undefined ? {} : { says }),
});

/** Examples that change the last record of a ledger and leave the others as they are. */
export function rowExamples(ledger: string, records: readonly LedgerRow[]) {
  const last = records.length - 1;
  const changed = (change: LedgerRow): Sheet => ({
    ledgers: { [ledger]: records.map((record, i) => (i === last ? { ...record, ...change } : record)) },
  });
  return (passes: LedgerRow, fails: LedgerRow, says?: string): Example => ({
    passes: changed(passes),
    fails: changed(fails),
    at: [ledger, last],
    ...(says === undefined ? {} : { says }),
  });
}
