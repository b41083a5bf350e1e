import type { LocalDate } from '@duban/base';
import { addDays } from '@duban/base/time';
import type { Every, Exemption, Inside, PeriodFrame, PeriodSpot, Phrase, Pick } from '../syntax.js';
import type { Flag, PhrasePeriod } from '../types.js';
import { flags } from '../wording.js';
import { andThen, type Choices, map, named, one, together } from './choices.js';
import { instantsOf } from './clocks.js';
import { countedDay } from './counting.js';
import { type FrameSpan, within } from './inside.js';
import { following, periodAt, periodsOf } from './periods.js';
import { type DraftDue, lastDayBefore, type Piece, piece } from './piece.js';
import { lengthOf, monthOf, monthsFrom, type Scene, yearOf, ymd } from './scene.js';
import { textOf } from './spots.js';

type SureInside = Extract<Pick, { is: 'inside' }>;

/** A plan says for a period which days its report is due. */
interface Plan {
  readonly days: (period: PhrasePeriod, scene: Scene) => Choices<readonly DayOf[]>;
  readonly unsaid?: boolean;
  readonly distinct?: string;
}

interface DayOf {
  readonly date: LocalDate;
  readonly flags: readonly Flag[];
  readonly period?: PhrasePeriod;
}

/** A recurrence: one due (or several) for the period asked for, else for every period of the span. */
export function everyPieces(every: Every, phrase: Phrase, scene: Scene): Choices<Piece> {
  const periods = periodsAsked(every, scene);
  if (periods === null) {
    return one(
      piece({ needs: [{ kind: 'year', text: textOf(every, scene) }], how: [`${textOf(every, scene)} → 待定期次`] }),
    );
  }
  return andThen(plansOf(every, phrase, scene), (plan) =>
    andThen(exempting(phrase.exempt, every, periods), (kept) =>
      map(
        together(
          kept.periods.map((p) =>
            andThen(plan.days(p, scene), (days) => together(days.map((d) => duesOf(d, { every, period: p, scene })))),
          ),
        ),
        (found) => {
          const dues = found.flat().filter((d) => kept.keeps(d) && inSpan(d, scene));
          const daysFlags = found.flat().flatMap((d) => d.flags);
          return piece({
            dues,
            flags: [...(plan.unsaid ? [{ kind: 'no-firm-date' as const, text: flags.noFirmDate }] : []), ...daysFlags],
            ...(plan.distinct || kept.distinct ? { distinct: `${plan.distinct ?? ''}${kept.distinct ?? ''}` } : {}),
          });
        },
      ),
    ),
  );
}

type FlaggedDue = DraftDue & { readonly flags: readonly Flag[] };

function duesOf(
  day: DayOf,
  where: { readonly every: Every; readonly period: PhrasePeriod; readonly scene: Scene },
): Choices<FlaggedDue> {
  const { every, period, scene } = where;
  const date = every.excluded ? addDays(day.date, -1) : day.date;
  return map(instantsOf(date, every.clock, { before: every.op === 'before', scene }), (moment) => ({
    at: moment,
    date: every.clock ? lastDayBefore(moment) : date,
    inclusive: !every.excluded,
    label: every.label,
    text: textOf(every, scene),
    clocked: every.clock !== undefined,
    period: day.period ?? period,
    flags: day.flags,
  }));
}

/** The periods whose reports are asked for; null where neither a span nor the issue date tells. */
function periodsAsked(every: Every, scene: Scene): readonly PhrasePeriod[] | null {
  const { period, issued, span } = scene.context;
  if (period) return [period];
  if (scene.year === null && !span?.from) return null;
  const from = span?.from ?? issued ?? ymd(scene.year ?? 0, 1, 1);
  const to = span?.to ?? ymd(yearOf(from), 12, 31);
  const all = periodsOf(every.unit, from, to);
  return all.filter((p) => (every.unit === 'workday' ? scene.calendar.isWorkday(p.start) : parity(every, p)));
}

function parity(every: Every, period: PhrasePeriod): boolean {
  return every.months === undefined || monthOf(period.start) % 2 === (every.months === 'even' ? 0 : 1);
}

/** Occurrences before the span are over; those of its last period may fall after it. */
function inSpan(due: DraftDue, { context }: Scene): boolean {
  if (context.period) return true;
  const from = context.span?.from ?? context.issued;
  return !from || due.date >= from;
}

interface Kept {
  readonly periods: readonly PhrasePeriod[];
  readonly keeps: (due: DraftDue) => boolean;
  readonly distinct?: string;
}

