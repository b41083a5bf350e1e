import { type Column, columnsOf, type Measure } from '@duban/tables';
import type { DataValidation, Worksheet } from 'exceljs';
import { inputTexts } from '../wording/form.js';
import { regroupValidations, validationsOf } from './book.js';
import { columns, type FormLayout, formulaOf } from './layout.js';

/** What Excel lets a clerk type into each yellow cell, with Chinese hints; neighbours that agree share one range. */
export function addValidations(sheet: Worksheet, layout: FormLayout): void {
  const { model } = validationsOf(sheet);
  for (const column of ['current', 'adjust', 'cumulative'] as const) {
    for (const { row, measure } of layout.rows) {
      const rule = measure === undefined ? null : ruleFor(measure, column);
      if (rule !== null) model[`${columns[column]}${row}`] = rule;
    }
  }
  regroupValidations(sheet);
}

function ruleFor(measure: Measure, column: Column): DataValidation | null {
  const computed = formulaOf(measure, column, () => 1) !== null;
  if (measure.kind === 'text' || computed || !columnsOf(measure).includes(column)) return null;
  const money = measure.kind === 'money';
  const adjust = column === 'adjust';
  const hint = money ? inputTexts.money(measure.unit) : inputTexts.count(measure.unit);
  const adjustHint = money ? inputTexts.adjustMoney(measure.unit) : inputTexts.adjustCount(measure.unit);
  return {
    type: money ? 'decimal' : 'whole',
    operator: adjust ? 'between' : 'greaterThanOrEqual',
    formulae: adjust ? [-1e12, 1e12] : [0],
    allowBlank: true,
    showInputMessage: true,
    promptTitle: adjust ? inputTexts.adjustTitle : money ? inputTexts.moneyTitle : inputTexts.countTitle,
    prompt: adjust ? adjustHint : hint,
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: inputTexts.refusedTitle,
    error: adjust ? adjustHint : hint,
  };
}
