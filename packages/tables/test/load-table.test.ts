import { describe, expect, it } from 'vitest';
import { columnsOf, keysOf, measuresOf } from '../src/index.js';
import { loadTable } from '../src/schema.js';
import { problemsOf as problemsOfLoading } from './demo.js';
import { t1, yaml } from './t1.js';

const problemsOf = (text: string) => problemsOfLoading(() => loadTable(text, 'x.yaml'));

const small = (checks: string) => `id: T9
version: 1
title: 小表
header: []
sections:
  - title: 一、数
    measures:
      - { key: visits, label: 家次, unit: 家次, semantics: flow-additive, source: test }
      - { key: units, label: 家数, unit: 家, semantics: flow-distinct, source: test }
      - { key: money, label: 金额, kind: money, unit: 万元, semantics: flow-additive, source: test }
      - { key: stockMoney, label: 余额, kind: money, unit: 元, semantics: stock, source: test }
      - { key: remark, label: 说明, kind: text, unit: '', semantics: text, source: test }
checks:
${checks}`;
const check = (expr: string, more = '') =>
  small(`  - { id: C1, severity: E, expr: '${expr}', columns: [current], message: m, source: test${more} }\n`);

/** Columns count from 1. */
const columnOf = (text: string, part: string) => (text.split('\n')[13] ?? '').indexOf(part) + 1;

describe('a table definition is refused', () => {
  it('where a check names a measure that does not exist, with the nearest names', () => {
    const text = check('visits == unitz');
    expect(problemsOf(text)).toBe(
      `x.yaml 第14行第${columnOf(text, 'unitz')}列：checks[1].expr 出现了没有指标“unitz”；允许：units、visits、money`,
    );
  });
  it('where a check compares 家次 with 家', () => {
    const text = check('visits >= units');
    expect(problemsOf(text)).toContain(`第14行第${columnOf(text, '>=')}列`);
    expect(problemsOf(text)).toMatch(/单位不同：家次 与 家；允许：同一单位/);
  });
  it('where mixedUnits gives no reason', () => {
    expect(problemsOf(check('visits >= units', ', mixedUnits: true'))).toMatch(/没有 reason 的 mixedUnits/);
  });
  it('where money meets a count, even with mixedUnits', () => {
    expect(problemsOf(check('money >= units', ', mixedUnits: true, reason: none'))).toMatch(/单位不同：金额 与 家/);
  });
  it('where money is compared with a bare number that has no unit', () => {
    expect(problemsOf(check('money > 100'))).toMatch(/金额只能与金额或 0 比较/);
  });
  it('where a check is no comparison', () => {
    expect(problemsOf(check('visits + 1'))).toMatch(/允许：一个比较/);
  });
  it('where a comparison is used as a number', () => {
    expect(problemsOf(check('sum(visits > 1, 2) > 1'))).toMatch(/出现了一个比较；允许：一个数/);
  });
  it('where a text is calculated with', () => {
    expect(problemsOf(check('remark == 0'))).toMatch(/“remark”是文字/);
  });
  it('where 上期调整数 of a distinct count or 累计 of a stock is asked for', () => {
    expect(problemsOf(check('adjust(units) == 0'))).toMatch(/“units”没有这一栏（adjust）/);
    expect(problemsOf(check('prev(stockMoney) == 0'))).toMatch(/没有这一栏/);
  });
  it('where an each list names an unknown measure, or the rule does not use it', () => {
    const each = (list: string, expr: string) => check(expr, `, each: [${list}]`);
    expect(problemsOf(each('units, visitz', 'each >= 0'))).toMatch(/没有指标“visitz”；允许：visits/);
    expect(problemsOf(each('units', 'units >= 0'))).toMatch(/没有 each/);
  });
  it('where a message asks for a figure that does not exist', () => {
    expect(problemsOf(check('units >= 0').replace('message: m', "message: '{unit}'"))).toMatch(
      /message 出现了没有指标“unit”/,
    );
  });
  it('with every problem of the file at once, each at its line', () => {
    const text = yaml
      .replace('semantics: stock, source', 'semantics: stok, source')
      .replace('title: 二、检查情况', 'titel: 二、检查情况');
    const lines = problemsOf(text).split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(lines[0]).toMatch(
      /^x\.yaml 第\d+行第\d+列：sections\[1\]\.measures\[1\]\.semantics 出现了“stok”；允许：flow-additive、/,
    );
    expect(lines.some((line) => /不认识的项“titel”/.test(line))).toBe(true);
    expect(lines.some((line) => /title 出现了空缺；允许：文字/.test(line))).toBe(true);
  });
  it('when two measures share a key', () => {
    expect(problemsOf(small('  []\n').replace('key: units', 'key: visits'))).toMatch(/重复的指标“visits”/);
  });
  it('when a count has decimals, money an unknown unit, or a distinct count holds money', () => {
    const bad = small('  []\n')
      .replace('unit: 家,', 'unit: 家, decimals: 2,')
      .replace('kind: money, unit: 万元', 'kind: money, unit: 千元')
      .replace('unit: 元, semantics: stock', 'unit: 元, semantics: flow-distinct');
    expect(problemsOf(bad)).toMatch(/数量没有小数[\s\S]*金额单位“千元”[\s\S]*money 用 flow-distinct/);
  });
  it('when it is no YAML', () => {
    expect(problemsOf('a: [1')).toMatch(/x\.yaml 第1行第\d+列：.*YAML 语法/);
  });
  it('when a campaign sets an option that the form does not have', () => {
    expect(() => loadTable(yaml, 't1.yaml', { splitHospital: true })).toThrow(/选项“splitHospital”/);
  });
});

