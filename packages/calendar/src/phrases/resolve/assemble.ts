import type { Instant, LocalDate } from '@duban/base';
import { at, endOfDay, timeOf } from '@duban/base/time';
import { addWorkdays } from '../../workdays.js';
import { dayFlags } from '../day-flags.js';
import type { Phrase, RollRule } from '../syntax.js';
import type { Due, Flag, Reading } from '../types.js';
import { clauses, dayWithWeekday, flags, UNIT_NAMES } from '../wording.js';
import { type Choices, map, one, together } from './choices.js';
import { instantsOf } from './clocks.js';
import { type DraftDue, formsOf, type Piece } from './piece.js';
import { type Scene, textOf } from './scene.js';

export interface Whole {
  readonly reading: Omit<Reading, 'name'>;
  readonly distinct: string;
}

/** One reading from the pieces of all statements: dues moved as rest days demand, flags, and the derivation a person reads. */
export function assembled(pieces: readonly Piece[], phrase: Phrase, scene: Scene): Choices<Whole> {
  const rule = ruleOf(phrase, scene);
  const drafts = pieces.flatMap((p) => p.dues);
  return map(together(drafts.map((d) => moved(d, rule, scene))), (rolled) => {
    const dues = rolled.flatMap((due, i) => shaped(due, { draft: drafts[i], alone: pieces.length === 1 }));
    const window = spanned(pieces);
    const effects = pieces.flatMap((p) => p.effects);
    const scopes = pieces.flatMap((p) => (p.scope ? [p.scope] : []));
    const dataAsOf = pieces.find((p) => p.dataAsOf)?.dataAsOf;
    const first = effects[0];
    return {
      distinct: pieces.map((p) => p.distinct ?? '').join(),
      reading: {
        ...(window ? { window } : {}),
        dues,
        ...(first ? { effectiveFrom: first.from } : {}),
        effects,
        scopes,
        ...(dataAsOf ? { dataAsOf } : {}),
        derivation: derived(pieces, rolled).join('；'),
        flags: unique([
          ...pieces.flatMap((p) => p.flags),
          ...dues.flatMap((d) => flagsOf(d, scene)),
          ...(phrase.tentative && dues.length > 0
            ? [{ kind: 'no-firm-date' as const, text: flags.tentative(textOf(phrase.tentative, scene)) }]
            : []),
          ...(phrase.silence
            ? [{ kind: 'silence-settles' as const, text: flags.silence(textOf(phrase.silence, scene)) }]
            : []),
        ]),
        needs: pieces.flatMap((p) => p.needs),
      },
    };
  });
}

/** From the earliest beginning to the latest end that the statements name. */
function spanned(pieces: readonly Piece[]): Reading['window'] {
  const windows = pieces.flatMap((p) => (p.window ? [p.window] : []));
  const from = windows.flatMap((w) => (w.from ? [w.from] : [])).sort()[0];
  const to = windows
    .flatMap((w) => (w.to ? [w.to] : []))
    .sort()
    .at(-1);
  if (!from && !to) return undefined;
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

function ruleOf(phrase: Phrase, { context }: Scene): RollRule {
  return phrase.rolling ?? { direction: context.rolling ?? 'stay', nth: 1 };
}

/** Rolls a due off a rest day where the phrase or the requirement says so. */
function moved(draft: DraftDue, rule: RollRule, scene: Scene): Choices<Due> {
  const { calendar } = scene;
  const plain: Due = {
    at: draft.at,
    date: draft.date,
    inclusive: draft.inclusive,
    ...(draft.period ? { period: draft.period } : {}),
  };
  if (rule.direction === 'stay' || draft.fixed || calendar.isWorkday(draft.date)) return one(plain);
  const { direction, nth, clock } = rule;
  const to = addWorkdays(calendar, draft.date, direction === 'later' ? nth : -nth);
  const keepsHour = clock === undefined && draft.clocked;
  const instants = keepsHour ? one(sameHour(draft.at, to)) : instantsOf(to, clock, { before: false, scene });
  return map(instants, (moment) => ({ ...plain, at: moment, date: to, rolled: { from: draft.date, rule: direction } }));
}

/** 24时 of a day is the midnight behind it. */
function sameHour(moment: Instant, day: LocalDate): Instant {
  const time = timeOf(moment);
  return time === '00:00' ? endOfDay(day) : at(day, time);
}

/** The label and form of a due; one due per form where its words name two (电子版和纸质件). */
function shaped(due: Due, { draft, alone }: { readonly draft: DraftDue | undefined; readonly alone: boolean }): Due[] {
  const label = draft?.label ?? '';
  const forms = formsOf(label);
  const withLabel = label && !alone ? { ...due, label } : due;
  return forms.length === 0 ? [withLabel] : forms.map((what) => ({ ...withLabel, what }));
}

function flagsOf({ date }: Due, { context }: Scene): Flag[] {
  const { issued } = context;
  // By the calendar itself, not the watched one: the flag may rest on an assumed year, the date does not.
  const found = dayFlags(date, context);
  if (issued !== null && date < issued) found.push({ kind: 'past-at-issue', text: flags.past(date, issued), date });
  return found;
}

/** At most this many periods of a recurrence are spelled out. */
const SHOWN = 3;

/** One clause per statement, in the order of the text. */
function derived(pieces: readonly Piece[], dues: readonly Due[]): string[] {
  let done = 0;
  return pieces.flatMap((p) => {
    const lines = p.dues.flatMap((draft, i) => {
      const due = dues[done + i];
      return due ? [lineOf(due, draft)] : [];
    });
    done += p.dues.length;
    return [...p.how, ...(lines.length > SHOWN ? [...lines.slice(0, SHOWN), clauses.more(lines.length)] : lines)];
  });
}

function lineOf(due: Due, draft: DraftDue): string {
  const clock = draft.clocked || draft.fixed ? ` ${timeOf(due.at) === '00:00' ? '24:00' : timeOf(due.at)}` : '';
  const counted = draft.lead ?? '';
  const day = `${dayWithWeekday(due.date)}${clock}`;
  const rolled = due.rolled ? clauses.rolled(due.rolled, day) : day;
  if (!due.period || !RECURRING.test(draft.text)) return `${draft.text} → ${counted}${rolled}`;
  const said = RECURRING.exec(draft.text)?.[0] ?? '';
  const leading = /^[每按逐逢]/.test(said);
  const rest = leading ? draft.text.slice(said.length) : draft.text;
  const every = leading ? said : (UNIT_OF[said.charAt(0)] ?? said);
  return clauses.ofPeriod(every, due.period, { rest, day: rolled });
}

const RECURRING =
  /^(?:[每按逐逢]个?(?:[逢双单两2]{1,2}个?月|半月|半年|季度|季|月度|月|旬|周|年度|年|工作日|日|天)|[月季周旬年](?=度|终|结|后))/;
const UNIT_OF: Readonly<Record<string, string>> = {
  月: UNIT_NAMES.month,
  季: UNIT_NAMES.quarter,
  周: UNIT_NAMES.week,
  旬: UNIT_NAMES.xun,
  年: UNIT_NAMES.year,
};

function unique(list: readonly Flag[]): Flag[] {
  return list.filter((f, i) => list.findIndex((g) => g.kind === f.kind && g.text === f.text) === i);
}
