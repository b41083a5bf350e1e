import { unreadable } from '../errors.js';
import { type Lexed, rawSlice } from '../lexer.js';
import type { Every, Exemption, Phrase, Place, Point, RollRule, Statement, When } from '../syntax.js';
import { Cursor } from './cursor.js';
import { filler, tentative, undated } from './filler.js';
import { dataPeriod, exemption, restOff, rolling, shiftedPeriod, silence, subject } from './modifiers.js';
import { statement } from './statement.js';

const CLOSING = /[,;。)\]:!][,;。()[\]:!]*/y;
const OPENING = /[([]/y;
/** No 或: 「8月25日或28日前」 leaves open which. */
const JOINING = /、|和|及|与|以及|\//y;

/** Reads a whole phrase; throws `phrase-unreadable` with the first place nothing of the grammar understands. */
export function parse(lexed: Lexed): Phrase {
  const cursor = new Cursor(lexed);
  const draft = new Draft(lexed);
  while (!cursor.done) if (!step(cursor, draft)) throw unreadable(lexed, cursor.pos);
  if (draft.statements.length === 0) throw unreadable(lexed, lexed.text.length);
  return draft.finish();
}

function step(cursor: Cursor, draft: Draft): boolean {
  if (cursor.take(CLOSING)) return draft.close('clause');
  // 电子版（8月25日前）: the words in front of a bracket belong to the date in it.
  if (cursor.take(OPENING)) return draft.close('bracket');
  if (modifier(cursor, draft)) return true;
  const found = cursor.try(statement);
  if (found) return draft.add(found);
  const start = cursor.pos;
  if (tentative(cursor)) return draft.doubt({ start, end: cursor.pos });
  if (undated(cursor)) return draft.add({ is: 'undated', start, end: cursor.pos });
  if (filler(cursor) !== null) return draft.word({ start, end: cursor.pos });
  return cursor.take(JOINING) !== null && draft.close('list');
}

function modifier(cursor: Cursor, draft: Draft): boolean {
  const roll = cursor.try(rolling);
  if (roll) draft.rolling = roll;
  const silent = roll ? null : cursor.try(silence);
  if (silent?.settles) draft.silence = silent;
  const off = roll ? false : restOff(cursor);
  if (off) draft.restOff = true;
  const exempt = cursor.try(exemption);
  if (exempt) draft.exempt.push(exempt);
  const shifted = cursor.try(shiftedPeriod);
  if (shifted) draft.shifted = shifted;
  const data = cursor.try(dataPeriod);
  if (data) draft.data = data;
  const about = data ? false : subject(cursor);
  return Boolean(roll || off || silent || exempt || shifted || data || about);
}

/** What has been read so far; words beside a date become its label. */
class Draft {
  readonly statements: Statement[] = [];
  readonly exempt: Exemption[] = [];
  rolling: RollRule | undefined;
  silence: Place | undefined;
  tentative: Place | undefined;
  restOff = false;
  shifted: Phrase['shifted'] | undefined;
  data: Phrase['data'] | undefined;
  private words: Place | null = null;
  /** Whether the last statement's clause still runs, so that words belong to it. */
  private open = false;

  constructor(private readonly lexed: Lexed) {}

  add(found: Statement): true {
    const last = this.statements.at(-1);
    // 每半年末前10日内: a date that runs on from a recurrence would be torn off it.
    if (last?.is === 'every' && last.end === found.start && (found.is === 'point' || found.is === 'range')) {
      throw unreadable(this.lexed, found.start);
    }
    this.statements.push(this.words && 'label' in found ? { ...found, label: this.labelOf(this.words) } : found);
    this.words = null;
    this.open = true;
    return true;
  }

  /** 以通知为准: a duty without a date where it stands alone, a doubt about the date beside it otherwise. */
  doubt(place: Place): true {
    this.tentative = place;
    return this.add({ is: 'undated', ...place });
  }

  word(place: Place): true {
    const last = this.statements.at(-1);
    if (this.open && last && 'label' in last) {
      this.statements[this.statements.length - 1] = { ...last, label: last.label + this.labelOf(place) };
    } else this.words = { start: this.words?.start ?? place.start, end: place.end };
    return true;
  }

  close(kind: 'clause' | 'list' | 'bracket'): true {
    const last = this.statements.at(-1);
    if (kind === 'list' && last?.is === 'point')
      this.statements[this.statements.length - 1] = { ...last, joined: true };
    this.open = false;
    if (kind === 'clause') this.words = null;
    return true;
  }

  finish(): Phrase {
    const dated = this.statements.some((s) => s.is !== 'undated');
    return {
      // 「12月上旬各部门要及时上报」: the adverb says nothing beside a date.
      statements: sharing(said(dated ? this.statements.filter((s) => s.is !== 'undated') : this.statements)),
      exempt: this.exempt,
      ...(this.rolling ? { rolling: this.rolling } : {}),
      ...(this.silence ? { silence: this.silence } : {}),
      ...(this.restOff ? { restOff: true } : {}),
      ...(this.tentative ? { tentative: this.tentative } : {}),
      ...(this.shifted ? { shifted: this.shifted } : {}),
      ...(this.data ? { data: this.data } : {}),
    };
  }

  private labelOf(place: Place): string {
    return rawSlice(this.lexed, place.start, place.end);
  }
}

/** `每季度填报一次，季后10日内报送`, `按月报送，5日前`: the second says the day the first leaves out. */
function said(statements: readonly Statement[]): Statement[] {
  const whole: Statement[] = [];
  for (const s of statements) {
    const last = whole.at(-1);
    const merged = last?.is === 'every' && s.is === 'point' ? dayOfEvery(last, s) : null;
    if (merged) whole[whole.length - 1] = merged;
    else whole.push(s);
  }
  const withDay = new Set(whole.flatMap((s) => (s.is === 'every' && s.pick.is !== 'unsaid' ? [s.unit] : [])));
  return whole.filter((s) => !(s.is === 'every' && s.pick.is === 'unsaid' && withDay.has(s.unit)));
}

/** A day without a month behind a monthly report is a day of every month. */
function dayOfEvery(every: Every, { when, op, clock }: Point): Every | null {
  if (every.unit !== 'month' || every.pick.is !== 'unsaid' || when.is !== 'in' || when.inside.is !== 'day') return null;
  if (when.frame.is !== 'month' || when.frame.at.is !== 'offset' || when.frame.at.by !== 0) return null;
  if (op !== null && op !== 'before' && op !== 'by') return null;
  const spots = [{ frame: { of: 'this' }, inside: when.inside }] as const;
  return { ...every, pick: { is: 'inside', spots }, op, ...(clock ? { clock } : {}), end: when.end };
}

/** `6月底、12月底前`, `3月、6月、9月、12月底前`: a bare date takes the words that end its list. */
function sharing(statements: readonly Statement[]): Statement[] {
  const out: Statement[] = [];
  for (const s of anchored(statements).reverse()) {
    const next = out[0];
    out.unshift(s.is === 'point' && s.joined && s.op === null && next?.is === 'point' ? shared(s, next) : s);
  }
  return out;
}

/** `事发1小时内电话、2小时内书面`, `下周一、周三`: what the second leaves out stands before the first. */
function anchored(statements: readonly Statement[]): Statement[] {
  const out: Statement[] = [];
  for (const s of statements) {
    const before = out.at(-1);
    out.push(s.is === 'point' && before?.is === 'point' ? { ...s, when: continued(s.when, before) } : s);
  }
  return out;
}

function continued(when: When, before: Point): When {
  const { when: first } = before;
  if (when.is === 'open-count' && first.is === 'count') {
    const count = { ...when.count, firstDay: first.count.firstDay };
    return { ...when, is: 'count', from: first.from, count };
  }
  if (when.is === 'next-weekday' && before.joined && first.is === 'in' && first.frame.is === 'week') {
    return {
      ...when,
      is: 'in',
      frame: first.frame,
      inside: { is: 'nth', n: 1, unit: 'weekday', weekday: when.weekday },
    };
  }
  return when;
}

function shared(point: Point, next: Point): Point {
  const { when } = point;
  const clock = point.clock ?? next.clock;
  const ended: Point = { ...point, op: next.op, ...(clock ? { clock } : {}) };
  if (when.is !== 'in' || when.inside.is !== 'whole') return ended;
  // 本月内 says itself what it is.
  if (when.inside.said) return point;
  const alike = next.when.is === 'in' && when.frame.is === next.when.frame.is ? next.when.inside : null;
  return { ...ended, ...(alike ? { when: { ...when, inside: alike } } : {}) };
}
