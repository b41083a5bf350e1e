import {
  type Evidence,
  findPeriods,
  type PeriodNamed,
  periodHolding,
  periodId,
  periodLabel,
  weigh,
} from '@duban/campaign';
import type { Finding } from '@duban/tables';
import { about } from './about-form.js';
import { pathTexts } from './office-of-form.js';
import { isVerified } from './read-forms.js';
import type { KnownForm, PeriodSource, ReadFile } from './types.js';
import { sourceNames, doubtTexts as texts } from './wording.js';

type Form = Pick<KnownForm, 'form' | 'table'> & { readonly file: ReadFile };
type Kind = PeriodNamed['kind'];

export interface PeriodFound {
  readonly period: KnownForm['period'];
  readonly candidates: readonly string[];
  readonly doubts: readonly Finding[];
}

interface Said {
  readonly source: PeriodSource;
  readonly text: string;
  readonly periods: readonly PeriodNamed[];
}

/** What one form and its names say about its period, read once; {@link settlePeriod} weighs it twice. */
export interface PeriodTraces {
  readonly said: readonly Said[];
  readonly identity: string | null;
  readonly asOf: string | null;
}

/** Reads every trace of a period: identity, header, heading, 截止日期, names. */
export function periodTraces({ form, file }: Form): PeriodTraces {
  const read = (source: PeriodSource, text: string): Said => ({ source, text, periods: findPeriods(text).periods });
  return {
    identity: form.identity?.period ?? null,
    said: [
      read('header', form.header.period ?? ''),
      read('title', `${form.heading} ${form.sheet}`),
      ...pathTexts(file.found).map(({ source, text }) => read(source, text)),
    ],
    asOf: findPeriods(form.header.asOf ?? '').days[0] ?? null,
  };
}

export interface Settling {
  readonly traces: PeriodTraces;
  /** What the campaign asks for, where it says. */
  readonly kind: Kind | null;
  /** The period that is merged; null while it is being found out. */
  readonly target: string | null;
  /** The officer named it: a form that is silent about its period raises no doubt then. */
  readonly told?: boolean;
}

/**
 * The period by the traces alone (`target` null), or seen beside the period that is merged: then a month inside it, a quarter without its
 * year and a form without any period are taken for it, and that is said.
 */
export function settlePeriod(form: Form, { traces, kind, target, told = false }: Settling): PeriodFound {
  const like = target ?? SAMPLES[kind ?? 'quarter'];
  const evidence: Evidence<PeriodSource>[] = [];
  const { identity } = traces;
  const own = identity === null ? [] : [{ source: 'identity' as const, text: identity, candidates: [identity] }];
  const verified = isVerified(form.form);
  if (verified) evidence.push(...own);
  for (const [at, { source, text, periods }] of traces.said.entries()) {
    evidence.push({ source, text, ...named(periods, kind ?? kindOf(target)) });
    if (at === 0 && !verified) evidence.push(...own);
    // After the header and the heading, before the names around the file.
    if (at === 1 && traces.asOf !== null)
      evidence.push({ source: 'asOf', text: traces.asOf, candidates: [periodHolding(traces.asOf, like)] });
  }
  const { answer, by, candidates, against } = weigh(evidence);
  if (answer !== null && by !== null) {
    const fits = target !== null && answer !== target && isInside(answer, target);
    const period = { id: fits ? target : answer, by };
    const said = evidence.find((each) => each.source === by)?.text ?? '';
    const taken = { source: sourceNames[by], label: periodLabel(period.id) };
    const doubts = against
      .filter(({ candidates: others }) => !others.some((other) => isInside(other, answer)))
      .map(({ source, text }) =>
        about(form.table, {
          check: texts.periodCheck,
          severity: 'W',
          found: text,
          expected: texts.periodExpected,
          message: texts.period({ source: sourceNames[source], text }, taken),
        }),
      );
    return {
      period,
      candidates,
      doubts: fits ? [note(form, texts.monthInQuarter(said, taken.label)), ...doubts] : doubts,
    };
  }
  if (candidates.length > 0 || target === null) return { period: null, candidates, doubts: [] };
  return assumed(form, { traces, target, told });
}

/** Nothing names a whole period: a part of one that fits the target, or nothing at all, is taken for it. */
function assumed(
  form: Form,
  { traces, target, told }: { traces: PeriodTraces; target: string; told: boolean },
): PeriodFound {
  const label = periodLabel(target);
  const period = { id: target, by: 'assumed' as const };
  const partial = traces.said.find(({ periods }) => periods.length > 0);
  if (partial === undefined)
    return { period, candidates: [], doubts: [note(form, texts.noPeriod(label), told ? 'I' : 'W')] };
  const year = Number(target.slice(0, 4));
  const ids = partial.periods.flatMap((each) => periodId({ ...each, year }) ?? []);
  if (ids.includes(target)) return { period, candidates: [], doubts: [note(form, texts.noYear(partial.text, label))] };
  if (ids.some((id) => isInside(id, target)))
    return { period, candidates: [], doubts: [note(form, texts.monthInQuarter(partial.text, label), 'W')] };
  const [other] = ids;
  return ids.length === 1 && other !== undefined
    ? { period: { id: other, by: partial.source }, candidates: [], doubts: [] }
    : { period: null, candidates: ids, doubts: [] };
}

const SAMPLES: Readonly<Record<Kind, string>> = { quarter: '2000Q1', month: '2000-01', half: '2000H1', year: '2000' };

/** The kind of an id: `quarter` of `2023Q3`. */
export function kindOf(id: string | null): Kind | null {
  if (id === null) return null;
  if (id.includes('Q')) return 'quarter';
  return id.includes('H') ? 'half' : id.includes('-') ? 'month' : 'year';
}

/** Ids a text leaves open: of the kind wanted where it names one, else of the kind it names first. */
function named(periods: readonly PeriodNamed[], wanted: Kind | null): { candidates: string[]; torn: boolean } {
  const kind = periods.some((each) => each.kind === wanted) ? wanted : periods[0]?.kind;
  const candidates = periods.filter((each) => each.kind === kind).flatMap((each) => periodId(each) ?? []);
  return { candidates, torn: candidates.length > 1 };
}

/** A month inside a quarter, a half or a year; a quarter inside a half or a year. */
function isInside(id: string, whole: string): boolean {
  if (kindOf(id) !== 'month' && kindOf(id) !== 'quarter') return false;
  if (kindOf(id) === kindOf(whole)) return false;
  const lastMonth = kindOf(id) === 'month' ? Number(id.slice(5)) : Number(id.slice(5)) * 3;
  return periodHolding(`${id.slice(0, 4)}-${String(lastMonth).padStart(2, '0')}-01`, whole) === whole;
}

function note(form: Form, message: string, severity: 'I' | 'W' = 'I'): Finding {
  return about(form.table, {
    check: texts.assumedCheck,
    severity,
    found: '',
    expected: texts.periodExpected,
    message,
  });
}
