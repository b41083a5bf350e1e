import type { LedgerColumn, TableDefinition } from '@duban/tables';
import { guidanceTexts as texts } from '../../wording/guidance.js';
import type { Page } from './page.js';

/** What each column of each ledger takes. */
export function explainLedgers(page: Page, { ledgers }: TableDefinition): void {
  for (const ledger of ledgers) {
    page.heading(texts.ledger(ledger.title));
    page.titles(texts.ledgerColumns);
    for (const [i, column] of ledger.columns.entries()) {
      const kind = texts.kinds[column.kind];
      const how = column.required ? `${kind}，${texts.required}` : kind;
      page.line([i + 1, column.label, column.unit, how, explanation(column)]);
    }
  }
}

function explanation({ note, choices }: LedgerColumn): string {
  return [note ?? '', choices.length === 0 ? '' : texts.choices(choices)].filter((text) => text !== '').join('');
}
