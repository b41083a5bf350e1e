import { describe, expect, it } from 'vitest';
import { columnsOf, keysOf, measuresOf } from '../../src/index.js';
import { loadTable } from '../../src/schema.js';
import { demo, demoYaml, problemsOf } from '../demo.js';
import { at, withCheck } from './changed-demo.js';

describe('a form', () => {
  it('expands a matrix row by row', () => {
    const section = demo.sections.find(({ key }) => key === 'self');
    expect(section?.measures.map(({ key, label }) => `${key} ${label}`)).toEqual([
      'r01Cases 重复收费：例次',
      'r01Amt 重复收费：金额',
      'r01Remark 重复收费：备注',
      'r02Cases 分解住院：例次',
      'r02Amt 分解住院：金额',
      'r02Remark 分解住院：备注',
    ]);
    expect(section?.measures[4]).toMatchObject({
      cell: { row: 'r02', column: 'amt' },
      kind: 'money',
      source: 'W1 row 15',
    });
    expect(section?.matrix).toEqual({
      rowTitle: '违规行为',
      rows: [
        { key: 'r01', label: '重复收费', note: '同一项目收两次' },
        { key: 'r02', label: '分解住院' },
      ],
      columns: [
        { key: 'cases', label: '例次', unit: '例次' },
        { key: 'amt', label: '金额', unit: '万元' },
        { key: 'remark', label: '备注', unit: '' },
      ],
    });
  });
  it('keeps its registration, blocks and ledgers with their defaults', () => {
    expect(demo.registration).toEqual({
      number: '医保监01表',
      authority: '某市医疗保障局',
      approval: '某统函〔2023〕1号',
      validUntil: '2024-12-31',
    });
    expect(demo.blocks).toEqual([
      { key: 'police', label: '公安部门', optional: true },
      { key: 'health', label: '卫生健康部门', optional: false },
    ]);
    expect(demo.ledgers[0]).toMatchObject({ rows: 20, optional: false, unique: ['no'] });
    expect(demo.ledgers[0]?.columns[0]).toMatchObject({ required: true, pattern: '[A-Z]{2}\\d{3}', decimals: 0 });
    expect(demo.ledgers[1]).toMatchObject({ rows: 300, optional: true, unique: [] });
  });
  it('filled in once has 本期 only', () => {
    const once = loadTable(
      'id: O\nversion: 1\ntitle: t\nframe: once\nheader: []\nsections:\n  - title: s\n    measures:\n      - { key: a, label: 甲, unit: 家, semantics: flow-distinct, source: t }\n      - { key: b, label: 乙, unit: 件, semantics: flow-additive, source: t }\n',
      'o.yaml',
    );
    expect(keysOf(once)).toEqual(['a.current', 'b.current']);
    expect(measuresOf(once).every((measure) => measure.once && columnsOf(measure).length === 1)).toBe(true);
  });
  it('may be ledgers only, but not nothing at all', () => {
    const head = 'id: L\nversion: 1\ntitle: t\nheader: []\n';
    const ledger = 'ledgers:\n  - { key: a, title: 甲, columns: [{ key: x, label: 乙, source: t }] }\n';
    expect(loadTable(head + ledger, 'l.yaml').sections).toEqual([]);
    expect(problemsOf(() => loadTable(head, 'l.yaml'))).toMatch(/没有分区也没有台账的表/);
  });
  it('spells a check out for a whole block or matrix column', () => {
    const line = '  - { id: X, severity: W, each: "@self.amt", expr: each >= 0, message: "{label:each}", source: t }\n';
    const table = loadTable(demoYaml.replace('checks:\n', `checks:\n${line}`), 'x.yaml');
    expect(table.checks.filter(({ id }) => id === 'X').map(({ expr }) => expr)).toEqual(['r01Amt >= 0', 'r02Amt >= 0']);
  });
  it('spells a check out for every row of a matrix', () => {
    const line =
      '  - { id: X, severity: E, eachRow: self, expr: eachAmt > 0 => eachCases >= 1, message: "{label:eachAmt} {eachCases}", source: t }\n';
    const table = loadTable(demoYaml.replace('checks:\n', `checks:\n${line}`), 'x.yaml');
    expect(table.checks.filter(({ id }) => id === 'X').map(({ expr, message }) => `${expr}; ${message}`)).toEqual([
      'r01Amt > 0 => r01Cases >= 1; {label:r01Amt} {r01Cases}',
      'r02Amt > 0 => r02Cases >= 1; {label:r02Amt} {r02Cases}',
    ]);
    const expr = 'eachAmt > 0 => eachCase >= 1';
    expect(withCheck(expr, ', eachRow: self')).toContain(at('eachCase', expr));
    expect(withCheck(expr, ', eachRow: police')).toMatch(/没有矩阵分区“police”；允许：self/);
    expect(withCheck('r01Amt > 0', ', eachRow: self')).toMatch(/没有 each；允许：在 expr 中用 each 加列名/);
    expect(withCheck('eachAmt > 0', ', eachRow: self, each: [recv]')).toMatch(/each 和 eachRow/);
  });
  it('knows the scope, ledger and columns of its checks', () => {
    const of = (id: string) => demo.checks.find((check) => check.id === id);
    expect(of('D-2')).toMatchObject({ scope: 'sheet', ledger: null, columns: ['current'] });
    expect(of('D-4')).toMatchObject({ scope: 'row', ledger: 'clues', columns: [] });
    expect(of('D-8')).toMatchObject({ scope: 'merged', ledger: null });
    expect(of('D-9')?.columns).toEqual(['current', 'cumulative']);
  });
});
