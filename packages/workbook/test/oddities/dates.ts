import type { Expected, Oddity } from './oddity.js';
import { bookOf, rowOf } from './package.js';

/** 2023-10-08 */
const DAY = 45207;
const LETTERS = 'ABCDEFGHIJKL';
/** One cell for each format, all holding the same number. */
const shown = (number: number, formats: readonly (number | string)[]) =>
  rowOf(formats.map((_, i) => `<c s="${i + 1}"><v>${number}</v></c>`).join(''), { formats });
const each = (count: number, expected: Expected) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${LETTERS[i]}1`, expected]));
const day = { date: '2023-10-08' };

/** Dates: a number and a format. */
export const dates: readonly Oddity[] = [
  {
    story: 'the built-in date formats',
    bytes: shown(DAY, [14, 15, 16, 17]),
    cells: each(4, day),
    formats: { A1: 'yyyy/m/d' },
  },
  {
    story: 'the built-in date formats of a Chinese Excel, which the file does not spell out',
    bytes: shown(DAY, [27, 28, 31, 36, 50, 57, 58]),
    cells: each(7, day),
    formats: { C1: 'yyyy"年"m"月"d"日"' },
  },
  {
    story: 'dates with 年, 月 and 日, quoted and not',
    bytes: shown(DAY, ['yyyy"年"m"月"d"日"', 'yyyy年m月d日', 'yyyy\\年m\\月', 'm"月"d"日"']),
    cells: each(4, day),
  },
  {
    story: 'date formats with a locale, Chinese numerals and a weekday',
    bytes: shown(DAY, [
      '[$-804]yyyy"年"m"月"d"日"',
      '[DBNum1][$-804]yyyy"年"m"月"',
      '[$-804]aaaa;@',
      '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy',
      'yyyy\\-mm\\-dd;@',
    ]),
    cells: each(5, day),
    calamine: {
      why: 'calamine does not know aaaa, the Chinese weekday',
      sees: { C1: DAY },
    },
  },
  {
    story: 'the era code e of a Chinese date',
    bytes: shown(DAY, ['e"年"m"月"d"日"', 'e/m/d']),
    cells: each(2, day),
  },
  {
    story: 'a date with its time of day',
    bytes: rowOf('<c s="1"><v>45207.75</v></c><c s="1"><v>45207.354166666664</v></c>', {
      formats: ['yyyy/m/d h:mm:ss'],
    }),
    cells: { A1: { date: '2023-10-08', time: '18:00:00' }, B1: { date: '2023-10-08', time: '08:30:00' } },
  },
  {
    story: 'a time without a day stands on Excel’s day 0, which no calendar takes',
    bytes: rowOf('<c s="1"><v>0.5</v></c>', { formats: [20] }),
    cells: { A1: { date: '1900-01-00', time: '12:00:00' } },
  },
  {
    story: 'lengths of time are numbers, not dates',
    bytes: shown(1.5, ['[h]:mm', '[mm]:ss', '[h]"小时"mm"分"']),
    cells: each(3, 1.5),
    formats: { A1: '[h]:mm' },
    calamine: { why: 'calamine gives a duration of 1.5 days, the same number', sees: each(3, 'duration 1.5') },
  },
  {
    story: 'the leap day of 1900 that Excel believes in',
    bytes: rowOf(['1', '59', '60', '61'].map((n) => `<c s="1"><v>${n}</v></c>`).join(''), { formats: [14] }),
    cells: {
      A1: { date: '1900-01-01' },
      B1: { date: '1900-02-28' },
      C1: { date: '1900-02-29' },
      D1: { date: '1900-03-01' },
    },
    calamine: {
      why: 'there was no 1900-02-29: calamine gives the day before; we give what Excel shows, which no calendar takes',
      sees: { C1: 'date 1900-02-28' },
    },
  },
  {
    story: 'a workbook of an old Mac counts from 1904',
    bytes: bookOf({
      before: '<workbookPr date1904="1"/>',
      sheets: [
        {
          xml: '<sheetData><row r="1"><c r="A1" s="1"><v>43745</v></c><c r="B1" s="1"><v>0</v></c><c r="C1"><v>43745</v></c></row></sheetData>',
        },
      ],
      formats: [14],
    }),
    cells: { A1: day, B1: { date: '1904-01-01' }, C1: 43745 },
    calamine: {
      why: 'calamine gives a bare time of day for day 0; in a 1904 workbook that is 1904-01-01',
      sees: { B1: 'time 00:00:00' },
    },
  },
  {
    story: 'number formats with letters that are no dates',
    bytes: shown(30, [
      '0"days"',
      '0.00"s"',
      '#,##0"元"',
      '"共"0"天"',
      'G/通用格式"元"',
      '[Red]0.00;[Red]\\-0.00',
      '[DBNum2][$-804]General',
      '0_d',
      '[$USD]\\ #,##0.00',
      '0.00E+00',
      '#,##0.00_ ',
    ]),
    cells: each(11, 30),
    formats: { E1: 'G/通用格式"元"' },
  },
  {
    story: 'a negative or far too large number shows no date',
    bytes: rowOf('<c s="1"><v>-1</v></c><c s="1"><v>913708113456</v></c>', { formats: [14] }),
    cells: { A1: -1, B1: 913708113456 },
    calamine: {
      why: 'Excel shows ##### for both; calamine makes midnight of the negative one',
      sees: { A1: 'time 00:00:00' },
    },
  },
  {
    story: 'a date of eight digits typed as a number is a number',
    bytes: rowOf('<c r="A1"><v>20231008</v></c>'),
    cells: { A1: 20231008 },
  },
  {
    story: 'a date typed as text is a text',
    bytes: rowOf('<c r="A1" t="inlineStr"><is><t>2023.10.8</t></is></c>'),
    cells: { A1: '2023.10.8' },
  },
];
