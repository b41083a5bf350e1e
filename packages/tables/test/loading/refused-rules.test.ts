import { describe, expect, it } from 'vitest';
import { loadTable } from '../../src/schema.js';
import { demoYaml, problemsOf } from '../demo.js';
import { at, changed, lineOf, onRows, withCheck } from './changed-demo.js';

describe('a rule is refused with its place', () => {
  it.each([
    ['count(cluez) > 0', 'cluez', '没有台账“cluez”；允许：clues'],
    ['total(clues.amount) > 0', 'amount', '没有“线索台账”的列“amount”；允许：amt'],
    ["count(clues where statuz == '已办结') > 0", 'statuz', '没有“线索台账”的列“statuz”；允许：status'],
    ["count(clues where status == '已结') > 0", "'已结'", '“status”没有的选项“已结”；允许：已办结'],
    ["count(clues where status in ('核查中', '办结')) > 0", "'办结'", '“status”没有的选项“办结”；允许：已办结'],
    ['sum(@polize) > 0', 'polize', '没有分区或部门“polize”；允许：police'],
    ['sum(@self) > 0', 'self', '单位不同：例次 与 金额'],
    ['sum(@self.remark) == 0', 'self', '“self.remark”没有数量指标'],
    ['last(recvd) > 0', 'recvd', '没有指标“recvd”；允许：recv'],
    ['prev(open) > 0', 'open', '“open”没有这一栏（prev）'],
    ['total(clues.status) > 0', 'status', '“status”是文字'],
    ['distinct(clues.received) > 0', 'received', '“received”不是编码或文字'],
    ['total(clues.persons) == open', '==', '单位不同：人 与 条'],
    ['total(clues.amt) >= count(clues)', '>=', '单位不同：金额 与 记录数'],
    ['total(clues.multiple) >= recv', '>=', '单位不同：没有单位的数值列 与 条'],
    ['near(amount, recv, 5)', 'near', '单位不同：金额 与 条'],
    ['amount > 10', '>', '金额与没有单位的数'],
    ['recv > 10万元', '>', '单位不同：条 与 金额'],
    ['rate > 50', 'rate', '“rate”是比率'],
    ["note == '无'", 'note', '“note”是文字'],
    ['recv * open > 0', '*', '“*”；允许：“*”后面写一个整数'],
    ['filled(recvv)', 'recvv', '没有指标“recvv”'],
    ['filled(recv) + 1 > 0', 'filled', '一个比较；允许：一个数'],
    ['received <= closed', 'received', '没有指标“received”'],
    ['recv > 99999999999999999', '99999999999999999', '整数'],
  ])('%s', (expr, part, problem) => {
    const found = withCheck(expr);
    expect(found).toContain(problem.split('；允许：')[0]);
    expect(found).toContain(problem.split('；允许：')[1] ?? '');
    const index = part === 'near' || part === 'filled' ? `${part}(` : part;
    const place = part === 'filled' ? 'recv' : index;
    expect(found).toContain(at(place, expr));
  });
  it.each([
    ["closed >= '去年'", "'去年'", '日期，写成'],
    ['closed >= status', 'status', '文字“status”'],
    ['closed > 0', '0', '没有单位的数'],
    ['days(status, closed) > 0', 'status', '文字“status”'],
    ['amt > persons', '>', '单位不同：金额 与 人'],
    ["status < '已办结'", '<', '文字只用 ==、!=、in'],
    ["amt in ('1')", 'amt', '文字、编码或选项列'],
    ["no == ''", '', ''],
    ["'a' == 'a'", '==', '两边都是写定的文字'],
    ['recv > 0', 'recv', '没有“线索台账”的列“recv”'],
    ['prev(amt) > 0', 'amt', '本行的列'],
    ['count(clues) > 0', 'clues', '本行的列'],
    ['sum(@police) > 0', 'police', '本行的列'],
  ])('on rows: %s', (expr, part, problem) => {
    const found = withCheck(expr, onRows);
    if (problem === '') return expect(found).toBe('');
    expect(found).toContain(problem);
    return expect(found).toContain(at(part, expr));
  });
  it('inside an each list, at the fault in the text as written', () => {
    const expr = 'each >= 0 and each <= recvd';
    expect(withCheck(expr, ', each: [polAccepted, polFiled]')).toContain(at('recvd', expr));
    expect(withCheck('each >= 0', ', each: [polAccepted, polField]')).toMatch(
      /each\[2\] 出现了没有指标“polField”；允许：polFiled/,
    );
    expect(withCheck('each >= 0', ', each: "@polize"')).toMatch(/没有分区或部门“polize”/);
    expect(withCheck('each >= 0', `${onRows}, each: [amt, person]`)).toMatch(
      /没有“线索台账”的列“person”；允许：persons/,
    );
    expect(withCheck('each >= 0', `${onRows}, each: flow-additive`)).toMatch(/列出的列名/);
  });
  it('inside a message, at the fault', () => {
    const found = changed('收到线索 {recv} 条', '收到线索 {recvd} 条');
    expect(found).toMatch(/没有指标“recvd”；允许：recv/);
    const line = demoYaml.split('\n')[lineOf('{ id: D-3') - 1] ?? '';
    expect(found).toContain(`第${lineOf('{ id: D-3')}行第${line.indexOf('{recv}') + 2}列`);
    expect(changed('{label:closed}', '{label:close}')).toMatch(/没有“线索台账”的列“close”；允许：closed/);
  });
  it('behind a doubled quote inside quotes', () => {
    const expr = "count(clues where status == ''已办结'') > recvd";
    const line = `  - { id: X, severity: E, expr: '${expr}', message: m, source: t }`;
    const found = problemsOf(() => loadTable(demoYaml.replace('checks:\n', `checks:\n${line}\n`), 'x.yaml'));
    expect(found).toContain(`列：checks[1].expr 出现了没有指标“recvd”`);
    expect(found).toContain(`第${line.indexOf('recvd') + 1}列`);
  });
  it('applied to a column that none of its measures has', () => {
    expect(withCheck('open >= 0', ', columns: [cumulative]')).toMatch(
      /规则中的指标都没有的“cumulative”；允许：current/,
    );
    expect(withCheck('open <= recv', ', columns: [cumulative]')).toBe('');
    expect(withCheck('amt >= 0', `${onRows}, columns: [current]`)).toMatch(/台账行规则的 columns/);
  });
  it('with a scope and a ledger that do not go together', () => {
    expect(withCheck('recv >= 0', ', scope: row')).toMatch(/没有 ledger 的 row/);
    expect(withCheck('amt >= 0', ', scope: merged, ledger: clues')).toMatch(/允许：scope: row/);
    expect(withCheck('amt >= 0', ', ledger: clue')).toMatch(/没有台账“clue”；允许：clues/);
  });
});
