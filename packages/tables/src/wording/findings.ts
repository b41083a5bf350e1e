/** What findings about figures say. */
export const comparisonNames = {
  '==': '等于',
  '!=': '不等于',
  '<=': '不大于',
  '>=': '不小于',
  '<': '小于',
  '>': '大于',
} as const;

export const ruleTexts = {
  blank: '空白',
  filled: '填写',
  oneOf: (choices: readonly string[]) => choices.map((choice) => `“${choice}”`).join('或'),
  near: (percent: number, amount: string) => `与 ${amount} 相差不超过 ${percent}%`,
  between: (low: string, high: string) => (low === high ? `应为 ${low}` : `应在 ${low} 与 ${high} 之间`),
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
  counted: (label: string, found: string, expected: string) =>
    `“${label}”由台账自动计数，应为 ${expected}，表中是 ${found}。请不要改动该格，核对台账是否填全。`,
  distinct: (label: string, found: string, expected: string) =>
    `“${label}”填了 ${found}，所附台账去重后是 ${expected}，请核对台账或该数。`,
} as const;

/** What a figure was held against when its unit is suspected. */
export const unitReferences = { lastPeriod: '上期', base: '去年同期', peers: '其他单位的中位数' } as const;

export const unitTexts = {
  expected: (reference: string, value: string) => `与${reference}（${value}）相当`,
  suspect: (label: string, found: string, against: { reference: string; value: string; more: boolean }) =>
    `“${label}”填了 ${found}，${against.reference}是 ${against.value}，相差约一万倍（${against.more ? '多' : '少'}），疑似单位错误：请核对是否把元和万元弄混；确实无误的请说明原因。`,
} as const;

export const blockTexts = {
  filledExpected: '空白，或把该部分改为“填报”',
  filled: (block: string, label: string, found: string) =>
    `“${block}”已标为不适用，却在“${label}”等处填了数（${found}）。请清空这些数，或改为“填报”。`,
  owedFound: '不适用',
  owedExpected: '填报',
  owed: (block: string) => `“${block}”必须填报，不能标为不适用；没有发生的填 0。`,
} as const;
