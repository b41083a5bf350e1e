import type { LocalDate } from '@duban/base';
import { weekday } from '@duban/base/time';
import type { Period, Unit } from '../periods.js';
import type { EventKind, Need } from './types.js';

/** Every Chinese word this room shows beside a date: names of readings, flags, derivations. */

/** `2023-10-10（周二）` */
export function dayWithWeekday(date: LocalDate): string {
  return `${date}（${weekdayName(weekday(date))}）`;
}

export function weekdayName(day: number): string {
  return `周${'一二三四五六日'.charAt(day - 1)}`;
}

export const EVENT_NAMES: Readonly<Record<EventKind, string>> = {
  issue: '印发',
  receipt: '收到通知',
  call: '接电',
  meeting: '会议',
  training: '培训',
  inspection: '检查',
  filing: '立案',
  transfer: '移送',
  acceptance: '受理',
  clue: '收到线索',
  rectification: '整改通知',
  decision: '处罚处理决定',
  incident: '事发',
  discovery: '发现',
  completion: '办结',
  publicity: '公示',
  assignment: '交办',
};

/** What has to become known: `会议时间`, `印发日期`. */
export function wanting(need: Need): string {
  switch (need.kind) {
    case 'event':
      return `${EVENT_NAMES[need.event]}日期`;
    case 'hour':
      return `${EVENT_NAMES[need.event]}的钟点`;
    case 'issue-date':
      return '印发日期';
    case 'year':
      return '年份';
    case 'requirement':
      return `${need.text}的时限`;
  }
}

export const UNIT_NAMES: Readonly<Record<Unit, string>> = {
  day: '每日',
  workday: '每个工作日',
  week: '每周',
  fortnight: '每两周',
  xun: '每旬',
  'half-month': '每半月',
  month: '每月',
  'two-months': '每两月',
  quarter: '每季度',
  'half-year': '每半年',
  year: '每年',
};

export const names = {
  beforeIt: (what: string, date: LocalDate) => `${what}开始之前（至${date.slice(5)}）`,
  withinIt: (what: string, date: LocalDate) => `${what}之内（至${date.slice(5)}）`,
  thisYear: (year: number) => `当年（${year}年，印发前已过）`,
  sameYear: (year: number) => `同年（${year}年）`,
  nextYear: (year: number) => `次年（${year}年）`,
  thisMonth: '当月（印发前已过）',
  nextMonth: '次月',
  firstDayOut: '首日不计',
  firstDayIn: '首日计入',
  by: (said: string) => `以“${said}”为准`,
  issueDay: '印发当日',
  nextDay: '印发次日',
  exemptData: '免报的是该月数据',
  exemptFiling: '免报的是该月的报送',
  inFirstXun: '上旬之内',
  firstWorkday: '首个工作日',
  endOfJanuary: '1月底',
  endOfFirstQuarter: '一季度末',
  firstXunOfFirstMonth: '首月上旬',
  endOfFirstMonth: '首月底',
  fifteenth: '15日',
  inSecondXun: '中旬之内',
  endOfJune: '6月底',
  endOfJuly: '7月底',
  beforeWhole: (what: string) => `${what}开始之前`,
  withinWhole: (what: string) => `${what}之内`,
  onceAWeek: '每周报一次（周五）',
  onMondays: '每周一（星期一）报',
  previousXun: '报上一旬',
  firstXunOfMonth: '报每月1—10日（上旬）',
  monthAfterQuarter: '季后首月',
  firstMonthOfQuarter: '当季首月',
  dataToDue: '数据截至报送日',
  dataEstimated: '数据报全季预计数',
  afterThePeriod: '期后报（报上月数据）',
  withinThePeriod: '期内报（报当月数据）',
  shifted: (label: string, start: LocalDate, end: LocalDate) => `${label}（${start.slice(5)}至${end.slice(5)}）`,
  byEnd: '以止期为准',
  byLength: '以为期长短为准',
  byDate: '以日期为准',
  byWeekday: '以星期为准',
  fromIssue: '自印发次日起算',
  fromIssueHour: '自印发时起算',
  fromReceiptHour: '自收到时起算',
  fromReceipt: '自收到通知次日起算',
  lastWorkdayBefore: (festival: string) => `${festival}放假前最后一个工作日`,
  festivalDay: (festival: string) => `${festival}当日`,
  festivalBreak: (festival: string) => `${festival}假期之内`,
  dayBefore: (festival: string) => `${festival}前一日`,
  workdayBeforeEve: '除夕前最后一个工作日',
  sinceDay: '自当日起',
  sinceNextDay: '自次日起',
  theDayItself: '以该日为限',
  askTheIssuer: '未定日期，须与发文单位确认',
  afterNewYear: '元旦之后',
  afterSpringFestival: '春节之后',
  beforeNewYear: '元旦前',
  beforeSpringFestival: '春节前',
  crossesYear: '止于次年',
  beganLastYear: '起于上年',
  cutoffOfData: '数据截止日，不是报送期限',
  cutoffOfFiling: '报送期限',
  eveOfEvent: (event: string) => `${event}前一日`,
  dayOfEvent: (event: string) => `${event}当日开始前`,
  friday: '周五',
  sunday: '周日',
  closing: (time: string) => `${time}下班`,
  opening: (time: string) => `${time}上班`,
  morning: (time: string) => `上午${time}`,
  afternoon: (time: string) => `下午${time}`,
  noonStart: '下午开始前（12:00）',
  noonEnd: '上午结束（12:00）',
  midnight: '当晚24时',
} as const;

