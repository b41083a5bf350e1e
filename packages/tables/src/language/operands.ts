import { cellKey, columnFor, columnsOf } from '../measures.js';
import type { Column } from '../types.js';
import { isBlank, isDate } from '../values.js';
import { numberIn } from './amounts.js';
import type { Facts } from './facts.js';
import { columnOf } from './names.js';
import type { Expression } from './syntax.js';

/** What a named measure or column holds: a number, in a rule on rows also a text or a date; null when it is not (usably) there. */
export function operand(node: Expression & { kind: 'measure' }, facts: Facts): number | string | null {
  if (facts.row !== undefined) return node.reach === 'own' ? inRow(node.key, facts.row) : null;
  const measure = facts.measures.get(node.key);
  if (measure === undefined || facts.absent?.has(node.key)) return null;
  if (node.reach === 'prev') return accepted(node.key, facts.previous);
  const columns = columnsOf(measure);
  const own = ['current', 'adjust', 'cumulative'].includes(node.reach) ? (node.reach as Column) : facts.column;
  // A stock has one figure, the one at the period's end: it stands in for every column.
  const column = columns.includes(own) ? own : columns.length === 1 ? 'current' : null;
  if (column === null) return null;
  const key = cellKey(node.key, column);
  if (node.reach === 'last') return numberIn(facts.lastPeriod?.[key]);
  if (node.reach === 'base') return numberIn(facts.base?.[key]);
  if (node.reach === 'peer') return numberIn(facts.peers?.[key]);
  const value = facts.grid[key];
  // An adjustment left blank is none; any other blank is "not filled in".
  return column === 'adjust' && (value === null || value === undefined) ? 0 : numberIn(value);
}

function accepted(measure: string, previous: Facts['previous']): number | null {
  // 未报 is not 0: what an earlier period would have said is unknown, and so is every comparison with it.
  if (previous === null) return null;
  // In the first period nothing has been accepted: every 累计 starts from 0.
  if (Object.keys(previous).length === 0) return 0;
  return numberIn(previous[cellKey(measure, 'cumulative')]);
}

function inRow(key: string, { ledger, record }: NonNullable<Facts['row']>): number | string | null {
  const column = columnOf(ledger, key);
  const value = record[key] ?? null;
  if (column === undefined || isBlank(value)) return null;
  if (column.kind === 'count' || column.kind === 'money' || column.kind === 'number') return numberIn(value);
  if (typeof value !== 'string') return null;
  return column.kind === 'date' && !isDate(value) ? null : value.trim();
}

/** Whether the cell of that name is filled in; null where the question does not arise (a block marked 不适用). */
export function isFilled(key: string, facts: Facts): boolean | null {
  if (facts.row !== undefined) return !isBlank(facts.row.record[key]);
  const measure = facts.measures.get(key);
  if (measure === undefined || facts.absent?.has(key)) return null;
  return !isBlank(facts.grid[cellKey(key, columnFor(measure, facts.column))]);
}
