import { type TableDefinition, withCounts } from '@duban/tables';
import type { Prefill } from '../../contract.js';
import { blockTexts, formTexts } from '../../wording/form.js';
import { toCell } from '../amounts.js';
import type { CellInput } from '../filled-book.js';
import { type FormLayout, TITLE_ROW } from './form-layout.js';
import type { Hint } from './hints/compile-hints.js';
import { shownLastPeriod, shownPrevious } from './previous.js';
import { formulasOf } from './results.js';

interface Prefilling {
  readonly table: TableDefinition;
  readonly layout: FormLayout;
  readonly hints: readonly Hint[];
  readonly prefill: Prefill;
}

/** What a form says for one office and period, in cells that write-form.ts leaves blank. */
export function prefilledForm({ table, layout, hints, prefill }: Prefilling): ReadonlyMap<string, CellInput> {
  const { periodLabel, absentBlocks = [] } = prefill;
  const previous = shownPrevious(table, prefill.previous);
  const ledgers = Object.fromEntries(table.ledgers.map(({ key }) => [key, prefill.ledgers?.[key] ?? []]));
  const cells = new Map<string, CellInput>();
  cells.set(`A${TITLE_ROW}`, periodLabel === '' ? table.title : `${table.title}（${periodLabel}）`);
  for (const [address, text] of headerTexts(layout, prefill)) cells.set(address, text);
  for (const [key, address] of layout.blockAt)
    cells.set(address, absentBlocks.includes(key) ? blockTexts.absent : blockTexts.present);
  for (const [name, address] of layout.previousAt) {
    const measure = layout.places.get(`${name}.cumulative`)?.measure;
    const value = previous[`${name}.cumulative`];
    if (measure !== undefined && value !== undefined) cells.set(address, toCell(measure, value));
  }
  for (const { address, value } of shownLastPeriod(layout, prefill)) cells.set(address, value);
  const grid = withCounts(table, {}, ledgers);
  return new Map([...cells, ...formulasOf({ table, layout, hints, grid, previous, ledgers, absentBlocks })]);
}

/** The prefilled header fields, and the due in the slot behind the last of them. */
function headerTexts({ header, headerSlots }: FormLayout, prefill: Prefill): readonly (readonly [string, string])[] {
  return header.flatMap(({ row, fields }) =>
    headerSlots.flatMap(({ from }, i) => {
      const field = fields[i];
      if (field !== undefined)
        return [[`${from}${row}`, `${field.label}：${prefill.header[field.key] ?? ''}`] as const];
      const isDue = i === fields.length && row === header.at(-1)?.row && prefill.dueLabel !== '';
      return isDue ? [[`${from}${row}`, `${formTexts.due}：${prefill.dueLabel}`] as const] : [];
    }),
  );
}
