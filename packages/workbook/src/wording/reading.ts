export const readingTexts = {
  onlyNumbers: '只填数字',
  'not-a-number': (label: string, found: string) =>
    `“${label}”填的是“${found}”，不是数字；没有发生的请填 0，不要填文字或符号。`,
  'not-whole': (label: string, found: string) => `“${label}”填的是 ${found}，应为整数。`,
  wholeExpected: '整数',
  'finer-than-fen': (label: string, found: string) =>
    `“${label}”填的是 ${found}，折合后不足 1 分的部分无法入账，请核对。`,
  fenExpected: '精确到分的金额',
  'scaled-format': (label: string, found: string) =>
    `“${label}”的单元格格式把数缩小了显示，实际存的是 ${found}，分不清以哪个为准。请把单元格格式改为“常规”或“数值”，再核对所填的数。`,
  scaledExpected: '显示的数与所填的数一致',
  'error-value': (label: string, found: string) => `“${label}”显示错误值 ${found}，请改填数字。`,
  'formula-not-calculated': (label: string, found: string) =>
    `“${label}”是公式 ${found}，文件里没有它的计算结果。请在 Excel 或 WPS 中打开、重新计算并保存，或直接填数字。`,
  calculatedExpected: '带计算结果的公式或数字',
  formula: (label: string, found: string) => `“${label}”是公式（${found}），按其结果采用，请确认引用无误。`,
  formulaExpected: '直接填写数字',
  'formula-stale': (label: string, { found }: { readonly found: string }) =>
    `“${label}”的公式结果是 ${found}，与表内各项不符。请重新计算后保存再报送。`,
  'count-stale': (label: string, { found, expected }: { readonly found: string; readonly expected: string }) =>
    `“${label}”的公式结果是 ${found}，按台账记录是 ${expected}。请核对台账：选项从下拉列表中选（不要多出空格），没填完的记录补齐，再重新计算后保存。`,
  'text-number': (label: string, found: string) => `“${label}”填的是“${found}”，已按数字采用。`,
  textNumberExpected: (taken: string) => `按 ${taken} 采用`,
  'formula-replaced': (label: string) => `“${label}”的公式被改成了数值，按填写的数采用。`,
  formulaKept: '保留公式，自动计算',
  'row-missing': (label: string) => `表样被改动：找不到“${label}”这一行。请用下发的模板重新填写。`,
  'row-shifted': (found: string, label: string) =>
    `这一行按表样是“${label}”，表上写的却是“${found}”，单元格错了行，分不清是谁的数。请恢复原来的行次，或用下发的模板重新填写。`,
  'row-repeated': (label: string, [first, again]: readonly [string, string]) =>
    `“${label}”出现了不止一次（${first} 和 ${again}），只采用 ${first}。请删去多余的一处，或改成它本来的名称。`,
  'column-missing': (label: string) => `表样被改动：找不到“${label}”这一列。请用下发的模板重新填写。`,
  'unit-changed': (label: string, found: string) =>
    `“${label}”的计量单位被改成了“${found}”，无法确定填的是什么数。请按原单位填写。`,
  layoutExpected: '与下发的模板一致',
  layoutFound: '没有',
  'header-blank': (label: string) => `“${label}”没有填写，请补充。`,
  headerExpected: '填写',
  blank: '空白',
  // Forms made elsewhere, found by their headers.
  'header-row-missing': (label: string, sheet: string) =>
    `在“${sheet}”中找不到“${label}”这一行。请补上这一行，行名与表样一致；或改用下发的模板。`,
  'header-column-missing': (label: string, sheet: string) =>
    `在“${sheet}”中找不到“${label}”这一列。请补上这一列，列名与表样一致；或改用下发的模板。`,
  'ledger-column-missing': (label: string, sheet: string) =>
    `“${sheet}”缺少“${label}”一列。请补上这一列，列名与表样一致；或改用下发的模板。`,
  'column-repeated': (label: string, [first, again]: readonly [string, string]) =>
    `“${label}”一列出现了不止一次（${first} 和 ${again}），只采用 ${first}。请删去或改名多余的一列。`,
  'row-unclear': (label: string) =>
    `有几个指标都叫“${label}”，看不出这一行是哪一个。请写全行名（如“处理参保人员：约谈”），或写上所属分类的标题行。`,
  'row-unknown': (label: string) => `“${label}”不是本表的指标，没有采用。`,
  'column-unknown': (label: string) => `“${label}”一列不是本表要求的，没有采用。`,
  unknownExpected: '不填，或改成表样中的名称',
  'header-renamed': (found: string, label: string) =>
    `“${found}”按表样中的“${label}”采用；如果不是同一项，请改正名称。`,
  noAdjustExpected: '没有调整',
  noAdjust: (label: string) => `表中没有“${label}”一栏，按没有调整处理。`,
  'header-missing': (label: string) => `表中没有“${label}”，请补上（写成“${label}：……”）。`,
  'header-not-date': (label: string, found: string) =>
    `“${label}”写的是“${found}”，看不出是哪一天。请写成 2023年10月9日。`,
  'unit-converted': (label: string, from: string, to: string) =>
    `“${label}”按表中注明的单位（${from}）换算成${to}，请核对表头单位确是${from}。`,
  'nothing-word': (label: string, found: string) =>
    `“${label}”填的是“${found}”，看不出是 0 还是不适用：没有发生的填 0，不适用的留空并在部门栏选“不适用”。`,
  zeroExpected: '0，或留空并选“不适用”',
  'number-dust': (label: string, found: string) =>
    `“${label}”里存的是 ${found}，末尾是计算误差，已按 15 位有效数字采用。`,
  'external-link': (label: string, found: string) =>
    `“${label}”引用了别的文件（${found}），只能按上次保存的结果采用。请改填数字。`,
  externalExpected: '数字，不引用别的文件',
  'code-as-number': (label: string, found: string) =>
    `“${label}”存成了数字（${found}），超过 15 位的部分已经丢失，不能采用。请先把单元格设为文本格式，再重新录入完整的号码。`,
  codeExpected: '文本格式的完整号码',
  'code-number-taken': (label: string, found: string) =>
    `“${label}”存成了数字（${found}），已按文字采用；如果号码以 0 开头，请设为文本格式重新录入。`,
  'hidden-row': (found: string, text: string) =>
    `${found}被隐藏，其中的内容（${text} 等）已采用。请取消隐藏核对，不要的请删除。`,
  'hidden-column': (found: string) => `${found}被隐藏，其中的数已采用。请取消隐藏核对，不要的请删除。`,
  'hidden-sheet': (found: string) => `工作表“${found}”是隐藏的，其中的数已采用。请取消隐藏后核对。`,
  hiddenRows: (from: number, to: number) => (from === to ? `第 ${from} 行` : `第 ${from}—${to} 行`),
  hiddenColumn: (letters: string) => `${letters} 列`,
  hiddenExpected: '不隐藏',
  'merged-figures': (labels: readonly string[]) =>
    `${labels.map((label) => `“${label}”`).join('、')}的单元格合并在一起，分不清是谁的数。请取消合并，分别填写。`,
  'merged-records': (label: string, rows: string) =>
    `“${label}”在第 ${rows} 行合并成了一格，只有第一行有内容。请取消合并，每行都填写。`,
  unmergedExpected: '每格单独填写',
  'block-unclear': (label: string, found: string) => `“${label}”的填报状态写的是“${found}”，请选“填报”或“不适用”。`,
  blockExpected: '填报 或 不适用',
  'not-a-date': (label: string, found: string) =>
    `“${label}”填的是“${found}”，不是能用的日期。请写成 2023-10-09 这样的年月日。`,
  dateExpected: '年-月-日，如 2023-10-09',
  'date-text': (label: string, found: string) => `“${label}”填的是“${found}”，已按日期采用。`,
  dateTaken: (date: string) => `按 ${date} 采用`,
  'not-a-choice': (label: string, found: string) => `“${label}”填的是“${found}”，不在可选范围内。请从下拉列表中选择。`,
  'choice-taken': (label: string, found: string) => `“${label}”填的是“${found}”，已按标准写法采用。`,
  choiceExpected: (choices: readonly string[]) => choices.join(' / '),
  'text-cleaned': (label: string, found: string) => `“${label}”填的是“${found}”，已去掉多余的空格和全角字符。`,
  textTaken: (text: string) => `按“${text}”采用`,
  'total-row-skipped': (label: string) => `“${label}”是合计行，不作为记录采用。`,
  'example-row-skipped': (label: string) => `“${label}”是填写示例，不作为记录采用。请删去。`,
  'row-after-gap': (row: number) =>
    `第 ${row} 行起还有内容，但与上面的记录隔了 20 行以上，没有采用。请删去中间的空行。`,
  skippedExpected: '不计入记录',
  gapExpected: '记录之间不留空行',
  'several-forms-one-ledger': (sheet: string) =>
    `“${sheet}”对应哪一张统计表分不清，没有采用。请把每张表单独存为一个文件。`,
  'ledger-repeated': (sheet: string) => `“${sheet}”与另一张工作表是同一份台账，没有采用。请合并成一张表。`,
  'form-missing': (label: string) => `只找到台账，没有找到“${label}”的统计数。请补上统计表。`,
  'several-sheets': (sheets: readonly string[], taken: string) =>
    `${sheets.map((sheet) => `“${sheet}”`).join('、')}都像本表，只采用“${taken}”。请只留要报送的一张。`,
  'several-figures': (found: string) =>
    `除采用的一列（行）外，${found} 处还有一组数，看不出哪一组是本单位本期的。请只留要报送的一组，并写明“本期”“累计”。`,
  oneFigureExpected: '只有一组要报送的数',
  oneSheetExpected: '只有一张要报送的表',
  'identity-altered': '表识别信息被改动过，已改按表头识别。请重新下载模板，把数据复制进去。',
  'identity-unverified': '表识别信息没有验证（没有签名密钥）。',
  identityFound: '隐藏的表识别信息',
  identityExpected: '与下发的模板一致',
  'other-form': (found: string, expected: string) =>
    `这张表是“${found}”，要报的是“${expected}”。请下载对应的模板填写。`,
  'other-office': (found: string, expected: string) =>
    `表上的填报单位是“${found}”，应为“${expected}”。请核对是否传错了表。`,
  'other-period': (found: string, expected: string) =>
    `表上的统计期是“${found}”，应为“${expected}”。请核对是否传错了期次。`,
  'other-campaign': (found: string, expected: string) =>
    `这张表是另一项工作（${found}）的模板，应为 ${expected}。请下载对应的模板填写。`,
  'other-version': (found: string, expected: string) =>
    `这张表是${found}的表样，现在用的是${expected}。请下载新模板填写。`,
  version: (version: number) => `第${version}版`,
} as const;
