export { checkGrid, inOrder } from './check-grid.js';
export { cumulate, ratioOf, withRatios } from './cumulate.js';
export { cellKey, cellLabel, columnsOf, isUpperBound, keysOf, measuresOf, splitKey } from './measures.js';
export { mergeGrids } from './merge-grids.js';
export type {
  Against,
  Block,
  CellKey,
  Check,
  Column,
  Crosswalk,
  Figure,
  Finding,
  FormRegistration,
  Grid,
  HeaderField,
  Ledger,
  LedgerColumn,
  LedgerRow,
  Ledgers,
  Matrix,
  Measure,
  Reconciliation,
  Section,
  Semantics,
  Severity,
  SheetData,
  Snapshot,
  TableDefinition,
  Value,
} from './types.js';
export {
  formatExact,
  formatValue,
  formatWithUnit,
  type Parsed,
  parseValue,
  type Taken,
  type Unusable,
} from './values.js';
export { columnNames } from './wording.js';
