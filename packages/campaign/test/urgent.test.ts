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
import { live, owed } from './chase-world.js';
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

  it.each([
    ['12月3日', '只说了12月3日，没有说几点，可写“2023年12月3日17:30前”'],
    ['国庆节前1日', '只说了9月30日，没有说几点，可写“2023年9月30日17:30前”'],
    ['明日前', '只说了9月17日，没有说几点，可写“2023年9月17日17:30前”'],
  ])('when it says a day alone, with the words that would do: %s', (...[words, advice]) => {
    expect(() => ask(words)).toThrow(advice);
    expect(ask(/“(.*)”/.exec(advice)?.[1] ?? '').requirement.dueTime).toBe('17:30');
  });

  it('when its words cannot be read, with the advice for an hour and not the one for a notice’s days', () => {
    expect(() => ask('今日午夜前')).toThrow('从第 3 个字“午夜前”起读不懂。请写明几点，如“今日17:00前”');
  });

  it('when the hour has passed', () => {
    expect(() => ask('今日12:00前')).toThrow('已经过去');
  });
});

describe('今日17:00前, said on a Saturday at 14:00', () => {
  const urgent = ask('今日17:00前');

  it('is due at five: said at once, two messages and a call, weekend or not; on the next working day the chief calls', () => {
    expect(urgent.due).toBe(moment('17:00'));
    expect(urgent.steps.map(({ at: when, kind }) => [when, kind])).toEqual([
      [moment('14:00'), 'message'],
      [moment('15:00'), 'message'],
      [moment('16:30'), 'message'],
      [moment('17:00'), 'call'],
      // 09-17 is a Sunday.
      [at(localDate('2023-09-18'), '09:00'), 'call'],
    ]);
  });

  it('leaves out a step whose moment has passed, and a reminder within half an hour of its being said', () => {
    const names = (time: string) => ask('今日17:00前', moment(time)).steps.map(({ name }) => name);
    expect(names('15:30')).toEqual(['加报通知', '截止前30分钟', '到点电话', 'T+1 科长电话']);
    expect(names('16:10')).toEqual(['加报通知', '到点电话', 'T+1 科长电话']);
  });

  it.each(['14:00', '15:30', '16:40'])('announces, asked at %s, what will be done and nothing else', (time) => {
    const { requirement, steps } = ask('今日17:00前', moment(time));
    const fact = owed({
      ...{ requirement: 'urgent', periodEnd: null, armedAt: moment(time) },
      ...{ due: requirement.due ?? localDate(SATURDAY), dueTime: requirement.dueTime ?? null },
    });
    const { performed } = live([fact], { from: moment(time), until: at(localDate('2023-09-30'), '00:00') });
    expect(steps.map(({ at: when, name }) => [when, name])).toEqual(
      performed.map(({ when, step }) => [when, step.label]),
    );
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
    // The bureau waits until the next working day is over, Monday.
    expect(expand(amended, all).rounds.at(-1)).toMatchObject({ due: SATURDAY, dueTime: '17:00', cutOff: '2023-09-18' });
    const own = [...chaseRules(amended, stateCouncilCalendar).own];
    expect(own).toEqual([[urgent.requirement.id, urgentLadder]]);
  });
});

it('where a document asks by the hour, the cut-off is proposed for the end of the next working day, not six days later', () => {
  const urgent = ask('今日17:00前');
  const { questions } = expand(amend(jining, urgentDocument(jining, urgent)), answers);
  expect(questions).toMatchObject([{ proposals: ['2023-09-18'], meanings: { '2023-09-18': '时限后1个工作日' } }]);
});

describe('今日24时前', () => {
  it('is due in the last minute of the day, by which its steps count too', () => {
    const { requirement, due, steps, derivation } = ask('今日24时前');
    expect([requirement.due, requirement.dueTime, due]).toEqual([SATURDAY, '23:59', moment('23:59')]);
    expect(steps.slice(1, 4).map(({ at: when }) => when)).toEqual([moment('21:59'), moment('23:29'), moment('23:59')]);
    expect(derivation).toMatch(/24:00，按 23:59 计$/);
  });
});

describe('接电后2小时内', () => {
  it('counts from the moment it is said', () => {
    expect(ask('接电后2小时内').due).toBe(moment('16:00'));
  });

  it('is not announced twice in one minute: −2 h is the very moment at which it is said', () => {
    expect(ask('接电后2小时内').steps.map(({ name }) => name)).toEqual([
      '加报通知',
      '截止前30分钟',
      '到点电话',
      'T+1 科长电话',
    ]);
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
  expect(round).toMatchObject({ due: SATURDAY, dueTime: '17:00', cutOff: '2023-09-18' });
  // Nothing else is put forward by it.
  const others = (definition: typeof amended, of = answers) =>
    expand(definition, of).rounds.filter(({ requirement }) => requirement !== urgent.requirement.id);
  expect(others(amended, [...answers, ...urgent.answers])).toEqual(others(moved));
});
