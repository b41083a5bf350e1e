import {
  amountOf,
  type CellKey,
  cumulate,
  type Facts,
  type Grid,
  holds,
  type Ledgers,
  measuresOfBlocks,
  namesOf,
  type TableDefinition,
  type Value,
} from '@duban/tables';
import { hintTexts } from '../../wording/hints.js';
import { toCell } from '../amounts.js';
import type { CellInput } from '../filled-book.js';
import { fenIn, fenPlaces } from '../money.js';
import type { FigurePlace, FormLayout } from './form-layout.js';
import type { Hint } from './hints/compile-hints.js';
import { mustBeTyped, statusFormula } from './hints/status.js';
import { hintFormulas } from './hints/write-hints.js';
import { figureFormula } from './own-formulas.js';

export interface Filled {
  readonly table: TableDefinition;
  readonly layout: FormLayout;
  readonly hints: readonly Hint[];
  /** Everything typed and counted. */
  readonly grid: Grid;
  /** The 累计 shown as accepted. */
  readonly previous: Grid;
  readonly ledgers: Ledgers;
  readonly absentBlocks: readonly string[];
  /** Figures whose formula was typed over. */
  readonly overwritten?: ReadonlySet<CellKey>;
}

/** Every formula of the form with its result, so that a program that does not calculate shows what Excel will; by address. */
export function formulasOf(filled: Filled): ReadonlyMap<string, CellInput> {
  const { layout, table, grid, previous, overwritten } = filled;
  const completed = cumulate(table, grid, previous);
  const shown: Partial<Record<CellKey, Value>> = { ...grid };
  const cells = new Map<string, CellInput>();
  for (const [key, place] of layout.places) {
    const formula = figureFormula(place, layout);
    if (formula === null || overwritten?.has(key)) continue;
    const value = computed(place, { grid, previous, completed });
    shown[key] = value;
    cells.set(place.address, { formula, result: toCell(place.measure, value) ?? '' });
  }
  return new Map([...cells, ...hintsOf({ ...filled, grid: shown })]);
}

interface Known {
  readonly grid: Grid;
  readonly previous: Grid;
  readonly completed: Grid;
}

/** What a computed cell comes to: a counted figure as it is given, 累计 rolled forward, a ratio. */
export function computed({ measure, column }: FigurePlace, { grid, previous, completed }: Known): Value {
  const key: CellKey = `${measure.key}.${column}`;
  if (measure.ratio !== undefined) return completed[key] ?? null;
  if (column !== 'cumulative') return grid[key] ?? null;
  const current = grid[`${measure.key}.current`];
  const adjust = grid[`${measure.key}.adjust`] ?? 0;
  const before = previous[key] ?? 0;
  const known = typeof current === 'number' && typeof adjust === 'number' && typeof before === 'number';
  return known ? before + current + adjust : null;
}

function hintsOf(filled: Filled): ReadonlyMap<string, CellInput> {
  const { layout, hints } = filled;
  const { check } = layout.columns;
  const facts = factsOf(filled);
  const words = new Map<number, string>();
  for (const hint of hints) {
    const said = saying(hint, { ...facts, column: hint.column });
    if (said !== null) words.set(hint.place.row, `${words.get(hint.place.row) ?? ''}${said}；`);
  }
  const formulas = hintFormulas(hints);
  const cells = new Map<string, CellInput>(
    [...formulas].map(([row, formula]) => [`${check}${row}`, { formula, result: words.get(row) ?? '' }]),
  );
  const status = statusFormula(layout, [...formulas.keys()]);
  const slot = layout.headerSlots.at(-1);
  if (status === null || slot === undefined) return cells;
  const result = standing(filled, { disagreeing: words.size, checked: formulas.size > 0 });
  return cells.set(`${slot.from}${layout.legendRow}`, { formula: status.says, result });
}

function factsOf({ table, grid, previous, ledgers, absentBlocks }: Filled): Omit<Facts, 'column'> {
  const absent = measuresOfBlocks(table, absentBlocks);
  return { ...namesOf(table), grid, previous, records: ledgers, absent };
}

function saying({ rule, right, words, unit, place }: Hint, facts: Facts): string | null {
  if (holds(rule, facts) !== false) return null;
  if (right === null) return words.before;
  const amount = amountOf(right, facts) ?? 0;
  const figure = place.measure.kind === 'money' ? Number((amount / fenIn(unit)).toFixed(fenPlaces(unit))) : amount;
  return `${words.before}${figure}${words.after}`;
}

function standing(
  { layout, grid, table, absentBlocks }: Filled,
  { disagreeing, checked }: { readonly disagreeing: number; readonly checked: boolean },
): string {
  const owed = [...layout.places].filter(([, place]) => mustBeTyped(place, layout));
  const isBlank = ([key]: (typeof owed)[number]) => grid[key] === null || grid[key] === undefined;
  if (owed.length > 0 && owed.every(isBlank)) return hintTexts.nothingYet;
  const optional = new Set(table.blocks.filter((block) => block.optional).map(({ key }) => key));
  const isAbsent = (block: string | null) => block !== null && optional.has(block) && absentBlocks.includes(block);
  const blanks = owed.filter((each) => isBlank(each) && !isAbsent(each[1].section.block)).length;
  const some = blanks === 0 ? '' : `${hintTexts.blanks.join(String(blanks))}；`;
  const agree = checked ? hintTexts.agreed : hintTexts.filled;
  return `${some}${disagreeing === 0 ? agree : hintTexts.disagreed.join(String(disagreeing))}`;
}
