import type { WorksheetProtection } from 'exceljs';

/** exceljs hashes 100,000 times by default, which takes a quarter of a second a sheet (findings.md). */
const common = {
  spinCount: 1000,
  selectLockedCells: true,
  selectUnlockedCells: true,
  formatColumns: true,
  formatRows: true,
} as const;

export const protection: Readonly<Record<'form' | 'ledger', Partial<WorksheetProtection>>> = {
  form: common,
  // Records come and go: rows may be put in and taken out, sorted and coloured; titles and totals stay as they are.
  ledger: { ...common, insertRows: true, deleteRows: true, sort: true, autoFilter: true, formatCells: true },
};
