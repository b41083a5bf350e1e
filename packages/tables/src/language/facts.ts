import type { Column, Grid, Ledger, LedgerRow, Ledgers, Measure } from '../types.js';
import type { Names } from './names.js';

/** What a rule is applied to: one column of one sheet, or one record of a ledger. What is left out is not known. */
export interface Facts extends Partial<Omit<Names, 'measures'>> {
  readonly measures: ReadonlyMap<string, Measure>;
  readonly grid: Grid;
  readonly column: Column;
  /** Last accepted 累计; `{}` in the first period; null when it is unknown, because an earlier period was never accepted. */
  readonly previous: Grid | null;
  readonly lastPeriod?: Grid | null;
  readonly base?: Grid | null;
  readonly peers?: Grid | null;
  readonly records?: Ledgers;
  /** The record that a rule on rows is applied to. */
  readonly row?: { readonly ledger: Ledger; readonly record: LedgerRow };
  /** Measures of blocks marked 不适用: nothing can be said about them, not even that they are blank. */
  readonly absent?: ReadonlySet<string>;
}
