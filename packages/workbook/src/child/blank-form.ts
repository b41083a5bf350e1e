import { createHmac } from 'node:crypto';
import type { TableDefinition } from '@duban/tables';
import type { Workbook } from 'exceljs';
import { entriesOf, inflated } from '../package/entries.js';
import { PackageParts } from '../package/parts.js';
import { sheetNames } from '../wording/form.js';
import { bytesOf, newBook } from './book.js';
import { FillableBook } from './filled-book.js';
import type { FormLayout } from './form/form-layout.js';
import { compileHints, type Hint } from './form/hints/compile-hints.js';
import type { KnownFigures } from './form/previous.js';
import { writeForm } from './form/write-form.js';
import { writeGuidance } from './guidance/write-guidance.js';
import { IDENTITY_MARK, IDENTITY_SHEET } from './layout.js';
import { type ChoiceLists, choiceLists } from './ledger/choice-lists.js';
import { addLedgerHints } from './ledger/ledger-hints.js';
import { ledgerLayouts } from './ledger/ledger-layout.js';
import { addLedgerValidations } from './ledger/ledger-validations.js';
import { writeLedger } from './ledger/write-ledger.js';
import { protection } from './protection.js';

interface Form {
  readonly table: TableDefinition;
  readonly layout: FormLayout;
  readonly known: KnownFigures;
  readonly secret: string;
}

export interface BlankForm {
  /** The name of the form's sheet. */
  readonly sheet: string;
  readonly hints: readonly Hint[];
  /** The whole workbook, to be filled in. */
  readonly blank: FillableBook;
}

/** A form is asked for by all offices at about the same time, and few forms at once; one takes 1 MB, with long ledgers 10 MB. */
const KEPT = 8;
const kept = new Map<string, Promise<BlankForm>>();

/**
 * A table's form without anything of an office's or a period's. Making one takes a hundred times as long as filling it in, so the
 * last ones are kept, by everything that goes into them: the whole definition (a version may be mended, its 口径说明 grow) and the
 * figures that will be shown.
 */
export function blankForm(form: Form): Promise<BlankForm> {
  const { table, known, secret } = form;
  const key = JSON.stringify([table, [...known.previous], [...known.lastPeriod], secret]);
  const blank = kept.get(key) ?? write(form);
  kept.delete(key);
  kept.set(key, blank);
  // One that could not be made is not kept.
  blank.catch(() => kept.delete(key));
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return blank;
}

async function write({ table, layout, known, secret }: Form): Promise<BlankForm> {
  const book = newBook();
  const choices = choiceLists(book);
  // Against slips, not against malice: the figures are judged when they come back. The password is nobody's to type.
  const password = createHmac('sha256', secret).update('duban-sheet-protection').digest('hex').slice(0, 16);
  const hints = compileHints({ table, layout, previous: known.previous });
  const form = book.addWorksheet(table.sections.length === 0 ? sheetNames.cover : sheetNames.form);
  writeForm(form, { table, layout, known, hints });
  await form.protect(password, protection.form);
  await writeLedgers(book, { table, choices, password });
  const guidance = book.addWorksheet(sheetNames.guidance);
  writeGuidance(guidance, table);
  await guidance.protect(password, protection.form);
  book.addWorksheet(IDENTITY_SHEET, { state: 'veryHidden' }).getColumn(1).values = [IDENTITY_MARK, '', ''];
  return { sheet: form.name, hints, blank: await fillable(await bytesOf(book)) };
}

interface LedgersWriting {
  readonly table: TableDefinition;
  readonly choices: ChoiceLists;
  readonly password: string;
}

async function writeLedgers(book: Workbook, { table, choices, password }: LedgersWriting): Promise<void> {
  for (const layout of ledgerLayouts(table)) {
    const sheet = book.addWorksheet(layout.sheetName);
    writeLedger(sheet, { layout, table });
    addLedgerValidations(sheet, layout, choices);
    addLedgerHints(sheet, layout);
    await sheet.protect(password, protection.ledger);
  }
}

/** A package of our own, with its parts inflated for good. */
async function fillable(bytes: Uint8Array): Promise<FillableBook> {
  const parts = new PackageParts((await entriesOf(bytes, Number.POSITIVE_INFINITY)) ?? []);
  for (const entry of parts.entries) parts.keep(entry, inflated(entry));
  return new FillableBook(parts);
}
