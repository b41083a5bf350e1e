import { blockFindings } from './checking/blocks.js';
import { cellFindings } from './checking/cells.js';
import { countedFindings } from './checking/counted.js';
import { ledgerFindings } from './checking/ledgers.js';
import { figureFindings, rowFindings } from './checking/rules.js';
import { type Checking, openSheet } from './checking/sheet.js';
import { unitFindings } from './checking/unit-suspect.js';
import { inOrder } from './in-order.js';
import type { Check, Finding, Grid, TableDefinition } from './types.js';

export type { Checking } from './checking/sheet.js';

/**
 * Every 审核提示 on one sheet, in the order of place: blanks, negatives, unexplained adjustments, figures in blocks marked 不适用,
 * counts that their ledgers tell otherwise, suspected units, cells and duplicates in ledgers, and the table's own checks (those on a
 * round's totals are `checkMerged`'s). `previous` holds the last accepted 累计 of this office; leave it out in the first period, null when an
 * earlier period is missing. A ledger that is left out was not in the file. A check whose operands are not all filled in says nothing:
 * the blank has its own finding.
 */
export function checkGrid(table: TableDefinition, grid: Grid, checking: Checking = {}): readonly Finding[] {
  const sheet = openSheet(table, grid, checking);
  const checks = (scope: Check['scope']) => table.checks.filter((check) => check.scope === scope);
  return inOrder(table, [
    ...blockFindings(sheet),
    ...cellFindings(sheet),
    ...countedFindings(sheet),
    ...figureFindings(checks('sheet'), sheet),
    ...rowFindings(checks('row'), sheet),
    ...unitFindings(sheet),
    ...ledgerFindings(sheet),
  ]);
}
