import type { WorkbookPool } from './contract.js';
import { createPool } from './pool.js';

export { type CheckedForm, checkSheet } from './check-sheet.js';
export { type ComparedForm, compareIdentity, type ExpectedForm } from './compare-identity.js';
export type {
  LedgerPlaces,
  MergeInput,
  MergeRow,
  Prefill,
  ReadForm,
  ReadSheet,
  ReconciliationCase,
  SheetIdentity,
  SkippedFile,
  SummaryInput,
  WorkbookPool,
} from './contract.js';
export { type ExpectedIdentity, verifyIdentity } from './identity.js';
export { type Converter, convertLegacy, isLegacy, type LegacyFile } from './legacy.js';

/** Everything .xlsx, in killable children (pool.ts). `size`: children at most, by default one per core up to four. */
export function createWorkbookPool({ size }: { readonly size?: number } = {}): WorkbookPool {
  return createPool(size === undefined ? {} : { size });
}
