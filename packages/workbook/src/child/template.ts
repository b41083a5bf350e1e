import { createHmac } from 'node:crypto';
import type { TableDefinition } from '@duban/tables';
import type { Workbook, Worksheet } from 'exceljs';
import { signIdentity } from '../identity.js';
import type { Methods } from '../protocol.js';
import { sheetNames } from '../wording/form.js';
import { bytesOf, newBook } from './book.js';
import { layoutOf } from './form/form-layout.js';
import { writeForm } from './form/write-form.js';
import { writeGuidance } from './guidance/write-guidance.js';
import { IDENTITY_MARK, IDENTITY_SHEET } from './layout.js';
import { type ChoiceLists, choiceLists } from './ledger/choice-lists.js';
import { addLedgerHints } from './ledger/ledger-hints.js';
import { ledgerLayouts } from './ledger/ledger-layout.js';
import { addLedgerValidations } from './ledger/ledger-validations.js';
import { writeLedger } from './ledger/write-ledger.js';
import { protection } from './protection.js';

type Input = Parameters<Methods['template']>[0];

/** A fresh form for one office and period: what is filled in is yellow, everything else is locked. */
export async function template({ table, identity, prefill, secret }: Input): Promise<Uint8Array> {
  const book = newBook();
  const choices = choiceLists(book);
  // Against slips, not against malice: the figures are judged when they come back. The password is nobody's to type.
  const password = createHmac('sha256', secret).update('duban-sheet-protection').digest('hex').slice(0, 16);
  const form = book.addWorksheet(table.sections.length === 0 ? sheetNames.cover : sheetNames.form);
  writeForm(form, { table, layout: layoutOf(table), prefill });
  await form.protect(password, protection.form);
  await writeLedgers(book, { table, prefill, choices, password });
  const guidance = book.addWorksheet(sheetNames.guidance);
  writeGuidance(guidance, table);
  await guidance.protect(password, protection.form);
  writeIdentity(book.addWorksheet(IDENTITY_SHEET, { state: 'veryHidden' }), { identity, secret });
  return bytesOf(book);
}

interface LedgersWriting {
  readonly table: TableDefinition;
  readonly prefill: Input['prefill'];
  readonly choices: ChoiceLists;
  readonly password: string;
}

async function writeLedgers(book: Workbook, { table, prefill, choices, password }: LedgersWriting): Promise<void> {
  for (const layout of ledgerLayouts(table)) {
    const sheet = book.addWorksheet(layout.sheetName);
    const rows = prefill.ledgers?.[layout.ledger.key] ?? [];
    writeLedger(sheet, { layout, table, prefill, rows });
    addLedgerValidations(sheet, layout, choices);
    addLedgerHints(sheet, layout);
    await sheet.protect(password, protection.ledger);
  }
}

/** Campaign, requirement, office, period and version, signed so that an edit is noticed. */
function writeIdentity(sheet: Worksheet, { identity, secret }: Pick<Input, 'identity' | 'secret'>): void {
  const signed = signIdentity(identity, secret);
  sheet.getColumn(1).values = [IDENTITY_MARK, signed.text, signed.mac];
}
