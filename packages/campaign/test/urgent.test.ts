import { DubanError } from '@duban/base';
import { at, localDate } from '@duban/base/time';
import { stateCouncilCalendar } from '@duban/calendar';
import { describe, expect, it } from 'vitest';
import {
  amend,
  chaseRules,
  diffCampaigns,
  expand,
  openQuestions,
  urgentDocument,
  urgentRequest,
} from '../src/index.js';
import { urgentLadder } from '../src/ladder.js';
import { answersOf, seed } from './seeds.js';

const jining = seed('jining-2023');
const answers = answersOf('jining-2023');
/** A Saturday: an urgent request knows no weekend (practice.md 13). */
const SATURDAY = '2023-09-16';
const moment = (time: string) => at(localDate(SATURDAY), time);
const ask = (due: string, now = moment('14:00')) =>
  urgentRequest(jining, { title: '排查骨科耗材', offices: ['yanzhou', 'rencheng'], due, now, by: '基金监管科科长' });

describe('an urgent request is refused', () => {
  it('when its words have no hour that is certain', () => {
    expect(() => ask('尽快')).toThrow(DubanError);
    expect(() => ask('11月20日左右')).toThrow('请写明几点');
  });

  it('when the hour has passed', () => {
    expect(() => ask('今日12:00前')).toThrow('已经过去');
  });
});

describe('今日17:00前, said on a Saturday at 14:00', () => {
  const urgent = ask('今日17:00前');

  it('is due at five: said at once, two messages and a call, weekend or not', () => {
    expect(urgent.due).toBe(moment('17:00'));
    expect(urgent.steps.map(({ at: when, kind }) => [when, kind])).toEqual([
      [moment('14:00'), 'message'],
      [moment('15:00'), 'message'],
      [moment('16:30'), 'message'],
      [moment('17:00'), 'call'],
    ]);
  });

  it('leaves out a step whose moment has passed', () => {
    expect(ask('今日17:00前', moment('16:10')).steps.map(({ name }) => name)).toEqual([
      '加报通知',
      '截止前30分钟',
      '到点电话',
    ]);
  });

  it('goes into the running campaign as an amendment: two obligations more, nothing else touched, nothing to ask', () => {
    const amended = amend(jining, urgentDocument(jining, urgent));
    const all = [...answers, ...urgent.answers];
    expect(openQuestions(amended, all)).toEqual([]);
    const diff = diffCampaigns(
      { definition: jining, answers },
      { definition: amended, answers: all },
      localDate(SATURDAY),
    );
    expect(diff.added.map((c) => [c.office, c.after])).toEqual([
      ['yanzhou', SATURDAY],
      ['rencheng', SATURDAY],
    ]);
    expect([diff.redated, diff.withdrawn, diff.past]).toEqual([[], [], []]);
    expect(diff.untouched).toHaveLength(45);
    expect(amended.notice).toEqual(jining.notice);
    expect(amended.matter).toEqual(jining.matter);
    expect(expand(amended, all).rounds.at(-1)).toMatchObject({ due: SATURDAY, dueTime: '17:00', cutOff: SATURDAY });
    const own = [...chaseRules(amended, stateCouncilCalendar).own];
    expect(own).toEqual([[urgent.requirement.id, urgentLadder]]);
  });
});

describe('明日前', () => {
  it('names no hour: it is late when its day is over, and the steps count from the close of business', () => {
    const { requirement, due } = ask('明日前');
    expect([requirement.due, requirement.dueTime, due]).toEqual([
      '2023-09-17',
      undefined,
      at(localDate('2023-09-18'), '00:00'),
    ]);
  });
});

describe('接电后2小时内', () => {
  it('counts from the moment it is said', () => {
    expect(ask('接电后2小时内').due).toBe(moment('16:00'));
  });
});

it('in a campaign moved to today it is due when it was said, whatever is put off there', () => {
  const moved = { ...jining, earliest: localDate('2023-09-25') };
  const urgent = urgentRequest(moved, {
    title: '排查骨科耗材',
    offices: ['yanzhou'],
    due: '今日17:00前',
    now: moment('14:00'),
    by: '基金监管科科长',
  });
  const amended = amend(moved, urgentDocument(moved, urgent));
  const round = expand(amended, [...answers, ...urgent.answers]).rounds.find(
    ({ requirement }) => requirement === urgent.requirement.id,
  );
  expect(round).toMatchObject({ due: SATURDAY, dueTime: '17:00', cutOff: SATURDAY });
  // Nothing else is put forward by it.
  const others = (definition: typeof amended, of = answers) =>
    expand(definition, of).rounds.filter(({ requirement }) => requirement !== urgent.requirement.id);
  expect(others(amended, [...answers, ...urgent.answers])).toEqual(others(moved));
});
