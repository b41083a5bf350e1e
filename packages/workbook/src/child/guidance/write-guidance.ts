import { measuresOf, type TableDefinition } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import { guidanceTexts as texts } from '../../wording/guidance.js';
import { registrationLines } from '../form/head.js';
import { printLandscape } from '../page.js';
import { faces } from '../styles.js';
import { explainLedgers } from './ledgers.js';
import { explainMeasures } from './measures.js';
import { Page } from './page.js';
import { explainRules } from './rules.js';

/** 填表说明: how to fill the form in, the 口径 of each measure under its number on the form, the columns of the ledgers. */
export function writeGuidance(sheet: Worksheet, table: TableDefinition): void {
  const page = new Page(sheet);
  page.across(texts.title(table.title), {
    font: { name: faces.head, size: 16 },
    align: { horizontal: 'center', vertical: 'middle' },
    least: 32,
  });
  if (table.registration !== null) {
    const lines = registrationLines(table.registration).map(([label, value]) => `${label}：${value}`);
    page.across(lines.join('　　'), {
      font: { size: 10 },
      align: { horizontal: 'center', vertical: 'middle', wrapText: true },
    });
  }
  page.heading(texts.general);
  for (const [i, paragraph] of table.guidance.entries()) page.across(`${i + 1}. ${paragraph}`);
  if (measuresOf(table).length > 0) explainMeasures(page, table);
  explainLedgers(page, table);
  explainRules(page, table);
  sheet.views = [{ showGridLines: false }];
  printLandscape(sheet, {});
}
