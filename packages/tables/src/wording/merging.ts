/** What findings about merged figures say. */
export const mergedTexts = {
  blank: '空白',
  sumExpected: (sum: string) => `等于 ${sum}`,
  sum: (label: string, found: string, sum: string) =>
    `“${label}”的合计是 ${found}，各单位之和是 ${sum}，两者应相等，请重新汇总。`,
  boundsExpected: (least: string, most: string) => (least === most ? `等于 ${least}` : `${least} 至 ${most}`),
  bounds: (label: string, found: string, expected: string) =>
    `“${label}”的合计是 ${found}，应为${expected}：每家（人）只计一次，不小于各单位中最大的，不大于各单位之和。`,
  blockFound: '没有单位填报',
  blockExpected: '至少一个单位填报',
  block: (label: string) => `“${label}”没有任何单位填报，本期数据不完整，请催报该部门。`,
} as const;
