import { addDays, chineseDate, localDate } from '@duban/base/time';
import fc from 'fast-check';

const number = (min: number, max: number) => fc.integer({ min, max }).map(String);
const one = (...words: readonly string[]) => fc.constantFrom(...words);
const said = (...parts: readonly fc.Arbitrary<string>[]) => fc.tuple(...parts).map((list) => list.join(''));

export const dates = fc.integer({ min: 0, max: 9_800 }).map((n) => addDays(localDate('2004-02-01'), n));

const year = one('', '', '2023年', '2024年', '今年', '明年', '次年');
const month = said(number(1, 12), one('月', '月份'));
const monthPart = said(year, one('本月', '下月'), one('底', '末', '上旬', '中旬', '下旬', '25日'));
const part = one('底', '末', '上旬', '中旬', '下旬', '中下旬', '初', '');
const fullDay = fc.tuple(dates, fc.boolean()).map(([date, withYear]) => chineseDate(date, withYear));
const looseDay = said(year, number(1, 12), fc.constant('月'), number(1, 31), one('日', '号'));
const quarter = said(year, one('一', '二', '三', '四', '第三'), fc.constant('季度'), one('', '末', '内'));
const coarse = fc.oneof(
  said(year, month, part),
  quarter,
  said(year, one('上半年', '下半年')),
  one('年底', '年内', '年中'),
  monthPart,
);
const week = said(one('', '本', '下'), one('周', '星期'), one('一', '三', '五', '日'));
const relative = one('今日', '明天', '后天', '即日');
const holiday = said(one('', '2024年'), one('国庆节', '春节', '元旦', '中秋节', '五一', '端午节', '清明节'));
const when = fc.oneof(fullDay, fullDay, looseDay, coarse, week, relative);

const clock = said(one('', '', '上午', '下午'), number(0, 24), one('时', '点', ':00', ':30', '时30分'));
const maybeClock = fc.oneof(fc.constant(''), fc.constant(''), clock, one('下班', '上班', '中午'));
const op = one(
  '前',
  '以前',
  '之前',
  '前完成',
  '前报送',
  '',
  '起',
  '以来',
  '后',
  '左右',
  '止',
  '（不含当日）前',
  '（含）前',
);
const amount = said(number(1, 60), one('日', '天', '个工作日', '个月', '周', '小时'));
const event = one('印发', '收到通知', '会议', '检查结束', '立案', '接电', '事发', '收到线索');
const counted = said(one('', '自'), event, one('之日起', '后', '次日起'), amount, fc.constant('内'));

const recurring = fc.oneof(
  said(one('每周', '每星期'), one('一', '三', '五', '日'), maybeClock, one('前', '')),
  said(fc.constant('每月'), number(1, 31), fc.constant('日'), maybeClock, one('前', '', '前报上月')),
  said(fc.constant('每月'), one('底前', '第一个工作日', '最后一个工作日前', '上旬', '终了后5日内', '次月10日前')),
  said(one('每季度', '季'), one('终了后', '后'), number(1, 30), one('日内', '个工作日内')),
  said(one('每季度', '按季度', '每月', '每旬', '每半年', '每半月'), one('填报', '上报', '报送')),
  said(one('逢双月', '逢单月'), number(1, 28), fc.constant('日前')),
);

const range = said(when, one('至', '到', '-', '—', '~', '－'), when, one('', '止'));
const rolling = one(
  '',
  '',
  '',
  '，遇节假日顺延',
  '，遇节假日提前',
  '（节假日不顺延）',
  '，遇节假日顺延至节后第二个工作日',
);
const statement = fc.oneof(
  said(when, maybeClock, op),
  said(holiday, one('前', '后第一个工作日', '前3个工作日')),
  counted,
  range,
  said(amount, fc.constant('内')),
  recurring,
);

/** Phrases put together from the pieces officials use; many make no sense, which must be said and not guessed over. */
export const phrases = said(
  one('', '', '请于', '最迟'),
  statement,
  one('', '', '报送市医保局', '、12月10日前', '，逾期视为无意见'),
  rolling,
);

/** The same text as a PDF or another keyboard would give it: blanks and line breaks anywhere, digits of another width. */
export function respelled(text: string): fc.Arbitrary<string> {
  return fc
    .array(fc.tuple(one('', '', '', ' ', '\n', '\u3000', '\u200b', '\t'), fc.boolean()), {
      minLength: text.length,
      maxLength: text.length,
    })
    .map((choices) =>
      [...text]
        .map((char, i) => {
          const [blank, wide] = choices[i] ?? ['', false];
          return blank + (wide ? widened(char) : char);
        })
        .join(''),
    );
}

function widened(char: string): string {
  return /[0-9:,()~]/.test(char) ? String.fromCharCode(char.charCodeAt(0) + 0xfee0) : char;
}
