import type { LocalDate } from '@duban/base';
import { weekday } from '@duban/base/time';
import type { EventKind, Need, Unit } from './types.js';

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
  yearAfter: (year: number) => `次年（${year}年）`,
  nextYear: (year: number) => `次年（${year}年）`,
  thisMonth: '当月（印发前已过）',
  nextMonth: '次月',
  firstDayOut: '首日不计',
  firstDayIn: '首日计入',
  by: (said: string) => `以“${said}”为准`,
  issueDay: '印发当日',
  nextDay: '印发次日',
  byDate: '以日期为准',
  byWeekday: '以星期为准',
  fromIssue: '自印发次日起算',
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

export const flags = {
  rest: (date: LocalDate, holiday: string | null, assumed: boolean) =>
    `${date} 是${holiday ? `${holiday}假期` : weekdayName(weekday(date))}${assumed ? '（该年放假安排尚未公布）' : ''}，未顺延也未提前`,
  past: (date: LocalDate, issued: LocalDate) => `${date} 早于印发日 ${issued}，印发前已到期`,
  assumed: (years: readonly number[]) => `${years.join('、')}年放假安排尚未公布，按法定节日推算，公布后须重算`,
  weekday: (date: LocalDate, said: number) => `原文写${weekdayName(said)}，${date} 实为${weekdayName(weekday(date))}`,
  twice: (said: readonly [string, string], dates: readonly [LocalDate, LocalDate]) =>
    `原文“${said[0]}”是 ${dates[0]}，“${said[1]}”是 ${dates[1]}，两处不一致`,
  afterPhase: (date: LocalDate, end: LocalDate) => `${date} 晚于所在阶段的止期 ${end}`,
  silence: '逾期视为无意见，到期不催',
  shortMonth: (date: LocalDate, day: number) => `${date.slice(0, 7)} 没有${day}日，按月末计`,
  tentative: (said: string) => `原文写“${said}”，日期可能变动`,
  noFirmDate: '原文未定报送日，须由本局确定',
  officialWorkday: (date: LocalDate) => `${date} 为除夕，按国务院安排是工作日`,
} as const;
