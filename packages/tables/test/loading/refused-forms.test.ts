import { describe, expect, it } from 'vitest';
import { changed } from './changed-demo.js';

describe('a form is refused', () => {
  it.each([
    ['a counted measure of an unknown ledger', 'total(clues.amt)', 'total(clue.amt)', /from 出现了没有台账“clue”/],
    ['a count of money', 'total(clues.amt)', 'count(clues)', /单位不同：记录数 与 金额/],
    ['a count of typed figures', 'total(clues.amt)', 'recv + 1', /指标“recv”；允许：count、total、distinct/],
    [
      'codes of an unknown column',
      'column: code,',
      'column: codes,',
      /distinct\.column 出现了没有“机构名单”的列“codes”；允许：code/,
    ],
    [
      'codes chosen by an unknown choice',
      "checked == '是'",
      "checked == '对'",
      /distinct\.where 出现了“checked”没有的选项“对”/,
    ],
    ['a section in an unknown block', 'block: police', 'block: polize', /没有部门“polize”；允许：police、health/],
    ['a section key that means a block', 'key: self\n', 'key: health\n', /重复的分区“health”/],
    [
      'a ratio of a cell that is not there',
      'of: done.current',
      'of: open.cumulative',
      /“rate”的 ratio 引用“open.cumulative”/,
    ],
    ['a choice column without choices', ', choices: [是, 否]', '', /没有选项的 choice 列/],
    ['choices of a text', 'kind: code, source: K', 'kind: code, choices: [a], source: K', /code 列的选项/],
    ['a pattern that is none', '[A-Z]{2}\\\\d{3}', '[A-Z', /正则表达式/],
    ['a pattern that may take for ever', '[A-Z]{2}\\\\d{3}', '([A-Z]+)+', /不重复带/],
    ['money of a ledger in an unknown unit', 'kind: money, unit: 元', 'kind: money, unit: 块', /金额单位“块”/],
    ['a record named by an unknown column', 'unique: [no]', 'unique: [nr]', /没有列“nr”；允许：no/],
    ['two matrix rows of one key', 'key: r02', 'key: r01', /重复的行“r01”/],
    ['a matrix cell that is a measure already', 'key: selfAmt', 'key: r01Amt', /重复的指标“r01Amt”/],
    ['a word of the language as a name', 'key: open', 'key: where', /以外的名字/],
    ['a crosswalk to an unknown measure', 'carry: { recv:', 'carry: { recvd:', /没有指标“recvd”；允许：recv/],
    ['a crosswalk into a counted measure', 'carry: { recv:', 'carry: { done:', /自动计算的“done”/],
    ['an old figure carried twice', 'dropped: [phoned]', 'dropped: [recvNational]', /“recvNational”已列入 dropped/],
    ['a crosswalk from a later version', 'fromVersion: 1', 'fromVersion: 2', /早于本版（2）的版本/],
    [
      'a reconciliation of an unknown cell',
      'left: recv.cumulative',
      'left: recv.cumulativ',
      /没有“recv.cumulativ”这一格；允许：recv.current/,
    ],
    ['a reconciliation with an unknown word', '收到 {left}', '收到 {here}', /只用 \{left\}、\{right\}/],
    [
      'a matrix beside a list',
      '    matrix:\n',
      '    measures: [{ key: x, label: 数, unit: 件, semantics: stock, source: t }]\n    matrix:\n',
      /既有 measures 又有 matrix；允许：measures 或 matrix 之一/,
    ],
  ])('for %s', (...[, from, to, problem]) => {
    expect(changed(from, to)).toMatch(problem);
  });
  it('once for a column of a matrix, at the column', () => {
    const found = changed(
      'kind: money, unit: 万元, semantics: stock }\n        - { key: remark',
      'kind: money, unit: 块, semantics: stock }\n        - { key: remark',
    );
    expect(found).toMatch(/matrix\.columns\[2\]\.unit 出现了金额单位“块”/);
    expect(found.match(/金额单位“块”/g)).toHaveLength(1);
  });
  it('whose registration ends on no day of the calendar', () => {
    expect(changed('validUntil: 2024-12-31', 'validUntil: 2024-12-32')).toMatch(
      /validUntil 出现了“2024-12-32”；允许：日期/,
    );
  });
  it('whose ledgers would be sheets of one name', () => {
    expect(changed('title: 机构名单', 'title: 线索/台账')).toMatch(/重复的台账标题/);
  });
  it('filled in once per campaign that speaks of 累计', () => {
    const found = changed('version: 2', 'version: 2\nframe: once');
    expect(found).toMatch(/规则中的指标都没有的“cumulative”/);
    expect(found).toMatch(/没有“recv.cumulative”这一格/);
  });
});