describe('T1', () => {
  it('has every column that tables.md §2 names', () => {
    const named =
      'instHosp instPharm chkInst chkHosp chkPharm chkPub2 chkBase chkPriv chkOther chkVisits chkAgency hdlInst hdlTalk hdlRectify hdlCircular hdlRefuse hdlPenaltyFee hdlStopDept hdlSuspend hdlTerminate hdlAdmin admCases trfPoliceInst trfPolicePers trfPoliceCase trfDiscip trfHealth trfMarket persHandled persSuspend persTalk persPolice amtRecover amtSelf amtCheck amtRefused amtFee amtFine amtPayable amtPaid clueRecv clueChecked clueTrue clueRate caseFiled caseClosed caseMajor expPub expInner repRecv repTrue rewPers rewAmt f3Fake f3Chaos jointChk note'.split(
        ' ',
      );
    const fields = ['Ortho', 'Dialysis', 'Cardio', 'Imaging', 'Lab', 'Rehab'].flatMap((field) =>
      ['Inst', 'Issues', 'Amt', 'Recover'].map((part) => `fld${field}${part}`),
    );
    expect(
      measuresOf(t1)
        .map((measure) => measure.key)
        .sort(),
    ).toEqual([...named, ...fields].sort());
  });
  it('keeps 家 apart from 家次, 元 from 万元, a stock from a flow', () => {
    const of = (key: string) => measuresOf(t1).find((measure) => measure.key === key);
    expect(of('chkInst')).toMatchObject({ unit: '家', semantics: 'flow-distinct' });
    expect(of('chkVisits')).toMatchObject({ unit: '家次', semantics: 'flow-additive' });
    expect(of('amtRecover')).toMatchObject({ unit: '万元', decimals: 2, kind: 'money' });
    expect(of('rewAmt')).toMatchObject({ unit: '元', kind: 'money' });
    expect(of('amtPayable')?.semantics).toBe('stock');
    expect(of('amtPaid')?.semantics).toBe('flow-additive');
  });
  it('gives 上期调整数 to what can be added up and to nothing else', () => {
    for (const measure of measuresOf(t1)) {
      expect(columnsOf(measure).includes('adjust'), measure.key).toBe(measure.semantics === 'flow-additive');
    }
    expect(new Set(keysOf(t1)).size).toBe(keysOf(t1).length);
  });
  it('leaves the four kinds of hospital and their check out where the split is off', () => {
    const without = loadTable(yaml, 't1.yaml', { splitHospitals: false });
    expect(measuresOf(without).some((measure) => measure.key === 'chkPub2')).toBe(false);
    expect(without.checks.filter((each) => each.id === 'T1-1')).toHaveLength(1);
  });
  it('adds 拒付 or 违约金 into 追回合计 as the options say', () => {
    const rule = (refusedInRecover: boolean, recoverIncludesFee: boolean) =>
      loadTable(yaml, 't1.yaml', { refusedInRecover, recoverIncludesFee }).checks.find((each) => each.id === 'T1-8')
        ?.expr;
    expect(rule(true, false)).toBe('amtRecover == amtSelf + amtCheck + amtRefused');
    expect(rule(false, false)).toBe('amtRecover == amtSelf + amtCheck');
    expect(rule(true, true)).toBe('amtRecover == amtSelf + amtCheck + amtRefused + amtFee');
    expect(rule(false, true)).toBe('amtRecover == amtSelf + amtCheck + amtFee');
  });
});
