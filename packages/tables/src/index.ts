export { carryOver } from './carry-over.js';
export { type Checking, checkGrid } from './check-grid.js';
export { countOf, figuresThatCount, withCounts } from './counts.js';
export { cumulate, ratioOf, withRatios } from './cumulate.js';
export { editDistance } from './edit-distance.js';
export { amountOf, type Facts, failing, holds } from './evaluate.js';
export { type Expression, ExpressionError, parseExpression } from './expression.js';
export { inOrder } from './in-order.js';
export { type Names, namesOf } from './language/names.js';
export { measuresIn } from './language/walk.js';
export { cellKey, cellLabel, columnsOf, isUpperBound, keysOf, measuresOf, splitKey } from './measures.js';
export { mergeGrids } from './merge-grids.js';
export { checkMerged, type MergedSheets } from './merging/check-merged.js';
export { peerMedians } from './merging/peer-medians.js';
export { mergePeriods } from './merging/periods.js';
export { type FiguresByTable, reconcile } from './merging/reconcile.js';
export { mergeSheets } from './merging/sheets.js';
export { oncePer } from './once-per.js';
export { measuresOfBlocks } from './parts.js';
export type {
  Against,
  Block,
  Bounds,
  CarriedOver,
  CellKey,
  Check,
  Column,
  Crosswalk,
  Difference,
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
  Merged,
  Part,
  ReconciledFigure,
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
  isBlank,
  type Parsed,
  type Printed,
  parseValue,
  type Taken,
  type Unusable,
} from './values.js';
export { columnNames } from './wording/figures.js';
