import type { LocalDate } from '@duban/base';
import { addDays } from '@duban/base/time';
import { monthOf, yearOf, ymd } from '../../months.js';
import type { Period } from '../../periods.js';
import { fits, following, periodAt, periodsOf } from '../../periods.js';
import type { Every, Exemption, Phrase } from '../syntax.js';
import type { Flag } from '../types.js';
import { clauses, flags, names } from '../wording.js';
import { andThen, type Choices, map, named, one, together } from './choices.js';
import { instantsOf } from './clocks.js';
import { type DraftDue, lastDayBefore, type Piece, piece } from './piece.js';
import type { DayOf, Plan } from './plan.js';
import { plansOf } from './plans.js';
import { type Scene, textOf } from './scene.js';

/** A recurrence: one due (or several) for the period asked for, else for every period of the span. */
export function everyPieces(every: Every, phrase: Phrase, scene: Scene): Choices<Piece> {
  const asked = periodsAsked(every, scene);
  if (asked === null) {
    const text = textOf(every, scene);
    return one(piece({ needs: [{ kind: 'year', text }], how: [clauses.waiting(text, '期次')] }));
  }
  return andThen(plansOf(every, phrase, scene), (plan) => {
    const about = { every, phrase, plan, scene };
    const found = occurrences(asked.periods, about);
    // 每年1月15日 in a notice of August: the first one lies beyond the year.
    const next = found.some((c) => c.value.dues.length === 0) ? asked.next() : null;
    return next ? occurrences([...asked.periods, next], about) : found;
  });
}

interface Planned {
  readonly every: Every;
  readonly phrase: Phrase;
  readonly plan: Plan;
  readonly scene: Scene;
}

function occurrences(periods: readonly Period[], { every, phrase, plan, scene }: Planned): Choices<Piece> {
  return andThen(exempting(phrase.exempt, every, periods), (kept) => {
    const ofPeriod = (period: Period) =>
      andThen(plan.days(period), (days) => together(days.map((d) => duesOf(d, { every, period, scene }))));
    return map(together(kept.periods.map(ofPeriod)), (found) => {
      const dues = found
        .flat()
        .filter(
          (d) => kept.keeps(d) && inSpan(d, every, scene) && !(phrase.restOff && !scene.calendar.isWorkday(d.date)),
        );
      const only = dues.length === 1 ? dues[0] : undefined;
      return piece({
        dues,
        ...(dues.length === 0 ? { how: [clauses.nothingDue(textOf(every, scene))] } : {}),
        ...(only?.since ? { window: { from: only.since, to: only.date } } : {}),
        flags: [
          ...(plan.unsaid ? [{ kind: 'no-firm-date' as const, text: flags.noFirmDate }] : []),
          ...dues.flatMap((d) => d.flags),
        ],
        ...(plan.distinct || kept.distinct ? { distinct: `${plan.distinct ?? ''}${kept.distinct ?? ''}` } : {}),
      });
    });
  });
}

type FlaggedDue = DraftDue & { readonly flags: readonly Flag[]; readonly since?: LocalDate };

function duesOf(
  day: DayOf,
  where: { readonly every: Every; readonly period: Period; readonly scene: Scene },
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
    ...(day.since ? { lead: clauses.since(day.since), since: day.since } : {}),
    flags: day.flags,
  }));
}

interface Asked {
  readonly periods: readonly Period[];
  /** The one after them, for a recurrence that has no due in the span; null where one period was asked for. */
  readonly next: () => Period | null;
}

/** The periods whose reports are asked for; null where neither a span nor the issue date tells. */
function periodsAsked(every: Every, scene: Scene): Asked | null {
  const { period, issued, span } = scene.context;
  const counts = (p: Period) => (every.unit === 'workday' ? scene.calendar.isWorkday(p.start) : parity(every, p));
  if (period) {
    // A month asked for, of a weekly report: all its weeks. An odd month, of a report of even ones: none.
    const asked = fits(every.unit, period) ? [period] : periodsOf(every.unit, period.start, period.end);
    return { periods: asked.filter(counts), next: () => null };
  }
  if (scene.year === null && !span?.from) return null;
  const from = span?.from ?? issued ?? ymd(scene.year ?? 0, 1, 1);
  const to = span?.to ?? ymd(yearOf(from), 12, 31);
  const next = () => {
    let later = periodAt(every.unit, addDays(to, 1));
    while (!counts(later)) later = following(every.unit, later);
    return later;
  };
  return { periods: periodsOf(every.unit, from, to).filter(counts), next };
}

function parity(every: Every, period: Period): boolean {
  return every.months === undefined || monthOf(period.start) % 2 === (every.months === 'even' ? 0 : 1);
}

/** Occurrences before the span are over; those of its last period may fall after it. */
function inSpan(due: DraftDue, { unit }: Every, { context, starts }: Scene): boolean {
  if (context.period) return fits(unit, context.period) || due.date >= context.period.start;
  const from = context.span?.from ?? context.issued;
  return (!from || due.date >= from) && (!starts || due.date >= starts);
}

interface Kept {
  readonly periods: readonly Period[];
  readonly keeps: (due: DraftDue) => boolean;
  readonly distinct?: string;
}

/** 四季度免报 leaves a period out; 1月免报 may mean January's data or what is filed in January. */
function exempting(exempt: readonly Exemption[], every: Every, periods: readonly Period[]): Choices<Kept> {
  const all: Kept = { periods, keeps: () => true };
  if (exempt.length === 0) return one(all);
  const hit = (date: LocalDate) => exempt.some((e) => Math.ceil(monthOf(date) / (e.unit === 'month' ? 1 : 3)) === e.n);
  const byData: Kept = { periods: periods.filter((p) => !hit(p.start)), keeps: () => true, distinct: 'data' };
  if (every.unit !== 'month' || every.pick.is === 'inside') return one(byData);
  return named<Kept>([
    [names.exemptData, byData],
    [names.exemptFiling, { ...all, keeps: (due) => !hit(due.date), distinct: 'filing' }],
  ]);
}
