/** Everything said about lists that somebody typed: directories and 快报数. */

/** A list that somebody typed and that cannot be read. */
export const typedListTexts = {
  missing: '找不到或打不开这个文件',
  kinds: (kinds: string) => `只认 ${kinds}`,
  csv: 'CSV 的格式不对',
  xlsx: '打不开，不是完好的 .xlsx 工作簿（加了密码的请先取消）',
} as const;

export const directoryFileTexts = {
  kinds: '.xlsx、.csv、.yaml',
  empty: '里面没有单位',
  twice: (name: string) => `“${name}”出现了不止一次`,
  yaml: 'YAML 的格式不对',
  noColumn: '找不到“单位名称”一列',
  noOffices: '没有 offices 列表',
  unnamed: (at: number) => `第${at}个单位没有 name`,
} as const;

/** A list of 快报数 that cannot be used. */
export const provisionalTexts = {
  kinds: '.xlsx、.csv',
  noColumns: '找不到“单位”“指标”“快报数”三列',
  empty: '里面一个数也没有',
  surplus: (line: number, text: string) =>
    `第${line}行比表头多出“${text}”（CSV 里带逗号的数会分成两格，请去掉逗号；别的内容请补上表头）`,
  noOffice: (line: number) => `第${line}行没有写单位`,
  office: (line: number, name: string) => `第${line}行的单位“${name}”认不出，或可能是几家`,
  notOwing: (line: number, { name, table }: { name: string; table: string }) =>
    `第${line}行的“${name}”既不在“${table}”的应报单位里，也没有报来这张表`,
  noMeasure: (line: number) => `第${line}行没有写指标`,
  measure: (line: number, name: string) => `第${line}行的指标“${name}”在要汇总的表里没有`,
  severalMeasures: (line: number, { name, places }: { name: string; places: readonly string[] }) =>
    `第${line}行的指标“${name}”可能是${places.join('、')}，请写全名；几张表里都有的，用 --table 只汇总一张`,
  value: (line: number, text: string) => `第${line}行的数“${text}”不能用`,
  twice: (line: number, first: number) => `第${line}行与第${first}行是同一单位的同一指标`,
} as const;
