import type { TableDefinition } from '@duban/tables';
import type { Prefill } from '../../contract.js';
import { ledgerTexts } from '../../wording/ledger.js';
import type { SheetInput } from '../filled-book.js';
import { heightFor } from '../styles.js';
import { firstPage, type LedgerLayout } from './ledger-layout.js';
import { recordsIn } from './records.js';

/** What a ledger says for one office and period: whose it is, and the records to start from. */
export function prefilledLedger(
  layout: LedgerLayout,
  { table, prefill }: { readonly table: TableDefinition; readonly prefill: Prefill },
): SheetInput {
  const { ledger, infoRow } = layout;
  const { cells, heights, ...like } = recordsIn(layout, prefill.ledgers?.[ledger.key] ?? []);
  const field = table.header.find((each) => each.prefilled);
  const office = field === undefined ? '' : `${field.label}：${prefill.header[field.key] ?? ''}`;
  const how = `${ledgerTexts.legend(ledger.rows)}${ledger.optional ? ledgerTexts.optional : ''}`;
  const info = [office, prefill.periodLabel, how].filter((text) => text !== '').join('　');
  const height = heightFor(info, firstPage(layout).width, { size: 9, least: 20 });
  return {
    ...like,
    cells: new Map([...cells, [`A${infoRow}`, info]]),
    heights: new Map([...(heights ?? []), [infoRow, height]]),
  };
}
