import { type Expression, type Measure, measuresOf, parseExpression, type TableDefinition } from '@duban/tables';
import { ledgerLayouts } from '../ledger/ledger-layout.js';
import { tallyFormula } from '../ledger/tally-formula.js';
import { fenPlaces } from '../money.js';

/** The formulas of figures that are counted from ledgers, by measure; null where a formula cannot say it. */
export function countedFormulas(table: TableDefinition): ReadonlyMap<string, string | null> {
  const layouts = ledgerLayouts(table);
  const counted = measuresOf(table).filter((measure) => measure.from !== undefined);
  return new Map(counted.map((measure) => [measure.key, formulaOf(measure, layouts)]));
}

function formulaOf(measure: Measure, layouts: ReturnType<typeof ledgerLayouts>): string | null {
  const formula = amount(parseExpression(measure.from ?? '0'), { layouts, unit: measure.unit });
  if (formula === null) return null;
  return measure.kind === 'money' ? `ROUND(${formula},${fenPlaces(measure.unit)})` : formula;
}

function amount(node: Expression, scope: Parameters<typeof tallyFormula>[1]): string | null {
  switch (node.kind) {
    case 'tally':
      return tallyFormula(node, scope);
    case 'add': {
      const [left, right] = [amount(node.left, scope), amount(node.right, scope)];
      return left === null || right === null ? null : `${left}${node.op}(${right})`;
    }
    case 'fold': {
      const items = node.items.map((item) => amount(item, scope));
      return node.fold === 'sum' && items.every((item) => item !== null)
        ? items.map((item) => `(${item})`).join('+')
        : null;
    }
    default:
      return null;
  }
}
