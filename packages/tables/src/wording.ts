import type { Column, Semantics } from './types.js';

/** All Chinese of this room that is not in a table's definition. */
export const columnNames: Readonly<Record<Column, string>> = {
  current: '本期',
  adjust: '上期调整数',
  cumulative: '累计',
};

/** How `label（…）` names the only figure of a measure that is no flow; '' leaves the label alone. */
export const singleColumnNames: Readonly<Partial<Record<Semantics, string>>> = { stock: '期末' };

export const comparisonNames = {
  '==': '等于',
  '!=': '不等于',
  '<=': '不大于',
  '>=': '不小于',
  '<': '小于',
  '>': '大于',
} as const;

export const findingTexts = {
  blankFound: '空白',
  blankExpected: '填写数字，没有发生的填 0',
  blank: (label: string) => `“${label}”没有填写：没有发生的请填 0，空白视为漏填。`,
  blankText: (label: string) => `“${label}”没有填写，请补充。`,
  blankTextExpected: '填写文字',
  notANumberExpected: '只填数字',
  notANumber: (label: string, found: string) => `“${label}”填的是“${found}”，不是能用的数字，请只填数字。`,
  negativeExpected: '不小于 0',
  negative: (label: string, found: string) =>
    `“${label}”填的是 ${found}，不能是负数；要冲减以前各期的数，请填在“上期调整数”并说明原因。`,
  adjustExpected: '在情况说明中写明调整原因',
  adjust: (label: string, found: string) => `“${label}”填了 ${found}，请在“情况说明”（或该行“说明”栏）写明调整原因。`,
  ratio: (label: string, found: string, expected: string) =>
    `“${label}”由系统计算，应为 ${expected}，表中是 ${found}。`,
} as const;
