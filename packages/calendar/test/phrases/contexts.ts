import type { Instant, LocalDate } from '@duban/base';
import { at, localDate } from '@duban/base/time';
import type { Period, PhraseContext } from '../../src/index.js';

const day = (text: string): LocalDate => localDate(text);
const moment = (date: string, time: string): Instant => at(day(date), time);
const zone = 'Asia/Shanghai' as const;

const period = (id: string, start: string, end: string): Period => ({
  id,
  label: id,
  start: day(start),
  end: day(end),
});

/** JN23, issued Tuesday 2023-08-22: the notice most phrases of practice.md are read with. */
const J: PhraseContext = { issued: day('2023-08-22'), zone };

/** The situations of the table, by their short names in its last column. */
export const contexts = {
  J,
  /** JN19 */
  N: { issued: day('2019-04-24'), zone },
  /** WH24 */
  W: { issued: day('2024-05-10'), zone },
  /** WS25 */
  S: { issued: day('2025-04-24'), zone },
  /** YY22: no issue date, the year from its number. */
  Y: { issued: null, year: 2022, zone },
  /** Nothing known at all. */
  O: { issued: null, zone },
  /** Issued in December: a bare January is the next one. */
  D: { issued: day('2023-12-20'), zone },
  /** A leap year. */
  L: { issued: day('2024-01-15'), zone },
  /** A year whose holidays are not announced. */
  F: { issued: day('2027-01-11'), zone },
  /** Office hours set by the bureau. */
  H: { ...J, officeHours: { open: '08:30', close: '17:30' } as NonNullable<PhraseContext['officeHours']> },
  /** A bureau whose day closes at 17:30. */
  C: { ...J, closeOfDay: '17:30' as NonNullable<PhraseContext['closeOfDay']> },
  /** Everything has happened. */
  E: {
    ...J,
    events: {
      meeting: day('2023-08-25'),
      receipt: day('2023-08-23'),
      call: moment('2023-08-25', '09:30'),
      incident: moment('2023-09-30', '23:20'),
      clue: day('2023-09-04'),
      inspection: day('2023-10-20'),
      filing: day('2023-09-01'),
      rectification: day('2023-11-06'),
      training: day('2023-09-28'),
      transfer: day('2023-11-30'),
      decision: day('2023-12-01'),
      acceptance: day('2023-09-15'),
      completion: day('2023-11-15'),
      discovery: moment('2023-09-01', '16:00'),
      assignment: day('2023-10-09'),
    },
    otherDues: { 三季度报表: day('2023-10-10'), 月报: day('2023-09-05') },
  },
  /** One period asked for. */
  sep: { ...J, period: period('2023-09', '2023-09-01', '2023-09-30') },
  oct: { ...J, period: period('2023-10', '2023-10-01', '2023-10-31') },
  feb: { ...J, period: period('2024-02', '2024-02-01', '2024-02-29') },
  jun22: { issued: null, year: 2022, zone, period: period('2022-06', '2022-06-01', '2022-06-30') },
  q3: { ...J, period: period('2023Q3', '2023-07-01', '2023-09-30') },
  q4: { ...J, period: period('2023Q4', '2023-10-01', '2023-12-31') },
  h1: { ...J, period: period('2024H1', '2024-01-01', '2024-06-30') },
  y23: { ...J, period: period('2023', '2023-01-01', '2023-12-31') },
  /** The week of Monday 10-02, all of it but its weekend a holiday. */
  golden: { ...J, period: period('2023-10-02周', '2023-10-02', '2023-10-08') },
  week: { ...J, period: period('2023-08-28周', '2023-08-28', '2023-09-03') },
  xun: { ...J, period: period('2023-09上旬', '2023-09-01', '2023-09-10') },
  span2: { ...J, span: { from: day('2023-08-22'), to: day('2023-09-30') } },
  /** A short campaign, all its periods. */
  span: { ...J, span: { from: day('2023-08-22'), to: day('2023-10-31') } },
  two: { ...J, span: { from: day('2023-08-22'), to: day('2023-08-23') } },
  fortnight: { ...J, span: { from: day('2023-08-22'), to: day('2023-08-28') } },
  later: { ...J, rolling: 'later' as const },
  earlier: { ...J, rolling: 'earlier' as const },
} satisfies Record<string, PhraseContext>;

export type ContextName = keyof typeof contexts;
