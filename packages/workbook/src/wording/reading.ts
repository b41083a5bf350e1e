export const readingTexts = {
  onlyNumbers: '只填数字',
  'not-a-number': (label: string, found: string) =>
    `“${label}”填的是“${found}”，不是数字；没有发生的请填 0，不要填文字或符号。`,
  'not-whole': (label: string, found: string) => `“${label}”填的是 ${found}，应为整数。`,
  wholeExpected: '整数',
  'finer-than-fen': (label: string, found: string) =>
    `“${label}”填的是 ${found}，折合后不足 1 分的部分无法入账，请核对。`,
  fenExpected: '精确到分的金额',
  'error-value': (label: string, found: string) => `“${label}”显示错误值 ${found}，请改填数字。`,
  'formula-not-calculated': (label: string, found: string) =>
    `“${label}”是公式 ${found}，文件里没有它的计算结果。请在 Excel 或 WPS 中打开、重新计算并保存，或直接填数字。`,
  calculatedExpected: '带计算结果的公式或数字',
  formula: (label: string, found: string) => `“${label}”是公式（${found}），按其结果采用，请确认引用无误。`,
  formulaExpected: '直接填写数字',
  'formula-stale': (label: string, found: string) =>
    `“${label}”的公式结果是 ${found}，与表内各项不符。请重新计算后保存再报送。`,
  'text-number': (label: string, found: string) => `“${label}”填的是“${found}”，已按数字采用。`,
  textNumberExpected: (taken: string) => `按 ${taken} 采用`,
  'formula-replaced': (label: string) => `“${label}”的公式被改成了数值，按填写的数采用。`,
  formulaKept: '保留公式，自动计算',
  'row-missing': (label: string) => `表样被改动：找不到“${label}”这一行。请用下发的模板重新填写。`,
  'row-repeated': (label: string) => `表样被改动：“${label}”出现了不止一行，只采用第一行。请删去多余的行。`,
  'column-missing': (label: string) => `表样被改动：找不到“${label}”这一列。请用下发的模板重新填写。`,
  'unit-changed': (label: string, found: string) =>
    `“${label}”的计量单位被改成了“${found}”，无法确定填的是什么数。请按原单位填写。`,
  layoutExpected: '与下发的模板一致',
  layoutFound: '没有',
  repeatedFound: '重复',
  'header-blank': (label: string) => `“${label}”没有填写，请补充。`,
  headerExpected: '填写',
  blank: '空白',
} as const;
