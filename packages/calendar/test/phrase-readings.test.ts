import { DubanError } from '@duban/base';
import { localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { installationCalendar, type PhraseContext, readPhrase, writePhrase } from '../src/index.js';
import { contexts } from './phrases/contexts.js';

const { J, E, F, H, N, S, W } = contexts;
const day = localDate;
const only = (text: string, context: PhraseContext = J) => {
  const { readings } = readPhrase(text, context);
  const [reading] = readings;
  if (!reading || readings.length !== 1) throw new Error(`${readings.length} readings of ${text}`);
  return reading;
};
const named = (text: string, context: PhraseContext = J) => readPhrase(text, context).readings.map((r) => r.name);
const flagged = (text: string, context: PhraseContext = J) =>
  readPhrase(text, context).readings.flatMap((r) => r.flags.map((f) => f.text));

describe('a refusal', () => {
  const refusal = (text: string) => {
    try {
      readPhrase(text, J);
    } catch (error) {
      if (error instanceof DubanError) return error;
    }
    throw new Error(`not refused: ${text}`);
  };

  it('names the place in the raw text, blanks counted, and shows what stands there', () => {
    expect(refusal(' 12 月 10 日 钱').message).toBe(
      '时限“ 12 月 10 日 钱”从第 12 个字“钱”起读不懂。请核对原文，或改用“2023年12月10日前”这样的写法。',
    );
  });

  it('says why a day does not exist', () => {
    expect(refusal('请于2023年2月29日前报送').details).toEqual({
      text: '请于2023年2月29日前报送',
      position: 3,
      found: '2023年2月29日',
      reason: '2023年2月只有28天',
    });
    expect(refusal('12月10日25时前').details.reason).toBe('一天的钟点只有0至24');
  });

  it('shows both ends of a window that ends before it begins', () => {
    expect(refusal('2023年8月31日至2023年5月16日').details).toMatchObject({ from: '2023-08-31', to: '2023-05-16' });
  });

  it('does not take half a phrase: a year of the lunar calendar or a word behind the date spoils it', () => {
    expect(refusal('农历十二月初八前').code).toBe('phrase-unreadable');
    expect(refusal('12月10日前后三日择机').code).toBe('phrase-unreadable');
  });
});

describe('a derivation', () => {
  it('reads like the example of the issue', () => {
    expect(only('每季度季后10日内', contexts.q3).derivation).toBe(
      '每季度 → 2023Q3 止于 09-30；季后10日内 → 2023-10-10（周二）',
    );
  });

  it('shows what a count starts from, and where a rest day moved it', () => {
    expect(only('会后7日内', E).derivation).toBe('会后7日内 → 自2023-08-25（周五）计 → 2023-09-01（周五）');
    expect(only('9月30日前，遇节假日顺延').derivation).toBe(
      '9月30日前 → 2023-09-30（周六） 休息，顺延至 2023-10-07（周六）',
    );
    expect(only('每周二12时前，遇节假日顺延至节后第二个工作日12时', contexts.golden).derivation).toBe(
      '每周 → 2023-10-02周 止于 10-08；二12时前 → 2023-10-03（周二） 休息，顺延至 2023-10-08（周日） 12:00',
    );
  });

  it('shows both ends of a window', () => {
    expect(only('4月15日至5月15日', N).derivation).toBe('4月15日至5月15日 → 2019-04-15 至 2019-05-15（周三）');
  });

  it('says what it waits for', () => {
    expect(only('会后7日内').derivation).toBe('会后7日内 → 待定（会议日期）');
    expect(only('随三季度报表一并报送').derivation).toBe('随三季度报表 → 待定（三季度报表的时限）');
    expect(only('限时办结').derivation).toBe('限时办结 → 未定时限');
  });
});

describe('the names of readings', () => {
  it.each([
    ['2024年5月前', W, ['2024年5月之内（至05-31）', '2024年5月开始之前（至04-30）']],
    ['自印发之日起15个工作日内', J, ['首日不计', '首日计入']],
    ['月后3日前（1月免报）', J, ['免报的是该月数据', '免报的是该月的报送']],
    ['8月25日下班前', J, ['17:30下班', '18:00下班']],
    ['明早上班前', J, ['08:30上班', '09:00上班']],
    ['国庆节前', J, ['国庆节放假前最后一个工作日', '国庆节前一日']],
    ['2024年春节前', J, ['春节放假前最后一个工作日', '除夕前最后一个工作日']],
    ['每季度末月25日前', J, ['数据截至报送日', '数据报全季预计数']],
    ['每半月一报', J, ['15日和月末', '半月期满次日']],
    ['每旬首日报上旬', J, ['报上一旬', '报每月1—10日（上旬）']],
    ['11月20日左右', J, ['以该日为限', '未定日期，须与发文单位确认']],
    ['年后报送', J, ['元旦之后', '春节之后']],
    ['11月24日（星期四）前', J, ['以日期为准', '以星期为准']],
    ['截止12月10日', J, ['报送期限', '数据截止日，不是报送期限']],
    ['15个工作日内', J, ['自印发次日起算', '自收到通知次日起算']],
    ['每周一报', J, ['每周报一次（周五）', '每周一（星期一）报']],
    ['按季度填报', J, ['季末当日', '季后10日内']],
    ['本周五（8月24日）前', J, ['以“本周五”为准', '以“8月24日”为准']],
    ['11月至2月', J, ['止于次年', '起于上年']],
  ] as const)('of %s tell a person what to choose from', (text, context, expected) => {
    expect(named(text, context)).toEqual(expected);
  });

  it('are empty where there is nothing to choose', () => {
    expect(named('8月25日下班前', H)).toEqual(['']);
  });

  it('answer one question once: 17:30 holds for every Friday, not for some', () => {
    const { readings } = readPhrase('每周五下班前', J);
    expect(readings).toHaveLength(2);
    expect(readings.map((r) => new Set(r.dues.map((d) => (d.at / 60_000) % 1440)).size)).toEqual([1, 1]);
  });
});

describe('a flag', () => {
  it('names the rest day a due falls on and does not move it', () => {
    expect(flagged('10月3日前')).toEqual(['2023-10-03 是国庆节假期，未顺延也未提前']);
    expect(flagged('12月10日前')).toEqual(['2023-12-10 是周日，未顺延也未提前']);
    expect(flagged('5月底前', S)).toEqual(['2025-05-31 是端午节假期，未顺延也未提前']);
    expect(flagged('10月8日前')).toEqual([]);
  });

  it('tells that a due was over when the notice came out (WS25: 4月1日前)', () => {
    expect(flagged('4月1日前', S)).toEqual(['2025-04-01 早于印发日 2025-04-24，印发前已到期']);
  });

  it('tells that a due lies behind its phase (JN19-Q2: 11月中旬 in a phase to 11-15)', () => {
    expect(flagged('11月中旬', { ...N, phase: { to: day('2019-11-15') } })).toEqual([
      '2019-11-20 晚于所在阶段的止期 2019-11-15',
    ]);
  });

  it('tells that silence settles the matter, but not where lateness has a price', () => {
    expect(flagged('8月25日12时前反馈，逾期视为无意见')).toEqual(['逾期视为无意见，到期不催']);
    expect(flagged('8月25日12时前反馈，逾期不予受理')).toEqual([]);
  });

  it('tells that a date may still change', () => {
    expect(flagged('暂定12月8日前，具体时间另行通知')).toEqual(['原文写“具体时间另行通知”，日期可能变动']);
    expect(flagged('12月8日前（以通知为准）')).toEqual(['原文写“以通知为准”，日期可能变动']);
  });

  it('tells that 除夕 of 2024 was a working day by law', () => {
    expect(flagged('2024年春节前')).toContain('2024-02-09 为除夕，按国务院安排是工作日');
  });

  it('marks every date that rests on a year without an announcement, and no other', () => {
    const assumed = (text: string) =>
      readPhrase(text, F).readings.map((r) => r.flags.some((f) => f.kind === 'assumed-year'));
    expect(assumed('印发后15个工作日内')).toEqual([true]);
    expect(assumed('2027年国庆节前')).toEqual([true]);
    expect(assumed('10月10日前，遇节假日顺延')).toEqual([true]);
    expect(assumed('10月10日前')).toEqual([false]);
    expect(assumed('印发后15日内')).toEqual([false]);
    expect(flagged('10月3日前', F)).toEqual(['2027-10-03 是国庆节假期（该年放假安排尚未公布），未顺延也未提前']);
  });

  it('does not look further ahead than the date needs', () => {
    const late = { issued: day('2026-08-03'), zone: 'Asia/Shanghai' } as const;
    const assumed = (text: string) => flagged(text, late).some((f) => f.includes('尚未公布'));
    expect(assumed('节前')).toBe(false);
    expect(assumed('每个工作日17:00前')).toBe(false);
    expect(assumed('春节前')).toBe(true);
  });

  it('disappears once the installation has entered the year', () => {
    const calendar = installationCalendar({ announced: [2027], days: [] });
    expect(readPhrase('印发后15个工作日内', { ...F, calendar }).readings[0]?.flags).toEqual([]);
  });

  it('tells that a month has no 31st', () => {
    expect(flagged('每月31日前', contexts.sep)).toContain('2023-09 没有31日，按月末计');
  });

  it('tells that the notice names no day for a recurring report', () => {
    expect(flagged('每月上报数据信息', contexts.sep)).toContain('原文未定报送日，须由本局确定');
  });
});

describe('a reading', () => {
  it('keeps the raw text, its line break and its blanks', () => {
    expect(readPhrase('在 2024 年 5\n月前', W).raw).toBe('在 2024 年 5\n月前');
  });

  it('counts the named day in, unless it is said to be out', () => {
    expect(only('12月10日前').dues[0]?.inclusive).toBe(true);
    expect(only('12月10日前（不含当日）').dues[0]).toMatchObject({ date: '2023-12-09', inclusive: false });
  });

  it('says for whom each of several dates is (WS25 L45)', () => {
    const { dues, effects } = only('4月1日前定点零售药店、5月1日起一级及以下医疗机构、6月1日起二级医疗机构', S);
    expect(dues.map((d) => [d.date, d.label])).toEqual([['2025-04-01', '定点零售药店']]);
    expect(effects).toEqual([
      { from: '2025-05-01', label: '一级及以下医疗机构' },
      { from: '2025-06-01', label: '二级医疗机构' },
    ]);
  });

  it('names the period of each due of a recurrence: Q3 and Q4 of a notice of August, no Q2 (AC2)', () => {
    expect(only('季后10日内').dues.map((d) => [d.period?.id, d.date])).toEqual([
      ['2023Q3', '2023-10-10'],
      ['2023Q4', '2024-01-10'],
    ]);
  });

  it('reports the days of a shifted period', () => {
    expect(only('每月25日报当月（上月26日至当月25日）', contexts.sep).dues[0]?.period).toMatchObject({
      start: '2023-08-26',
      end: '2023-09-25',
    });
  });

  it('belongs to the month before where it says 报上月', () => {
    expect(only('每月10日前报上月').dues[0]).toMatchObject({ date: '2023-09-10', period: { id: '2023-08' } });
  });

  it('leaves an exempt quarter out', () => {
    const read = readPhrase('季后10日内（四季度免报）', J);
    expect(read.recurrence).toEqual({ unit: 'quarter', daySaid: true, exempt: [4] });
    expect(read.readings[0]?.dues.map((d) => d.period?.id)).toEqual(['2023Q3']);
  });

  it('never starts a recurrence before the month it is said to start in', () => {
    expect(only('10月起每月5日前').dues.map((d) => d.date)).toEqual(['2023-10-05', '2023-11-05', '2023-12-05']);
  });

  it('takes what the report is about for no date of its own', () => {
    expect(only('9月5日前报8月份数据').dues.map((d) => d.date)).toEqual(['2023-09-05']);
    expect(only('三季度报表于季后10日内报送', contexts.q3).dues.map((d) => d.date)).toEqual(['2023-10-10']);
  });

  it('of a notice without a date says what is missing and never uses today (YY22-Q4)', () => {
    expect(readPhrase('自印发之日起15个工作日内', contexts.Y)).toMatchObject({
      kind: 'pending',
      readings: [{ dues: [], needs: [{ kind: 'issue-date', text: '印发' }] }],
    });
    expect(readPhrase('12月底前', contexts.O).kind).toBe('pending');
  });
});

describe('writing a reading', () => {
  it.each([
    ['12月10日前', '2023年12月10日前'],
    ['8月25日12时前反馈，逾期视为无意见', '2023年8月25日12:00前'],
    ['电子版12月8日、纸质件12月15日前寄达', '电子版2023年12月8日前，纸质件2023年12月15日前'],
    ['9-11月', '2023年9月1日至2023年11月30日'],
    ['5月1日起', '自2023年5月1日起'],
    ['2020年1月1日以来', '2020年1月1日以来'],
    ['数据截至11月底', '数据截至2023年11月30日'],
    ['限时办结', ''],
  ])('of %s gives %s', (text, expected) => {
    expect(writePhrase(only(text))).toBe(expected);
  });
});
