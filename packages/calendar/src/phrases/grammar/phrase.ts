import { unreadable } from '../errors.js';
import { type Lexed, rawSlice } from '../lexer.js';
import type { Exemption, Phrase, Place, Point, RollRule, Statement, When } from '../syntax.js';
import { Cursor } from './cursor.js';
import { filler, tentative, undated } from './filler.js';
import { dataPeriod, exemption, rolling, shiftedPeriod, silence, subject } from './modifiers.js';
import { statement } from './statement.js';

const CLOSING = /[,;。()[\]:!]+/y;
const JOINING = /、|和|及|与|以及|或者|或|\//y;

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
  const exempt = cursor.try(exemption);
  if (exempt) draft.exempt.push(exempt);
  const shifted = cursor.try(shiftedPeriod);
  if (shifted) draft.shifted = shifted;
  const data = cursor.try(dataPeriod);
  if (data) draft.data = data;
  const about = data ? false : subject(cursor);
  return Boolean(roll || silent || exempt || shifted || data || about);
}

/** What has been read so far; words beside a date become its label. */
class Draft {
  readonly statements: Statement[] = [];
  readonly exempt: Exemption[] = [];
  rolling: RollRule | undefined;
  silence: Place | undefined;
  tentative: Place | undefined;
  shifted: Phrase['shifted'] | undefined;
  data: Phrase['data'] | undefined;
  private words: Place | null = null;
  /** Whether the last statement's clause still runs, so that words belong to it. */
  private open = false;

  constructor(private readonly lexed: Lexed) {}

  add(found: Statement): true {
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

  close(kind: 'clause' | 'list'): true {
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
      statements: sharing(dated ? this.statements.filter((s) => s.is !== 'undated') : this.statements),
      exempt: this.exempt,
      ...(this.rolling ? { rolling: this.rolling } : {}),
      ...(this.silence ? { silence: this.silence } : {}),
      ...(this.tentative ? { tentative: this.tentative } : {}),
      ...(this.shifted ? { shifted: this.shifted } : {}),
      ...(this.data ? { data: this.data } : {}),
    };
  }

  private labelOf(place: Place): string {
    return rawSlice(this.lexed, place.start, place.end);
  }
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
    return { ...when, is: 'count', from: first.from, ordinal: false, count };
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
  const alike = when.is === 'in' && next.when.is === 'in' && when.frame.is === next.when.frame.is;
  const ending = alike && when.inside.is === 'whole' && next.when.is === 'in' ? next.when.inside : null;
  return { ...point, op: next.op, ...(alike && ending ? { when: { ...when, inside: ending } } : {}) };
}
