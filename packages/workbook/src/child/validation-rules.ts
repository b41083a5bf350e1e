import type { DataValidation } from 'exceljs';
import { inputTexts } from '../wording/input.js';

export type Rule = DataValidation;

interface Saying {
  readonly title: string;
  readonly prompt: string;
  /** 口径, said after the prompt while there is room. */
  readonly note?: string | undefined;
}

/** Excel takes 255 characters in a prompt and in an error, 32 in their titles. */
const ROOM = 255;

/** A whole number or an amount, not below 0 unless `signed`. */
export function numberRule({
  whole,
  signed,
  ...saying
}: Saying & { readonly whole: boolean; readonly signed: boolean }): Rule {
  return {
    type: whole ? 'whole' : 'decimal',
    operator: signed ? 'between' : 'greaterThanOrEqual',
    formulae: signed ? [-1e12, 1e12] : [0],
    ...said(saying),
  };
}

/** One of a list: `"是,否"` or a range of cells. */
export function listRule({ formula, ...saying }: Saying & { readonly formula: string }): Rule {
  return { type: 'list', formulae: [formula], ...said(saying) };
}

/** A day of this century. */
export function dateRule(saying: Saying): Rule {
  const days = [new Date(Date.UTC(2000, 0, 1)), new Date(Date.UTC(2099, 11, 31))];
  return { type: 'date', operator: 'between', formulae: days, ...said(saying) };
}

/** A text of one length. */
export function lengthRule({ length, ...saying }: Saying & { readonly length: number }): Rule {
  return { type: 'textLength', operator: 'equal', formulae: [length], ...said(saying) };
}

/** Only says something. */
export function promptRule(saying: Saying): Rule {
  const { promptTitle, prompt, showInputMessage } = said(saying);
  // Any value is allowed: exceljs' types do not know the kind that files have for it.
  return { type: 'any', promptTitle, prompt, showInputMessage, formulae: [] } as unknown as Rule;
}

function said({ title, prompt, note }: Saying) {
  const noted = note === undefined || note === '' ? prompt : `${prompt}${inputTexts.note(note)}`;
  return {
    allowBlank: true,
    showInputMessage: true,
    promptTitle: title,
    prompt: noted.length > ROOM ? `${noted.slice(0, ROOM - 1)}…` : noted,
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: inputTexts.refusedTitle,
    error: prompt.slice(0, ROOM),
  } as const;
}
