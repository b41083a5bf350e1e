import { describe, expect, it } from 'vitest';
import { columnsOf, keysOf, measuresOf } from '../src/index.js';
import { loadTable, loadTables } from '../src/schema.js';
import { demo, demoYaml, problemsOf } from './demo.js';

/** The problems of the demo form with one piece of it written differently; the piece must be there. */
function changed(from: string, to: string): string {
  if (!demoYaml.includes(from)) throw new Error(`not in the form: ${from}`);
  return problemsOf(() => loadTable(demoYaml.replace(from, to), 'x.yaml'));
}
/** The problems of the demo form with one more check, and where in the file its expr begins. */
function withCheck(expr: string, more = ''): string {
  const line = `  - { id: X, severity: E, expr: "${expr}", message: m, source: t${more} }`;
  return problemsOf(() => loadTable(demoYaml.replace('checks:\n', `checks:\n${line}\n`), 'x.yaml'));
}
const onRows = ', ledger: clues';
const at = (part: string, expr: string) =>
  `第${lineOf('  - { id: D-1')}行第${'  - { id: X, severity: E, expr: "'.length + expr.indexOf(part) + 1}列`;
function lineOf(text: string): number {
  return demoYaml.slice(0, demoYaml.indexOf(text)).split('\n').length;
}

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
    ['a matrix beside a list', '    matrix:\n', '    measures: []\n    matrix:\n', /不能为空|之一/],
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
    expect(changed('version: 2', 'version: 2\nframe: once')).toMatch(
      /规则中的指标都没有的“cumulative”|没有“recv.cumulative”这一格/,
    );
  });
});

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

describe('forms that speak of each other', () => {
  const other = (measure: string, id = 'D9', version = 1) => ({
    name: 'd9.yaml',
    text: `id: ${id}\nversion: ${version}\ntitle: 下发\nheader: []\nsections:\n  - title: s\n    measures:\n${measure}\n`,
  });
  const measure = (key: string, unit: string) =>
    `      - { key: ${key}, label: 数, unit: ${unit}, semantics: flow-additive, source: t }`;
  const file = { name: 'd1.yaml', text: demoYaml };
  it('load when the other side is there', () => {
    expect(loadTables([file, other(measure('sent', '条'))]).map(({ id }) => id)).toEqual(['D1', 'D9']);
  });
  it('are refused when the other table, its figure or its unit is another', () => {
    expect(problemsOf(() => loadTables([file]))).toMatch(
      /^d1\.yaml 第\d+行第\d+列：reconciliations\[1\]\.right\.table 出现了没有表“D9”；允许：D1/,
    );
    expect(problemsOf(() => loadTables([file, other(measure('send', '条'))]))).toMatch(/没有指标“sent”；允许：send/);
    expect(problemsOf(() => loadTables([file, other(measure('sent', '件'))]))).toMatch(
      /单位“件”；允许：与 recv.cumulative 相同的“条”/,
    );
  });
  it('are refused when a crosswalk names an old measure that the old version does not have', () => {
    const old = ['recvNational', 'recvProvinc', 'phoned'].map((key) => measure(key, '条')).join('\n');
    const files = [file, other(measure('sent', '条')), { ...other(old, 'D1'), name: 'old.yaml' }];
    expect(problemsOf(() => loadTables(files))).toMatch(
      /carry\.recv 出现了第 1 版没有指标“recvProvince”；允许：recvProvinc/,
    );
  });
  it('tell the problems of all files', () => {
    const found = problemsOf(() => loadTables([file, { name: 'bad.yaml', text: 'a: [1' }]));
    expect(found).toMatch(/d1\.yaml/);
    expect(found).toMatch(/bad\.yaml/);
  });
});
