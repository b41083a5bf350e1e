import { moneyUnits } from '@duban/base';

/** Words that stand on forms made elsewhere, by what they mean. Labels of measures and ledgers are in the definitions. */

/** Heads of the figure columns. Compared without blanks, brackets and punctuation. */
export const columnWords = {
  current: [
    '本期',
    '本期数',
    '本期数量',
    '本期发生数',
    '本期填报数',
    '当期',
    '当期数',
    '本季度',
    '本季',
    '本季度数',
    '本月',
    '本月数',
    '当月',
    '本次',
    '期末',
    '期末数',
  ],
  cumulative: [
    '累计',
    '累计数',
    '累计数量',
    '累计完成',
    '本期累计',
    '本年累计',
    '累计发生数',
    '启动以来累计',
    '专项启动以来累计',
    '截至本期累计',
    '截至期末累计',
    '合计累计',
  ],
  previous: ['上期累计', '上期累计数', '上季度累计', '上月累计', '前期累计', '以前各期累计', '上期末累计'],
  adjust: ['上期调整数', '上期调整', '调整数', '以前各期调整数', '调整'],
} as const;

/** Heads of a column of figures that is the only one. */
export const figureWords = ['数量', '数值', '填报数', '数据', '数字', '统计数', '填报数据', '完成数', '填报内容'];

export const helperWords = {
  number: ['序号', '编号', '行次', '行号', '项次'],
  measure: ['指标', '指标名称', '项目', '项目名称', '统计项目', '统计指标', '内容', '事项', '类别', '名称'],
  unit: ['计量单位', '单位'],
  remark: ['说明', '备注', '情况说明', '备注说明'],
} as const;

/** What header fields are called elsewhere, by the definition's own label. */
export const fieldWords: Readonly<Record<string, readonly string[]>> = {
  填报单位: ['填表单位', '填报部门', '报送单位', '上报单位', '单位名称', '填报单位名称', '填报单位盖章', '单位盖章'],
  行政区划代码: ['区划代码', '行政区划'],
  统计期: ['统计期间', '报告期', '填报期', '所属期', '统计时间', '报表期', '统计时段'],
  数据截止日期: ['截止日期', '数据截止', '数据截至', '统计截止日期', '截止时间'],
  单位负责人: ['负责人', '主要负责人', '分管领导', '单位领导'],
  审核人: ['复核人', '审核', '复核'],
  填报人: ['填表人', '制表人', '经办人', '填报', '制表', '填报人员'],
  联系电话: ['电话', '联系方式', '办公电话', '手机', '手机号'],
  报出日期: ['填报日期', '填表日期', '报送日期', '上报日期', '填报时间', '填表时间', '日期', '制表日期'],
};

/** Units a label may carry in brackets; a definition's own are added. */
export const unitWords = [
  ...moneyUnits,
  '家次',
  '家',
  '人次',
  '人',
  '例次',
  '例',
  '件',
  '起',
  '条',
  '张',
  '场次',
  '场',
  '次',
  '个',
  '名',
  '宗',
  '户',
  '项',
  '份',
  '期',
  '篇',
  '批',
  '倍',
  '%',
  '所',
  '天',
] as const;

/** How a count may be worded behind a label: 受理举报（件） is 受理举报件数. */
export const countEndings = ['数量', '总数', '数', '情况'];

/** A letter of these that is there or not changes what is meant: 已核查 is not 未核查, 家 is not 家次. */
export const tellingLetters =
  '不未非无上下本已应实总次人家件起例条名元万亿前后内外男女一二三四五六七八九十0123456789%立结';

export const totalWords = ['合计', '总计', '小计', '共计', '本页合计', '全部合计', '总合计'];
export const exampleWords =
  /^(示例|样例|填写示例|填报示例|例|例如|例子)$|^[(（[【]?(示例|样例|填写示例|填报示例)|^例[:：]/;
export const noteWords = /^[*※(（]*(注|备注|说明|填表说明|填报说明|填报要求|附注)\d*[:：]/;
export const signWords =
  /^(单位负责人|负责人|审核人|复核人|填报人|填表人|制表人|经办人|联系电话|电话|填报日期|报出日期|填表日期|审核|制表)[:：]/;

/** What clerks put where there is nothing; 0 and 不适用 are meant, and which of them cannot be told. */
export const nothingWords = [
  '无',
  '没有',
  '-',
  '--',
  '—',
  '——',
  '－',
  '/',
  '／',
  '\\',
  '〇',
  '零',
  '空',
  '暂无',
  '无此项',
  'x',
  '×',
];

export const blockWords = { absent: '不适用', present: '填报' } as const;
