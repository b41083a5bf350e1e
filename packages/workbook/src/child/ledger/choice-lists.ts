import type { Workbook } from 'exceljs';
import { CHOICES_SHEET } from '../layout.js';
import { letterOf } from '../letters.js';

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
      const known = written.get(inline);
      if (known !== undefined) return known;
      const sheet = book.getWorksheet(CHOICES_SHEET) ?? book.addWorksheet(CHOICES_SHEET, { state: 'veryHidden' });
      const letter = letterOf(written.size + 1);
      for (const [i, choice] of choices.entries()) sheet.getCell(`${letter}${i + 1}`).value = choice;
      const formula = `${CHOICES_SHEET}!$${letter}$1:$${letter}$${choices.length}`;
      written.set(inline, formula);
      return formula;
    },
  };
}
