import { at, endOfDay } from '@duban/base/time';
import { watched } from '../installation.js';
import { monthOf, yearOf } from '../months.js';
import { stateCouncilCalendar } from '../workdays.js';
import { parse } from './grammar/phrase.js';
import { type Lexed, lex } from './lexer.js';
import { assembled, type Whole } from './resolve/assemble.js';
import { andThen, type Choice, type Choices, map, nameOf, one } from './resolve/choices.js';
import { everyPieces } from './resolve/everies.js';
import { type Piece, piece } from './resolve/piece.js';
import { pointPieces } from './resolve/points.js';
import { rangePieces } from './resolve/ranges.js';
import { type Scene, textOf } from './resolve/scene.js';
import type { Phrase, Statement } from './syntax.js';
import type { PhraseContext, PhraseKind, PhraseReading, Reading, RecurrenceSummary } from './types.js';
import { clauses, flags, wanting } from './wording.js';

/**
 * Reads a deadline as a notice writes it. Out come its days and instants (Asia/Shanghai), how they were derived, and either certainty or
 * the readings a person has to choose from; `raw` is the text unchanged. Nothing is read from a clock: the same text and context always
 * give the same answer, whatever the spacing or the width of the digits.
 *
 * Throws `phrase-unreadable` (with the place in the raw text, from 1) for words it does not know, `phrase-impossible` for a day or hour
 * that does not exist, `phrase-inverted` for a window that ends before it begins. It never guesses.
 */
export function readPhrase(text: string, context: PhraseContext): PhraseReading {
  const lexed = lex(text);
  const phrase = parse(lexed);
  const scene = sceneOf(lexed, context);
  const readings = settled(readingsOf(phrase, scene), scene);
  const recurrence = recurrenceOf(phrase);
  return { raw: text, kind: kindOf(phrase, readings), readings, ...(recurrence ? { recurrence } : {}) };
}

function sceneOf(lexed: Lexed, context: PhraseContext): Scene {
  const year = context.year ?? (context.issued === null ? null : yearOf(context.issued));
  return { lexed, context, calendar: watched(context.calendar ?? stateCouncilCalendar), year };
}

function readingsOf(phrase: Phrase, scene: Scene): Choices<Whole> {
  return andThen(piecesOf(phrase.statements, phrase, scene), (pieces) => assembled(pieces, phrase, scene));
}

/** Statement by statement: a date without a year takes that of the one before it. */
function piecesOf(statements: readonly Statement[], phrase: Phrase, scene: Scene): Choices<readonly Piece[]> {
  const [first, ...rest] = statements;
  if (!first) return one([]);
  return andThen(statementPieces(first, phrase, scene), (p) =>
    map(piecesOf(rest, phrase, after(p, first, scene)), (others) => [p, ...others]),
  );
}

function statementPieces(statement: Statement, phrase: Phrase, scene: Scene): Choices<Piece> {
  switch (statement.is) {
    case 'point':
      return pointPieces(statement, statement.op === 'as-of' || statement.op === 'since' ? unlisted(scene) : scene);
    case 'range':
      return rangePieces(statement, scene);
    case 'every':
      return everyPieces(statement, phrase, scene);
    case 'undated':
      return one(piece({ how: [clauses.undated(textOf(statement, scene))] }));
    case 'with':
      return one(inherited(statement.name, scene));
  }
}

/** The end of the data lies before the due it stands beside, not in the year after it. */
function unlisted(scene: Scene): Scene {
  return scene.previous ? { ...scene, previous: { ...scene.previous, listed: false } } : scene;
}

function inherited(name: string, { context }: Scene): Piece {
  const date = context.otherDues?.[name];
  if (!date)
    return piece({
      needs: [{ kind: 'requirement', text: name }],
      how: [clauses.waiting(clauses.with(name), wanting({ kind: 'requirement', text: name }))],
    });
  const moment = context.closeOfDay ? at(date, context.closeOfDay) : endOfDay(date);
  return piece({ dues: [{ at: moment, date, label: '', text: clauses.with(name), inclusive: true, clocked: false }] });
}

function after(done: Piece, statement: Statement, scene: Scene): Scene {
  const starts = statement.is === 'point' && statement.op === 'from' ? done.effects[0]?.from : undefined;
  if (starts) return { ...scene, starts, previous: { year: yearOf(starts), month: monthOf(starts) } };
  const date = done.dues.at(-1)?.date ?? done.window?.from ?? done.window?.to ?? done.scope?.from;
  // What is counted from an event or the issue date says nothing of the next date's year.
  if (
    !date ||
    statement.is === 'every' ||
    (statement.is === 'point' && statement.when.is !== 'in' && statement.when.is !== 'twice')
  )
    return scene;
  return { ...scene, previous: { year: yearOf(date), month: monthOf(date), listed: true } };
}

/** Names the readings, drops those that differ in words only, and puts what was over at issue behind what was not. */
function settled(choices: Choices<Whole>, scene: Scene): readonly Reading[] {
  const byMeaning = new Map<string, Choice<Whole>>();
  for (const choice of choices) if (!byMeaning.has(keyOf(choice))) byMeaning.set(keyOf(choice), choice);
  const kept = [...byMeaning.values()];
  const years = scene.calendar.assumedYears();
  const assumed = years.length > 0 ? [{ kind: 'assumed-year' as const, text: flags.assumed(years) }] : [];
  const readings = kept.map((choice) => ({
    name: kept.length === 1 ? '' : nameOf(choice),
    ...choice.value.reading,
    flags: [...choice.value.reading.flags, ...assumed],
  }));
  const over = (r: Reading) => r.flags.some((f) => f.kind === 'past-at-issue');
  return [...readings.filter((r) => !over(r)), ...readings.filter(over)];
}

function keyOf({ value }: Choice<Whole>): string {
  const { dues, window, effects, scopes, dataAsOf, needs } = value.reading;
  return JSON.stringify([
    dues.map((d) => [d.at, d.what, d.label, d.period?.id]),
    window,
    effects,
    scopes,
    dataAsOf,
    needs,
    value.distinct,
  ]);
}

function kindOf(phrase: Phrase, readings: readonly Reading[]): PhraseKind {
  if (phrase.statements.every((s) => s.is === 'undated')) return 'undated';
  if (readings.length > 1) return 'ambiguous';
  return readings.some((r) => r.needs.length > 0) ? 'pending' : 'certain';
}

function recurrenceOf(phrase: Phrase): RecurrenceSummary | undefined {
  const every = phrase.statements.find((s) => s.is === 'every');
  if (every?.is !== 'every') return undefined;
  return {
    unit: every.unit,
    ...(every.months ? { months: every.months } : {}),
    daySaid: every.pick.is !== 'unsaid',
    exempt: phrase.exempt.map((e) => e.n),
  };
}
