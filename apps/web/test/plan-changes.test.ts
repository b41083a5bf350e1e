import { describe, expect, it } from 'vitest';
import { amendmentSentence, documentsOf, openInWords } from '../src/board/logic/amendment.js';
import {
  dueBody,
  extraBody,
  extraSentence,
  missingFromDue,
  missingFromExtra,
  movable,
  movedSentence,
  standsInTheWay,
  stepsSentence,
  thenSentence,
} from '../src/board/logic/plan-changes.js';
import { board } from './fixtures/board.js';

const at = Date.UTC(2023, 10, 15, 9, 0);

describe('加报', () => {
  const form = { title: ' 骨科耗材排查数 ', due: ' 今日17:00前 ', offices: null };

  it('is not looked at without a title, words of a due, or an office', () => {
    expect(missingFromExtra({ ...form, title: ' ' })).toMatch(/^请写报什么/);
    expect(missingFromExtra({ ...form, due: '' })).toMatch(/^请写时限/);
    expect(missingFromExtra({ ...form, offices: [] })).toMatch(/^请选择单位/);
    expect(missingFromExtra(form)).toBeNull();
  });

  it('asks all offices, or those that were chosen', () => {
    expect(extraBody(form)).toEqual({ title: '骨科耗材排查数', due: '今日17:00前', offices: null });
    expect(extraBody({ ...form, offices: [{ id: 'yanzhou' }] }).offices).toEqual(['yanzhou']);
  });

  it('says how many offices owe it by when, and what happens first', () => {
    expect(extraSentence({ offices: 2, due: at })).toBe('2 家须在 2023年11月15日（周三）17:00 前报送');
    expect(stepsSentence([{ at, kind: 'call', name: '到点电话' }])).toBe('催报：2023-11-15 17:00 到点电话');
    expect(stepsSentence([])).toBe('催报：不催报');
    expect(thenSentence([])).toBe('接下来没有安排');
    expect(thenSentence([{ at, endsDay: false, office: '兖州区', what: '骨科耗材排查数', step: '加报通知' }])).toBe(
      '接下来：2023-11-15 17:00 加报通知 兖州区 骨科耗材排查数',
    );
  });

  it('says the end of a day as its 24:00, as the board and the mails have that day', () => {
    const midnight = Date.UTC(2027, 0, 10, 16, 0);
    expect(extraSentence({ offices: 2, due: midnight })).toBe('2 家须在 2027年1月10日（周日）24:00 前报送');
    expect(thenSentence([{ at: midnight, endsDay: true, office: null, what: '统计表', step: '报送截止' }])).toBe(
      '接下来：2027-01-10 24:00 报送截止 统计表',
    );
  });
});

describe('a form that is open while the campaign is ended elsewhere', () => {
  it('stays, and says so beside its button', () => {
    expect(standsInTheWay({ status: 'running' }, null)).toBeNull();
    expect(standsInTheWay({ status: 'running' }, '请写时限。')).toBe('请写时限。');
    expect(standsInTheWay({ status: 'closed' }, null)).toMatch(/已被结束.*写好的内容还在/);
  });
});

describe('调整时限', () => {
  const form = { round: 'r', due: '2023-12-20', cutOff: '2023-12-28', reason: ' 省局推迟 ' };

  it('is not looked at without a round, both days in their order, and a reason', () => {
    expect(missingFromDue({ ...form, round: null })).toMatch(/期次/);
    expect(missingFromDue({ ...form, cutOff: '' })).toMatch(/最迟汇总日/);
    expect(missingFromDue({ ...form, cutOff: '2023-12-19' })).toMatch(/不能早于/);
    expect(missingFromDue({ ...form, reason: ' ' })).toMatch(/理由/);
    expect(missingFromDue(form)).toBeNull();
    expect(dueBody(form)).toEqual({ ...form, reason: '省局推迟' });
  });

  it('is offered for rounds that are not merged', () => {
    const [first, ...rest] = board.rounds;
    if (!first) throw new Error('the fixture has no round');
    expect(movable([{ ...first, mergedAt: at }, ...rest]).map(({ id }) => id)).not.toContain(first.id);
  });

  it('says what moves and what stays', () => {
    const all = { redated: 14, later: 0, handedIn: 0, untouched: 1 };
    expect(movedSentence(all, '2023-12-20')).toBe('14 项改按 12月20日（周三） 催报；1 项已了结，不变');
    expect(movedSentence({ ...all, redated: 0, untouched: 15 }, '2023-12-20')).toMatch(/^没有要改的/);
  });

  it('counts only what is chased by the new due: an extension that reaches further and what waits for review are said apart', () => {
    const moved = { redated: 6, later: 2, handedIn: 3, untouched: 4 };
    expect(movedSentence(moved, '2024-01-12')).toBe(
      '6 项改按 1月12日（周五） 催报，另有 2 项按各自更晚的时限，3 项已报待审核；4 项已了结，不变',
    );
    expect(movedSentence({ ...moved, later: 0 }, '2024-01-12')).toContain('催报，另有 3 项已报待审核；');
  });
});

describe('按补充文件修改', () => {
  const change = (obligation: string) => ({
    obligation,
    ...{
      office: 'yanzhou',
      requirement: 'r',
      title: '月报',
      period: 'p',
      periodLabel: '12月',
      before: null,
      after: null,
    },
  });

  it('offers documents that can be read, by their number', () => {
    const ready = {
      name: 'a',
      problem: null,
      title: '补充通知',
      number: '1号',
      issued: null,
      offices: 1,
      requirements: 1,
    };
    const redated = { campaign: 'a', issued: null, quarters: 0 };
    expect(
      documentsOf([
        { name: 'b', problem: '坏' },
        { ...ready, redated, running: false },
      ]),
    ).toEqual([{ value: 'a', label: '1号　补充通知' }]);
  });

  it('counts what it changes, and says what is still open instead of letting it be confirmed', () => {
    const [a, b] = [change('a'), change('b')];
    expect(amendmentSentence({ added: [a], redated: [], withdrawn: [b], untouched: [a, b] })).toBe(
      '新增 1 项、撤销 1 项，2 项不变',
    );
    expect(amendmentSentence({ added: [], redated: [], withdrawn: [], untouched: [a] })).toBe(
      '报送任务没有变化，1 项不变',
    );
    expect(openInWords([])).toBeNull();
    expect(openInWords([{ id: 'q', title: '月报哪一天截止？' }])).toMatch(/1 处没有定：月报哪一天截止？/);
  });
});
