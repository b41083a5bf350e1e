import type { Worksheet } from 'exceljs';
import { blockTexts } from '../../wording/form.js';
import { inputTexts } from '../../wording/input.js';
import { regroupValidations, validationsOf } from '../book.js';
import { listRule, numberRule, promptRule, type Rule } from '../validation-rules.js';
import { isCounted } from './figures.js';
import type { FigurePlace, FormLayout } from './form-layout.js';
import { figureFormula } from './own-formulas.js';

/** What Excel lets a clerk type into each yellow cell, with Chinese hints; neighbours that agree share one range. */
export function addFormValidations(sheet: Worksheet, layout: FormLayout): void {
  const { model } = validationsOf(sheet);
  for (const place of layout.places.values()) {
    const rule = ruleFor(place, layout);
    if (rule !== null) model[place.address] = rule;
  }
  const choices = `"${blockTexts.present},${blockTexts.absent}"`;
  for (const address of layout.blockAt.values()) {
    model[address] = listRule({ title: blockTexts.promptTitle, prompt: blockTexts.prompt, formula: choices });
  }
  for (const { row, fields } of [...layout.asked, ...layout.footer]) {
    for (const [i, { kind }] of fields.entries()) {
      const slot = layout.typedSlots[i];
      if (slot === undefined || kind === 'text') continue;
      const [title, prompt] =
        kind === 'date' ? [inputTexts.dateTitle, inputTexts.date] : [inputTexts.phoneTitle, inputTexts.phone];
      model[`${slot.from}${row}`] = promptRule({ title, prompt });
    }
  }
  regroupValidations(sheet);
}

function ruleFor(place: FigurePlace, layout: FormLayout): Rule | null {
  const { measure, column } = place;
  if (measure.kind === 'text' || measure.kind === 'ratio') return null;
  if (isCounted(measure, column) || figureFormula(place, layout) !== null) return null;
  const money = measure.kind === 'money';
  if (column === 'adjust') {
    const prompt = money ? inputTexts.adjustMoney(measure.unit) : inputTexts.adjustCount(measure.unit);
    return numberRule({ whole: !money, signed: true, title: inputTexts.adjustTitle, prompt });
  }
  return numberRule({
    whole: !money,
    signed: false,
    title: money ? inputTexts.moneyTitle : inputTexts.countTitle,
    prompt: money ? inputTexts.money(measure.unit) : inputTexts.count(measure.unit),
    note: measure.note,
  });
}
