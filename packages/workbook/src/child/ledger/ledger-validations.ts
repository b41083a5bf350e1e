import type { LedgerColumn } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import { inputTexts as texts } from '../../wording/input.js';
import { validationsOf } from '../book.js';
import { dateRule, lengthRule, listRule, numberRule, promptRule, type Rule } from '../validation-rules.js';
import type { ChoiceLists } from './choice-lists.js';
import type { LedgerLayout } from './ledger-layout.js';

/** What may be typed into each column, from the first row to below the last one offered. */
export function addLedgerValidations(sheet: Worksheet, layout: LedgerLayout, choices: ChoiceLists): void {
  const { model } = validationsOf(sheet);
  for (const { column, letter } of layout.columns) {
    const rule = columnRule(column, choices);
    if (rule !== null) model[`${letter}${layout.firstRow}:${letter}${layout.checkedRow}`] = rule;
  }
}

/** The rule of one column; null where anything goes and there is nothing to say. */
function columnRule(column: LedgerColumn, choices: ChoiceLists): Rule | null {
  const must = column.required ? texts.required : '';
  const saying = (title: string, text: string) => ({ title, prompt: `${must}${text}`, note: column.note });
  switch (column.kind) {
    case 'choice':
      return listRule({ ...saying(texts.choiceTitle, texts.choice), formula: choices.formula(column.choices) });
    case 'date':
      return dateRule(saying(texts.dateTitle, texts.date));
    case 'count':
      return numberRule({ whole: true, signed: false, ...saying(texts.countTitle, texts.ledgerCount(column.unit)) });
    case 'money':
      return numberRule({ whole: false, signed: false, ...saying(texts.moneyTitle, texts.ledgerMoney(column.unit)) });
    case 'number':
      return numberRule({ whole: false, signed: true, ...saying(texts.numberTitle, texts.number) });
    case 'code': {
      const length = fixedLength(column.pattern);
      if (length === null) return promptRule(saying(texts.codeTitle, texts.code));
      return lengthRule({ length, ...saying(texts.codeTitle, `${texts.codeLength(length)}${texts.code}`) });
    }
    default:
      return column.note === undefined && !column.required ? null : promptRule(saying(texts.textTitle, ''));
  }
}

/** How long every code of a shape is: `[HP][0-9]{11}` → 12; null when lengths differ or the shape is too clever to tell. */
export function fixedLength(pattern: string | null): number | null {
  let rest = (pattern ?? '').replace(/^\^/, '').replace(/\$$/, '');
  let length = 0;
  if (rest === '') return null;
  while (rest !== '') {
    const m = /^(?:\[[^\]\\]+\]|\\d|[A-Za-z0-9\-_])(?:\{(\d+)\})?(?![*+?{])/.exec(rest);
    if (m === null) return null;
    length += Number(m[1] ?? 1);
    rest = rest.slice(m[0].length);
  }
  return length;
}
