import type { Exemption, Place, RollRule } from '../syntax.js';
import { bounded } from '../wording.js';
import { clock } from './clock.js';
import type { Cursor } from './cursor.js';

const REST = '(?:法定)?(?:节假日|休息日|双休日|公休日|公休|周末|周6、?日|周6周日|假日|节日|假期)';
const WHEN_RESTING = new RegExp(
  `(?:如|若|凡|逢|遇|遇到|如遇|若遇|适逢)*${REST}(?:[、或和及]?${REST})*(?:的)?,?(?:则|自动|相应|报送时间|报送|时间)*(?=顺延|提前|不顺延|不提前|推迟|后延|延后|照常|照报|不休)`,
  'y',
);
const WHICH_WORKDAY =
  /(?:到|至)?(?:节后|假后|其后|之后|节前|假前|其前|下1?个?|次1?个?|前1?个?|后1?个?|上1?个?)?(?:的)?(?:第(\d)|最后1|首|最近的?1?)?个?(?:工作日|[日天])|1天/y;

/** `遇节假日顺延至节后第二个工作日12时`, `节假日提前至节前最后一个工作日`, `节假日不顺延`. */
export function rolling(cursor: Cursor): RollRule | null {
  if (!cursor.take(WHEN_RESTING)) return null;
  if (cursor.take(/不顺延|不提前|照常(?:报送|上报)?|照报|不休/y)) return { direction: 'stay', nth: 1 };
  const later = cursor.take(/(?:顺延|推迟|后延|延后)/y);
  if (!later && !cursor.take(/提前/y)) return null;
  const nth = cursor.take(WHICH_WORKDAY);
  const time = nth ? cursor.try(clock) : null;
  cursor.take(/(?:之前|前|内)?(?:报送|上报)?/y);
  return { direction: later ? 'later' : 'earlier', nth: Number(nth?.[1] ?? 1), ...(time ? { clock: time } : {}) };
}

const REST_OFF = new RegExp(`${REST}(?:[、或和及]?${REST})*(?:除外|不报|免报|不含|不用报|无需报送)`, 'y');

/** `双休日除外`, `节假日免报` */
export function restOff(cursor: Cursor): boolean {
  return cursor.take(REST_OFF) !== null;
}

export interface Lapse extends Place {
  /** `逾期视为无意见`: nothing to chase after it. `逾期不予受理` closes the door, but the duty stays. */
  readonly settles: boolean;
}

/** What happens when nobody answers in time. */
export function silence(cursor: Cursor): Lapse | null {
  const start = cursor.pos;
  const match = cursor.take(
    /(?:如)?(?:逾期|过期|到期)(?:未|不)?(?:报送|上报|报|反馈|回复|答复|提交|提出)?(?:意见)?(?:的|者)?,?(?:一律)?(?:视为|视同|按|即视为|将视为|不予|不再|不|将予以|予以|将)(?:同意|无意见|无异议|放弃|自动放弃|受理|采纳|候|接收|无不同意见|零报告|无|未报|未报送|瞒报|通报批评|通报|追责|问责)(?:处理|论)?/y,
  );
  return match ? { start, end: cursor.pos, settles: /无意见|同意|无异议|放弃|无不同意见|零报告/.test(match[0]) } : null;
}

/** `四季度免报`, `1月不报`: periods without a report. */
export function exemption(cursor: Cursor): Exemption | null {
  const start = cursor.pos;
  const match = cursor.take(
    /(?:其中)?第?(\d{1,2})(月|季度?)(?:份)?(?:的)?(?:数据|报表)?(?:免报|不报|免填|无需报送|不再报送|不需报送|除外|免予报送|暂不报)/y,
  );
  if (!match) return null;
  const unit = match[2] === '月' ? 'month' : 'quarter';
  const n = cursor.within(Number(match[1]), {
    from: 1,
    to: unit === 'month' ? 12 : 4,
    start,
    what: unit === 'month' ? bounded.month : bounded.quarter,
  });
  return { unit, n, start, end: cursor.pos };
}

/** `报上月`, `上季度数据`: which period a report is about. */
export function dataPeriod(cursor: Cursor): 'previous' | 'current' | null {
  const match =
    cursor.take(
      /(?:报送?|上报|填报|报告|汇总|提交|统计)(上|当|本)1?个?(?:半月|月|季度?|旬|周|年度?|期)(?:份|度)?(?!\d|底|末|初|中旬|下旬|前)/y,
    ) ?? cursor.take(/(上|当|本)1?个?(?:半月|月|季度?|旬|周|年度?|期)(?:份|度)?(?=数据|情况|报表|工作|统计|进展)/y);
  if (match) return match[1] === '上' ? 'previous' : 'current';
  const day = cursor.take(
    /(?:报送?|上报|填报|统计)?(?:(当[日天])|前1[日天]|昨[日天]|上1?日)(?:的)?(?=数据|情况|进展|工作)/y,
  );
  return day && (day[1] ? 'current' : 'previous');
}

/** `报8月份数据`, `三季度报表`, `全年总结`: what the report is about, no date of its own. */
export function subject(cursor: Cursor): boolean {
  return (
    cursor.take(
      /(?:报送?|上报|填报|提交|汇总)?(?:\d{4}年)?(?:\d{1,2}月(?:份)?|第?[1-4]季度|[上下]半年)(?:的)?(?=(?:医保|基金|专项整治|工作)*(?:数据|报表|情况|统计表|台账|进展))/y,
    ) !== null ||
    cursor.take(
      /(?:报送?|上报|填报|提交|汇总)?(?:\d{4}年度?|全年|本?年度|今年|[上下]半年|半年度?|阶段性?|季度|月度)(?:的)?(?=(?:医保|基金|专项整治|工作)*(?:总结|报告|报表|数据|情况|计划))/y,
    ) !== null
  );
}

/** `上月26日至当月25日`: a period that is not a calendar month. */
export function shiftedPeriod(cursor: Cursor): { readonly fromDay: number; readonly toDay: number } | null {
  const match = cursor.take(
    /(?:统计|数据|报表)?(?:周期|区间|期间|时段|范围)?(?:为|:)?上个?月(\d{1,2})日?(?:起)?[-~至到][当本]月(\d{1,2})日(?:止)?/y,
  );
  return match ? { fromDay: Number(match[1]), toDay: Number(match[2]) } : null;
}
