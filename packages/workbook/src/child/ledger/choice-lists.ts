import type { Workbook } from 'exceljs';
import { columnLetters } from '../../cells/address.js';
import { CHOICES_SHEET } from '../layout.js';

/** What drop-downs choose from: inline while it fits, else a range of the hidden sheet. */
export interface ChoiceLists {
  formula(choices: readonly string[]): string;
}

/** An inline list holds 255 characters, and a comma ends a choice. */
const ROOM = 255;

/** Lists for one workbook; the hidden sheet appears only when a list needs it. */
export function choiceLists(book: Workbook): ChoiceLists {
  const written = new Map<string, string>();
  return {
    formula(choices) {
      const inline = choices.join(',');
      if (inline.length <= ROOM && !choices.some((choice) => /[",]/.test(choice))) return `"${inline}"`;
      const key = JSON.stringify(choices);
      const known = written.get(key);
      if (known !== undefined) return known;
      const sheet = book.getWorksheet(CHOICES_SHEET) ?? book.addWorksheet(CHOICES_SHEET, { state: 'veryHidden' });
      const letter = columnLetters(written.size + 1);
      for (const [i, choice] of choices.entries()) sheet.getCell(`${letter}${i + 1}`).value = choice;
      const formula = `${CHOICES_SHEET}!$${letter}$1:$${letter}$${choices.length}`;
      written.set(key, formula);
      return formula;
    },
  };
}
