import { DubanError, type LocalDate } from '@duban/base';
import { addDays, chineseDate, daysBetween, endOfDay, localDate, weekday } from '@duban/base/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkdays,
  type PhraseContext,
  type PhraseReading,
  type Reading,
  readPhrase,
  stateCouncilCalendar,
  writePhrase,
} from '../src/index.js';
import { contexts } from './phrases/contexts.js';
import { dates, phrases, respelled } from './phrases/generated.js';

/** Another run: `DUBAN_SEED=7 npx vitest run test/phrases-properties.test.ts`. */
const seed = Number(process.env.DUBAN_SEED ?? 20230822);
const many = { seed, numRuns: 10_000 };
const some = { seed, numRuns: 1_500 };
const situations = fc.constantFrom<PhraseContext>(
  contexts.J,
  contexts.E,
  contexts.D,
  contexts.L,
  contexts.Y,
  contexts.F,
  contexts.sep,
  contexts.q3,
);

function readOrRefused(text: string, context: PhraseContext): PhraseReading | DubanError {
  try {
    return readPhrase(text, context);
  } catch (error) {
    if (error instanceof DubanError) return error;
    throw error;
  }
}

// Two busy cores have taken a minute for ten thousand.
describe(`generated phrases (seed ${seed})`, { timeout: 180_000 }, () => {
  it('are either read or refused with a place in the text; no window is inverted, every due has its day and its derivation', () => {
    let read = 0;
    fc.assert(
      fc.property(phrases, situations, (text, context) => {
        const result = readOrRefused(text, context);
        if (result instanceof DubanError) return refusalIsPlaced(result, text);
        read++;
        expect(result.raw).toBe(text);
        expect(result.readings.length).toBeGreaterThan(0);
        expect(new Set(result.readings.map((r) => r.name)).size).toBe(result.readings.length);
        result.readings.forEach(soundReading);
        return true;
      }),
      many,
    );
    // A generator that makes mostly nonsense would prove nothing.
    expect(read).toBeGreaterThan(many.numRuns / 2);
  });

  it('mean the same whatever their spacing and the width of their digits', () => {
    fc.assert(
      fc.property(
        phrases.chain((text) => fc.tuple(fc.constant(text), respelled(text))),
        situations,
        ([text, other], context) => {
          const a = readOrRefused(text, context);
          const b = readOrRefused(other, context);
          if (a instanceof DubanError || b instanceof DubanError) {
            expect(b instanceof DubanError && a instanceof DubanError && a.code === b.code).toBe(true);
          } else {
            expect(b.readings.map(meaning)).toEqual(a.readings.map(meaning));
            expect(b.raw).toBe(other);
          }
        },
      ),
      some,
    );
  });

  it('come back as the same days and instants when a reading is written and read again', () => {
    fc.assert(
      fc.property(phrases, situations, (text, context) => {
        const result = readOrRefused(text, context);
        if (result instanceof DubanError) return;
        for (const reading of result.readings.slice(0, 3)) {
          const again = writePhrase(reading);
          if (again === '' || reading.dues.length > 3) continue;
          const { calendar: _calendar, rolling: _rolling, closeOfDay: _close, ...plain } = context;
          const back = readPhrase(again, plain);
          expect([again, back.kind]).toEqual([again, 'certain']);
          expect([again, back.readings[0]?.dues.map((d) => [d.date, d.at])]).toEqual([
            again,
            reading.dues.map((d) => [d.date, d.at]),
          ]);
          expect(back.readings[0]?.effectiveFrom).toBe(reading.effectiveFrom);
          expect(back.readings[0]?.dataAsOf).toBe(reading.dataAsOf);
        }
      }),
      some,
    );
  });

  it('give the same answer twice', () => {
    fc.assert(
      fc.property(phrases, situations, (text, context) => {
        expect(readOrRefused(text, context)).toEqual(readOrRefused(text, context));
      }),
      { ...some, numRuns: 500 },
    );
  });
});

describe(`any text at all (seed ${seed})`, { timeout: 180_000 }, () => {
  const pieces = fc.array(
    fc.oneof(
      fc.string({ maxLength: 3 }),
      fc.constantFrom('年', '月', '日', '前', '至', '12', '十', '每', '周', '季度', '起', '（', '）', '、'),
    ),
    { maxLength: 12 },
  );

  it('is read or refused, never anything else', () => {
    fc.assert(
      fc.property(pieces, (list) => {
        const text = list.join('');
        const result = readOrRefused(text, contexts.J);
        if (result instanceof DubanError) refusalIsPlaced(result, text);
        else result.readings.forEach(soundReading);
      }),
      { seed, numRuns: 5_000 },
    );
  });
});