/** What bureaus usually set where a recurrence names no day. */
export const proposals = {
  everyFriday: '每周五',
  everySunday: '每周日',
  everyTwoWeeks: '每满两周',
  secondFriday: '第二周的周五',
  endOfXun: '旬末当日',
  afterXun: '旬后2日内',
  fifteenthAndLast: '15日和月末',
  afterHalfMonth: '半月期满次日',
  endOfMonth: '月末当日',
  fifthOfNextMonth: '次月5日前',
  endOfQuarter: '季末当日',
  tenDaysAfterQuarter: '季后10日内',
  endOfHalf: '半年末当日',
  tenDaysAfterHalf: '期后10日内',
  endOfYear: '年末当日',
  endOfNextJanuary: '次年1月底前',
} as const;

/** Why there is no such day. */
export const reasons = {
  whichDay: '没有说明是哪一天',
  xunWithoutMonth: '旬须写明月份',
  dayWithoutMonth: '没有说明月份',
  shortMonth: (year: number, month: number, days: number) => `${year}年${month}月只有${days}天`,
  tooManyWorkdays: '没有这么多工作日',
  tooManyDays: '没有这么多天',
  noSuchDay: '没有这一天',
  bounds: ({ what, from, to }: { readonly what: string; readonly from: number; readonly to: number }) =>
    `${what}只有${from}至${to}`,
} as const;

/** What has bounds. */
export const bounded = { month: '月份', day: '一个月', hour: '一天的钟点', minute: '分钟', quarter: '季度' } as const;

/** The clauses of a derivation. */
export const clauses = {
  waiting: (text: string, what: string) => `${text} → 待定（${what}）`,
  undated: (text: string) => `${text} → 未定时限`,
  nothingDue: (text: string) => `${text} → 期内无须报送`,
  with: (name: string) => `随${name}`,
  begins: (date: LocalDate) => `自 ${dayWithWeekday(date)} 起`,
  openEnd: (date: LocalDate) => `自 ${dayWithWeekday(date)} 起，止期未写`,
  reviewed: (date: LocalDate) => `检查范围自 ${date} 起`,
  span: (from: LocalDate, to: LocalDate) => `${from} 至 ${to}`,
  since: (date: LocalDate | null) => `${date ?? '待定'} 至 `,
  dataTo: (date: LocalDate) => `数据截至 ${dayWithWeekday(date)}`,
  unsure: '日期不确定',
  countedFrom: (date: LocalDate) => `自${dayWithWeekday(date)}计`,
  rolled: ({ from, rule }: { readonly from: LocalDate; readonly rule: 'later' | 'earlier' }, day: string) =>
    `${dayWithWeekday(from)} 休息，${rule === 'later' ? '顺延' : '提前'}至 ${day}`,
  more: (n: number) => `……共${n}个时点`,
  ofPeriod: (every: string, period: Period, { rest, day }: { readonly rest: string; readonly day: string }) =>
    `${every} → ${period.id} 止于 ${period.end.slice(5)}；${rest || '原文未定日，提议'} → ${day}`,
} as const;

export const flags = {
  rest: (date: LocalDate, holiday: string | null, assumed: boolean) =>
    `${date} 是${holiday ? `${holiday}假期` : weekdayName(weekday(date))}${assumed ? '（该年放假安排尚未公布）' : ''}，未顺延也未提前`,
  past: (date: LocalDate, issued: LocalDate) => `${date} 早于印发日 ${issued}，印发前已到期`,
  assumed: (years: readonly number[]) => `${years.join('、')}年放假安排尚未公布，按法定节日推算，公布后须重算`,
  weekday: (date: LocalDate, said: number) => `原文写${weekdayName(said)}，${date} 实为${weekdayName(weekday(date))}`,
  twice: (said: readonly [string, string], dates: readonly [LocalDate, LocalDate]) =>
    `原文“${said[0]}”是 ${dates[0]}，“${said[1]}”是 ${dates[1]}，两处不一致`,
  afterPhase: (date: LocalDate, end: LocalDate) => `${date} 晚于所在阶段的止期 ${end}`,
  silence: (said: string) => `${said}，到期不催`,
  shortMonth: (date: LocalDate, day: number) => `${date.slice(0, 7)} 没有${day}日，按月末计`,
  tentative: (said: string) => `原文写“${said}”，日期可能变动`,
  noFirmDate: '原文未定报送日，须由本局确定',
  officialWorkday: (date: LocalDate) => `${date} 为除夕，按国务院安排是工作日`,
} as const;
