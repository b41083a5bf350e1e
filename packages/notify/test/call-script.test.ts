import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type CallFacts, callAddition, callScript, jointScript } from '../src/index.js';

const facts: CallFacts = {
  bureau: '某市医保局',
  office: '兖州区',
  what: '第三季度统计表',
  due: '10月10日（星期二）',
  partly: false,
  returned: 'none',
  returnedWhat: '',
  returnedDue: '',
};
const allReturned: CallFacts = { ...facts, returned: 'all', returnedWhat: facts.what, returnedDue: facts.due };
const someReturned: CallFacts = {
  ...facts,
  ...{ what: '第三季度统计表、总结报告', due: '10月10日（星期二）、10月12日（星期四）' },
  ...{ returned: 'some', returnedWhat: '总结报告', returnedDue: '10月12日（星期四）' },
};
const keys = Object.keys(
  parse(readFileSync(new URL('../templates/call-scripts.yaml', import.meta.url), 'utf8')) as object,
);

describe('a call script', () => {
  it('is null for a key without wording', () => {
    expect(callScript('no-such-script', facts)).toBeNull();
  });

  it.each(keys)('%s names who calls, who is called and what is owed, and asks something', (key) => {
    const script = callScript(key, facts) ?? '';
    for (const said of [facts.bureau, facts.office, facts.what]) expect(script).toContain(said);
    expect(script).toMatch(/？/);
    expect(script).not.toMatch(/[{}\n]/);
  });

  const toOffices = keys.filter((key) => key !== 'major-phone');

  it.each(toOffices)('%s says of a sheet that was sent back that it is to come again, not that nothing came', (key) => {
    const script = callScript(key, allReturned) ?? '';
    expect(script).toContain('已退回修改');
    expect(script).toContain(facts.due);
    expect(script).not.toMatch(/未收到|没有收到|退回修改.*退回修改|[{}\n]/);
  });

  it.each(toOffices)('%s tells apart what was sent back from what never came', (key) => {
    const script = callScript(key, someReturned) ?? '';
    expect(script).toMatch(/[，：的]总结报告已退回修改/);
    expect(script).toContain('重新报送时限是10月12日（星期四）');
    expect(script).not.toMatch(/统计表已退回|[{}\n]/);
  });

  it.each(keys)('%s claims no earlier call: nobody may have been reached, or called at all', (key) => {
    for (const said of [facts, allReturned, someReturned]) expect(callScript(key, said)).not.toMatch(/联系后|已.*联系/);
  });

  it('of a major case says once that it is a report by telephone', () => {
    const script = callScript('major-phone', { ...facts, what: '重大案件第1号电话报告' }) ?? '';
    expect(script.match(/电话报告/g)).toHaveLength(1);
  });

  it('says of several dues that some of them are over', () => {
    const due = '10月10日（星期二）12:00、10月10日（星期二）';
    expect(callScript('overdue', { ...facts, due, partly: true })).toContain(`时限是${due}，其中有的已经超过时限`);
  });
});

describe('one call that speaks of two offices', () => {
  const other: CallFacts = { ...facts, office: '任城区', due: '10月12日（星期四）' };

  it('greets once, tells of each with its due, and asks once', () => {
    const script = jointScript([
      { key: 'overdue-chief', facts },
      { key: 'overdue-chief', facts: other },
    ]);
    expect(script).toBe(
      '您好，我是某市医保局。兖州区的第三季度统计表时限是10月10日（星期二），已经超过时限，仍未收到；' +
        '任城区的第三季度统计表时限是10月12日（星期四），已经超过时限，仍未收到。请说明原因并督促报送，请问哪天能报？',
    );
  });

  it('asks for each by its own script where they stand differently', () => {
    const script = jointScript([
      { key: 'overdue', facts },
      { key: 'due-today', facts: other },
    ]);
    expect(script).toBe(
      '您好，我是某市医保局。兖州区的第三季度统计表时限是10月10日（星期二），已经超过时限。请问遇到什么困难，哪天能报？' +
        '另外，任城区的第三季度统计表时限是10月12日（星期四），今日到期，目前还没有收到。请问今天几点能报？',
    );
  });

  it.each(keys)('%s: alone it says what it says together with nothing', (key) => {
    expect(
      jointScript([
        { key, facts },
        { key: 'no-such-script', facts },
      ]),
    ).toBe(callScript(key, facts));
  });
});

describe('what is said besides a script', () => {
  it('asks a leader to sign, and whoever works for the leader to help', () => {
    expect(callAddition('approving-leader')).toBe('贵单位已标注“待审签”，烦请您审签。');
    expect(callAddition('approving')).toBe('贵单位已标注“待审签”，烦请协助提请分管负责同志审签。');
    expect(callAddition('sealing-leader')).toContain('烦请您安排用印');
  });

  it('names the office’s own word on its progress, and the day it asks for', () => {
    expect(callAddition('sealing')).toContain('待用印');
    expect(callAddition('extension-asked', '10月13日')).toBe(
      '贵单位申请延期至10月13日，我们正在研究，答复前请仍按原时限准备。',
    );
  });
});
