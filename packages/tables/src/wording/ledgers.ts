/** What findings about the records of a ledger say. */
export const ledgerTexts = {
  blankFound: '空白',
  blankExpected: '填写',
  blank: (label: string) => `“${label}”没有填写，请补充。`,
  missingFound: '没有这张台账',
  missingExpected: '随表报送台账',
  missing: (title: string) => `没有找到“${title}”，请用下发的模板补填后一并报送；没有记录的保留空表。`,
  textExpected: '文字',
  notText: (label: string, found: string) =>
    `“${label}”是数字 ${found}，不是文本：长编码存成数字会丢失位数，请把单元格设为文本格式后重新填写。`,
  dateExpected: '日期，如 2023-08-22',
  notADate: (label: string, found: string) => `“${label}”填的是“${found}”，不是日期，请填成 2023-08-22 的样子。`,
  numberExpected: '只填数字',
  notANumber: (label: string, found: string) => `“${label}”填的是“${found}”，不是能用的数字，请只填数字。`,
  negativeExpected: '不小于 0',
  negative: (label: string, found: string) => `“${label}”填的是 ${found}，不能是负数。`,
  choice: (label: string, found: string, nearest: string) =>
    `“${label}”填的是“${found}”，不在选项中，最接近的是“${nearest}”，请从下拉列表中选择。`,
  choiceExpected: (choices: readonly string[]) => choices.join('、'),
  pattern: (label: string, found: string) => `“${label}”填的是“${found}”，不符合编码规则，请核对位数和字母。`,
  patternExpected: (pattern: string) => `符合 ${pattern}`,
  duplicateExpected: '不重复的记录',
  duplicate: (label: string, other: string, found: string) =>
    `${label}与${other}重复（${found}），同一条记录只填一次，请删去或更正其中一行。`,
} as const;
