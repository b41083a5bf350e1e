import { type Column, columnsOf, type Expression, type Names } from '@duban/tables';
import type { LedgerLayout } from '../../ledger/ledger-layout.js';
import { tallyFormula } from '../../ledger/tally-formula.js';
import { fenIn, inUnit } from '../../money.js';
import { absolute } from '../../references.js';
import type { FormLayout } from '../form-layout.js';

/** Where a rule is turned into a formula. */
export interface Scope {
  readonly layout: FormLayout;
  readonly names: Names;
  readonly ledgers: readonly LedgerLayout[];
  /** The measures whose accepted 累计 the form shows; none in the first period. */
  readonly previous: ReadonlySet<string>;
  readonly column: Column;
  /** The unit that amounts of money are brought to. */
  readonly unit: string;
}

/** A formula with the cells that must hold a number before it means anything. */
export interface Amount {
  readonly formula: string;
  readonly needs: readonly string[];
  /** 填报 / 不适用 of the departments it belongs to. */
  readonly blocks: readonly string[];
}

/** An amount of a rule as a formula over the form's cells; null for what no cell tells. */
export function amountFormula(node: Expression, scope: Scope): Amount | null {
  switch (node.kind) {
    case 'number':
      return { formula: String(node.money ? node.value / fenIn(scope.unit) : node.value), needs: [], blocks: [] };
    case 'measure':
      return ofMeasure(node, scope);
    case 'group': {
      const members = scope.names.groups.get(node.group) ?? [];
      const items = members.map(({ key }) => ofMeasure({ key, reach: 'own' }, scope));
      return joined(items, (formulas) => `SUM(${formulas.join(',')})`);
    }
    case 'fold': {
      const items = node.items.map((item) => amountFormula(item, scope));
      return joined(items, (formulas) => `${node.fold.toUpperCase()}(${formulas.join(',')})`);
    }
    case 'tally': {
      // A list that may stay away proves nothing while it is empty.
      const isOptional = scope.ledgers.some(({ ledger }) => ledger.key === node.ledger && ledger.optional);
      const formula = isOptional ? null : tallyFormula(node, { layouts: scope.ledgers, unit: scope.unit });
      return formula === null ? null : { formula: `(${formula})`, needs: [], blocks: [] };
    }
    case 'minus':
      return joined([amountFormula(node.of, scope)], ([of]) => `-(${of})`);
    case 'times':
      return joined([amountFormula(node.of, scope)], ([of]) => `(${of})*${node.factor}`);
    case 'add': {
      const sides = [amountFormula(node.left, scope), amountFormula(node.right, scope)];
      return joined(sides, ([left, right]) => `${left}${node.op}${node.op === '-' ? `(${right})` : right}`);
    }
    default:
      return null;
  }
}

function joined(items: readonly (Amount | null)[], join: (formulas: readonly string[]) => string): Amount | null {
  const there = items.filter((item) => item !== null);
  if (there.length !== items.length || there.length === 0) return null;
  return {
    formula: join(there.map(({ formula }) => formula)),
    needs: there.flatMap(({ needs }) => needs),
    blocks: there.flatMap(({ blocks }) => blocks),
  };
}

function ofMeasure(
  { key, reach }: Pick<Expression & { readonly kind: 'measure' }, 'key' | 'reach'>,
  scope: Scope,
): Amount | null {
  const { layout, names, previous, unit } = scope;
  const measure = names.measures.get(key);
  if (measure === undefined || (measure.kind !== 'count' && measure.kind !== 'money')) return null;
  const scaled = (formula: string) =>
    measure.kind === 'money' ? inUnit(formula, { from: measure.unit, to: unit }) : formula;
  if (reach === 'prev') {
    // In the first period everything starts from 0; later on an unknown 累计 makes the rule silent.
    if (previous.size === 0) return { formula: '0', needs: [], blocks: [] };
    const at = layout.previousAt.get(key);
    return at === undefined || !previous.has(key) ? null : { formula: scaled(absolute(at)), needs: [], blocks: [] };
  }
  if (reach === 'last' || reach === 'base' || reach === 'peer') return null;
  const columns = columnsOf(measure);
  const wanted = reach === 'own' ? scope.column : reach;
  const column = columns.includes(wanted) ? wanted : columns.length === 1 ? 'current' : null;
  const place = column === null ? undefined : layout.places.get(`${key}.${column}`);
  if (place === undefined || layout.counted.get(key) === null) return null;
  const cell = absolute(place.address);
  const block = layout.blockAt.get(place.section.block ?? '');
  const blocks = block === undefined ? [] : [absolute(block)];
  // An adjustment left blank is none; any other blank is "not filled in".
  return column === 'adjust'
    ? { formula: scaled(`N(${cell})`), needs: [], blocks }
    : { formula: scaled(cell), needs: [cell], blocks };
}