describe(`days (seed ${seed})`, { timeout: 180_000 }, () => {
  const spellings: ((date: LocalDate) => string)[] = [
    (d) => `${chineseDate(d, true)}前`,
    (d) => `${d}前`,
    (d) => `${d.replaceAll('-', '.')}前`,
    (d) => `${d.replaceAll('-', '')}前`,
    (d) => `${inNumerals(d)}前`,
    (d) => `于${chineseDate(d, true)}（${'周一,周二,周三,周四,周五,周六,周日'.split(',')[weekday(d) - 1]}）前完成`,
  ];

  it('are read from every spelling, and end at the midnight after them', () => {
    fc.assert(
      fc.property(dates, fc.constantFrom(...spellings), (date, spell) => {
        const { kind, readings } = readPhrase(spell(date), contexts.O);
        expect([spell(date), kind, readings[0]?.dues.map((d) => [d.date, d.at])]).toEqual([
          spell(date),
          'certain',
          [[date, endOfDay(date)]],
        ]);
      }),
      some,
    );
  });

  it('at the ends of months and 旬 are those of the calendar, leap years too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2004, max: 2030 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        const due = (words: string) => readPhrase(`${year}年${month}月${words}`, contexts.O).readings[0];
        const first = localDate(`${year}-${String(month).padStart(2, '0')}-01`);
        const last = addDays(
          localDate(month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`),
          -1,
        );
        expect(due('底前')?.dues[0]?.date).toBe(last);
        expect(due('上旬')?.window).toEqual({ from: first, to: addDays(first, 9) });
        expect(due('中旬')?.window).toEqual({ from: addDays(first, 10), to: addDays(first, 19) });
        expect(due('下旬')?.window).toEqual({ from: addDays(first, 20), to: last });
        const leap = daysBetween(localDate(`${year}-01-01`), localDate(`${year + 1}-01-01`)) === 366;
        if (month === 2) expect(last.endsWith('29')).toBe(leap);
      }),
      some,
    );
  });

  it('counted from the notice are those of the working calendar', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 60 }), (issued, n) => {
        const context = { issued, zone: 'Asia/Shanghai' } as const;
        const [out, counted] = readPhrase(`自印发之日起${n}个工作日内`, context).readings;
        expect(out?.dues[0]?.date).toBe(addWorkdays(stateCouncilCalendar, issued, n));
        // From a rest day both ways of counting agree, and then there is nothing to choose.
        expect(counted === undefined).toBe(!stateCouncilCalendar.isWorkday(issued));
        expect(readPhrase(`印发后${n}日内`, context).readings[0]?.dues[0]?.date).toBe(addDays(issued, n));
      }),
      some,
    );
  });

  it('that roll land on working days, on the side the phrase names, and say where they came from', () => {
    fc.assert(
      fc.property(dates, fc.constantFrom('顺延', '提前'), (date, word) => {
        const [due] = readPhrase(`${chineseDate(date, true)}前，遇节假日${word}`, contexts.O).readings[0]?.dues ?? [];
        expect(due && stateCouncilCalendar.isWorkday(due.date)).toBe(true);
        expect(word === '顺延' ? due && due.date >= date : due && due.date <= date).toBe(true);
        expect(due?.rolled?.from).toBe(stateCouncilCalendar.isWorkday(date) ? undefined : date);
      }),
      some,
    );
  });
});

/** Gathers what is wrong first: an expect for each of ten thousand phrases' dues would take a minute. */
function soundReading(reading: Reading): void {
  const wrong: unknown[] = [];
  if (reading.derivation === '') wrong.push('no derivation');
  for (const span of [reading.window, ...reading.scopes]) {
    if (span?.from && span.to && span.from > span.to) wrong.push(span);
  }
  for (const due of reading.dues) {
    if (due.at <= endOfDay(addDays(due.date, -1)) || due.at > endOfDay(due.date)) wrong.push(due);
  }
  if (wrong.length > 0) expect(wrong).toEqual([]);
}

/** Names a character of the text, or the place behind its last one. */
function refusalIsPlaced(error: DubanError, text: string): void {
  expect(['phrase-unreadable', 'phrase-impossible', 'phrase-inverted']).toContain(error.code);
  if (error.code === 'phrase-inverted') return;
  const position = Number(error.details.position);
  expect(position).toBeGreaterThanOrEqual(1);
  expect(position).toBeLessThanOrEqual(text.length + 1);
}

/** What must not depend on the spelling: everything but the words quoted in names, derivations and labels. */
function meaning({ dues, window, effects, scopes, dataAsOf, needs, flags }: Reading): unknown {
  return [
    dues.map(({ label: _label, ...due }) => due),
    window,
    effects.map((e) => e.from),
    scopes,
    dataAsOf,
    needs.map((n) => n.kind),
    flags.map((f) => f.kind),
  ];
}

function inNumerals(date: LocalDate): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const digits = [...year].map((c) => '〇一二三四五六七八九'.charAt(Number(c))).join('');
  return `${digits}年${numeral(Number(month))}月${numeral(Number(day))}日`;
}

function numeral(n: number): string {
  const tens = Math.floor(n / 10);
  const ones = n % 10 === 0 ? '' : '一二三四五六七八九'.charAt((n % 10) - 1);
  return `${tens > 1 ? '一二三'.charAt(tens - 1) : ''}${tens > 0 ? '十' : ''}${ones}`;
}