/** 四季度免报 leaves a period out; 1月免报 may mean January's data or what is filed in January. */
function exempting(exempt: readonly Exemption[], every: Every, periods: readonly PhrasePeriod[]): Choices<Kept> {
  const all: Kept = { periods, keeps: () => true };
  if (exempt.length === 0) return one(all);
  const hit = (date: LocalDate) => exempt.some((e) => Math.ceil(monthOf(date) / (e.unit === 'month' ? 1 : 3)) === e.n);
  const byData: Kept = { periods: periods.filter((p) => !hit(p.start)), keeps: () => true, distinct: 'data' };
  if (every.unit !== 'month' || every.pick.is === 'inside') return one(byData);
  return named<Kept>([
    ['免报的是该月数据', byData],
    ['免报的是该月的报送', { ...all, keeps: (due) => !hit(due.date), distinct: 'filing' }],
  ]);
}

function plansOf(every: Every, phrase: Phrase, scene: Scene): Choices<Plan> {
  const { pick, unit } = every;
  switch (pick.is) {
    case 'each':
      return one<Plan>({ days: (p) => one([{ date: p.end, flags: [] }]) });
    case 'unsaid':
      return unsaid(every);
    case 'once-or-monday':
      return named<Plan>([
        ['每周报一次（周五）', { unsaid: true, days: (p) => one([{ date: addDays(p.start, 4), flags: [] }]) }],
        ['每周一（星期一）报', { days: (p) => one([{ date: p.start, flags: [] }]) }],
      ]);
    case 'first-of-xun':
      return named<Plan>([
        ['报上一旬', { days: (p) => one([{ date: addDays(p.end, 1), flags: [] }]) }],
        [
          '报每月1—10日（上旬）',
          {
            distinct: 'first-xun',
            days: (p) => one(p.id.endsWith('上旬') ? [{ date: addDays(p.end, 1), flags: [] }] : []),
          },
        ],
      ]);
    case 'after':
      return one<Plan>({ days: (p, s) => map(countedDay(p.end, pick.count, s), (date) => [{ date, flags: [] }]) });
    case 'inside':
      return insidePlans(pick, { every, phrase, unit, scene });
  }
}

interface About {
  readonly every: Every;
  readonly phrase: Phrase;
  readonly unit: Every['unit'];
  readonly scene: Scene;
}

function insidePlans(pick: SureInside, about: About): Choices<Plan> {
  const { every, phrase } = about;
  const frames = together(pick.spots.map((s) => map(framesOf(s, phrase), (frame) => ({ ...s, frame }))));
  return andThen(frames, (spots) =>
    map(
      shifts(spots, about),
      ({ back, distinct }): Plan => ({
        days: (p, s) =>
          spotDays(back ? following(every.unit, p) : p, {
            spots,
            about,
            scene: s,
            reported: back || phrase.shifted ? reported(p, phrase) : undefined,
          }),
        ...(distinct ? { distinct } : {}),
      }),
    ),
  );
}

/** 每季度首月: of the quarter reported on, or of the one after it. */
function framesOf({ frame }: PeriodSpot, phrase: Phrase): Choices<PeriodFrame> {
  if (frame.of !== 'unclear') return one(frame);
  const month = frame.month === undefined ? {} : { month: frame.month };
  if (phrase.data) return one<PeriodFrame>({ of: 'this', ...month });
  return named<PeriodFrame>([
    ['季后首月', { of: 'next', ...month }],
    ['当季首月', { of: 'this', ...month }],
  ]);
}

interface Shift {
  /** The due lies in the period after the one reported on. */
  readonly back: boolean;
  readonly distinct?: string;
}

/** Which period a due inside a month or quarter is about, where the phrase does not say (报上月). */
function shifts(spots: readonly PeriodSpot[], { phrase, every, scene }: About): Choices<Shift> {
  const inside = spots.every((s) => s.frame.of === 'this');
  if (!inside || every.unit === 'day') return one({ back: false });
  if (phrase.data === 'previous') return one({ back: true });
  if (phrase.data === 'current' || phrase.shifted) return one({ back: false });
  if (every.unit === 'quarter' && spots.some((s) => s.frame.month !== undefined && s.inside.is === 'day')) {
    return named<Shift>([
      ['数据截至报送日', { back: false, distinct: 'as-of-due' }],
      ['数据报全季预计数', { back: false, distinct: 'whole-quarter' }],
    ]);
  }
  const early = spots.some((s) => s.inside.is === 'day' && s.inside.day <= 15);
  if (scene.context.period && every.unit === 'month' && early) {
    return named<Shift>([
      ['期后报（报上月数据）', { back: true }],
      ['期内报（报当月数据）', { back: false }],
    ]);
  }
  return one({ back: false });
}

