import { signIdentity } from '../identity.js';
import type { Methods } from '../protocol.js';
import { blankForm } from './blank-form.js';
import { FilledBook } from './filled-book.js';
import { layoutOf } from './form/form-layout.js';
import { prefilledForm } from './form/prefilled-form.js';
import { knownFigures } from './form/previous.js';
import { knownTable } from './known-table.js';
import { IDENTITY_SHEET } from './layout.js';
import { ledgerLayouts } from './ledger/ledger-layout.js';
import { prefilledLedger } from './ledger/prefilled-ledger.js';

type Input = Parameters<Methods['template']>[0];

/**
 * A fresh form for one office and period: what is filled in is yellow, everything else is locked. The form itself is written once
 * and kept; what differs between offices is put into its cells.
 */
export async function template({ table: given, identity, prefill, secret }: Input): Promise<Uint8Array> {
  const table = knownTable(given);
  const layout = layoutOf(table);
  const known = knownFigures(table, layout, prefill);
  const { sheet, hints, blank } = await blankForm({ table, layout, known, secret });
  const book = new FilledBook(blank);
  book.fill(sheet, { cells: prefilledForm({ table, layout, hints, prefill }) });
  for (const each of ledgerLayouts(table)) book.fill(each.sheetName, prefilledLedger(each, { table, prefill }));
  // Campaign, requirement, office, period and version, signed so that an edit is noticed.
  const signed = signIdentity(identity, secret);
  const cells = [signed.text, signed.mac].map((text, i) => [`A${i + 2}`, text] as const);
  book.fill(IDENTITY_SHEET, { cells: new Map(cells) });
  return book.finish();
}