/** 上月26日至当月25日: the days the report covers, named after the month it is handed in. */
function reported(period: PhrasePeriod, { shifted }: Phrase): PhrasePeriod {
  if (!shifted) return period;
  const year = yearOf(period.start);
  const month = monthOf(period.start);
  const before = monthsFrom(year, month - 1);
  const start = ymd(
    yearOf(before.from),
    monthOf(before.from),
    Math.min(shifted.fromDay, lengthOf(yearOf(before.from), monthOf(before.from))),
  );
  const end = ymd(year, month, Math.min(shifted.toDay, lengthOf(year, month)));
  return { id: period.id, label: `${period.label}（${start.slice(5)}至${end.slice(5)}）`, start, end };
}

interface SpotWhere {
  readonly spots: readonly PeriodSpot[];
  readonly about: About;
  readonly scene: Scene;
  readonly reported: PhrasePeriod | undefined;
}

function spotDays(base: PhrasePeriod, { spots, about, scene, reported: period }: SpotWhere): Choices<readonly DayOf[]> {
  return together(
    spots.map((s) => {
      const frame = frameDays(base, s.frame, about.unit);
      const { inside, flagged } = fitting(frame, s.inside, about.every);
      const of = period ? { period } : {};
      return andThen(within(frame, inside, { scene, place: about.every }), (found) => {
        const day = (date: LocalDate): DayOf => ({ date, flags: flagged, ...of });
        if (about.every.op !== 'before' || !found.coarse || inside.is === 'first') return one(day(found.to));
        const what = textOf(about.every, scene).replace(/^[每按逐]个?|前$/g, '');
        const eve = addDays(found.from, -1);
        return named(
          [
            [`${what}开始之前`, day(eve)],
            [`${what}之内`, day(found.to)],
          ],
          'before-or-within',
        );
      });
    }),
  );
}

const SPAN_OF = {
  month: 'month',
  quarter: 'quarter',
  'half-year': 'half-year',
  year: 'year',
  week: 'week',
  xun: 'xun',
} as const;

function frameDays(base: PhrasePeriod, frame: PeriodFrame, unit: Every['unit']): FrameSpan {
  const period = frame.of === 'next' ? following(unit, base) : base;
  if (frame.month === undefined) {
    return {
      is: unit in SPAN_OF ? SPAN_OF[unit as keyof typeof SPAN_OF] : 'month',
      from: period.start,
      to: period.end,
    };
  }
  if (frame.month === -1) return { is: 'month', ...monthsFrom(yearOf(period.end), monthOf(period.end)) };
  return { is: 'month', ...monthsFrom(yearOf(period.start), monthOf(period.start) + frame.month - 1) };
}

/** 每月31日 in a month of thirty days: its last day, and said so. */
function fitting(frame: FrameSpan, inside: Inside, every: Every): { inside: Inside; flagged: readonly Flag[] } {
  if (inside.is !== 'day' || frame.is !== 'month' || every.unit === 'year') return { inside, flagged: [] };
  if (inside.day <= lengthOf(yearOf(frame.from), monthOf(frame.from))) return { inside, flagged: [] };
  return {
    inside: { is: 'end' },
    flagged: [{ kind: 'shortened-month', text: flags.shortMonth(frame.to, inside.day), date: frame.to }],
  };
}

/** 每月上报, no day said: what bureaus usually set, offered by name; each is a proposal, not the notice's word. */
function unsaid(every: Every): Choices<Plan> {
  const plan = (days: (p: PhrasePeriod) => readonly LocalDate[]): Plan => ({
    unsaid: true,
    days: (p) => one(days(p).map((date) => ({ date, flags: [] }))),
  });
  const end = plan((p) => [p.end]);
  const after = (n: number) => plan((p) => [addDays(p.end, n)]);
  switch (every.unit) {
    case 'week':
      return named([
        ['每周五', plan((p) => [addDays(p.start, 4)])],
        ['每周日', end],
      ]);
    case 'fortnight':
      return named([
        ['每满两周', end],
        ['第二周的周五', plan((p) => [addDays(periodAt('week', p.end).start, 4)])],
      ]);
    case 'xun':
      return named([
        ['旬末当日', end],
        ['旬后2日内', after(2)],
      ]);
    case 'half-month':
      return named([
        ['15日和月末', end],
        ['半月期满次日', after(1)],
      ]);
    case 'month':
    case 'two-months':
      return named([
        ['月末当日', end],
        ['次月5日前', after(5)],
      ]);
    case 'quarter':
      return named([
        ['季末当日', end],
        ['季后10日内', after(10)],
      ]);
    case 'half-year':
      return named([
        ['半年末当日', end],
        ['期后10日内', after(10)],
      ]);
    case 'year':
      return named([
        ['年末当日', end],
        ['次年1月底前', after(31)],
      ]);
    default:
      return one(end);
  }
}
