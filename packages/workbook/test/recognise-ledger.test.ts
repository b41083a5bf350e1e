import type { LedgerColumn } from '@duban/tables';
import { describe, expect, it } from 'vitest';
import { form } from './any-form.js';
import { type SheetOptions, sheetOf, type Typed } from './cell-book.js';
import { formOn, said } from './recognised.js';

const t3 = form('T3');

describe('a ledger made elsewhere', () => {
  const [clues] = t3.ledgers;
  if (clues === undefined) throw new Error('T3 has no ledger');
  const sample: Readonly<Record<LedgerColumn['kind'], Typed>> = {
    text: '某事',
    code: 'H37081100001',
    choice: null,
    date: { date: '2023-10-09' },
    count: 3,
    money: 12.5,
    number: 2,
  };
  const record = (): Typed[] =>
    clues.columns.map((column) => (column.kind === 'choice' ? (column.choices[0] ?? null) : sample[column.kind]));
  const titles = (): Typed[] => clues.columns.map(({ label }) => label);
  const ledger = (change: (rows: Typed[][]) => void = () => {}, options: SheetOptions = {}) => {
    const rows: Typed[][] = [['线索核查反馈台账'], ['填报单位：任城区医保局'], titles(), record(), record()];
    change(rows);
    return sheetOf(rows, options);
  };
  const at = (key: string) => clues.columns.findIndex((column) => column.key === key);

  it('gives its records, where they stood, and what is counted from them', () => {
    const found = formOn(ledger());
    expect(found).toMatchObject({ table: 'T3', sheet: 'Sheet1', header: { reportUnit: '任城区医保局' } });
    expect(found.ledgers.clues).toHaveLength(2);
    expect(found.ledgers.clues?.[0]).toMatchObject({
      clueNo: 'H37081100001',
      receivedOn: '2023-10-09',
      violationAmt: 1250,
      status: '待分派',
    });
    expect(found.ledgerPlaces.clues).toMatchObject({
      sheet: 'Sheet1',
      rows: [4, 5],
      columns: { clueNo: 'A', origin: 'B' },
    });
    expect(found.grid).toMatchObject({ 'due.current': 2, 'notStarted.current': 2, 'violationSum.current': 2500 });
  });
  it('with its columns in another order, one renamed, one more and a head of two rows', () => {
    const found = formOn(
      ledger((rows) => {
        rows.forEach((row, i) => {
          row.reverse();
          if (i >= 2) row.unshift(i === 2 ? '县里备用' : null);
        });
        const line = rows[2] ?? [];
        line[line.indexOf('违规金额')] = '违规金额（万元）';
        line[line.indexOf('线索编号')] = '线索编号（原编号）';
      }),
    );
    expect(found.ledgers.clues?.[0]).toMatchObject({ clueNo: 'H37081100001', violationAmt: 12_500_000 });
    expect(found.findings.find(({ check }) => check === 'unit-converted')).toMatchObject({
      severity: 'I',
      found: '12.5万元',
      expected: '按 125000.00元 采用',
      record: { ledger: 'clues', row: 0, column: 'violationAmt' },
    });
    expect(found.findings.filter(({ check }) => check === 'header-renamed').map(({ found: seen }) => seen)).toEqual([
      '线索编号（原编号）',
    ]);
    expect(found.findings.filter(({ check }) => check === 'column-unknown').map(({ found: seen }) => seen)).toEqual([
      '县里备用',
    ]);
  });
  it('without totals, examples, notes and signatures among its records', () => {
    const found = formOn(
      ledger((rows) => {
        rows.splice(3, 0, ['示例', '举报']);
        rows.push(
          ['合计', null, null, null],
          ['注：本表由经办机构填写。'],
          ['填报人：李四', null, null, '联系电话：123'],
        );
      }),
    );
    expect(found.ledgerPlaces.clues?.rows).toEqual([5, 6]);
    expect(said(found.findings).filter((each) => each.includes('skipped'))).toEqual([
      'I example-row-skipped A4',
      'I total-row-skipped A7',
    ]);
  });
  it('until twenty empty rows, with a word on what stands below', () => {
    const found = formOn(
      ledger((rows) =>
        rows.push(
          ...Array.from({ length: 19 }, (): Typed[] => []),
          record(),
          ...Array.from({ length: 20 }, (): Typed[] => []),
          record(),
        ),
      ),
    );
    expect(found.ledgers.clues).toHaveLength(3);
    expect(said(found.findings)).toContain('E row-after-gap A46');
  });
  it('with every field put right that can be, and refused where it cannot, each with its record', () => {
    const found = formOn(
      ledger((rows) => {
        const line = rows[3] ?? [];
        line[at('clueNo')] = { v: 370_811_198e9, stored: '3.70811198E+17' };
        line[at('batchNo')] = 20231;
        line[at('receivedOn')] = '2023年10月9日';
        line[at('transferredOn')] = '2023.2.30';
        line[at('answeredOn')] = '２０２３／１０／９';
        line[at('reportedUpOn')] = 20231009;
        line[at('updatedOn')] = '2023-10-09';
        line[at('riskLevel')] = ' 高 ';
        line[at('status')] = '办完了';
        line[at('violationAmt')] = '１，２３４．５元';
        line[at('recoveredAmt')] = '0.5万元';
        line[at('instCode')] = ' H37081100001';
        line[at('agreedFee')] = '无';
      }),
    );
    expect(found.ledgers.clues?.[0]).toMatchObject({
      clueNo: null,
      batchNo: '20231',
      receivedOn: '2023-10-09',
      transferredOn: null,
      answeredOn: '2023-10-09',
      reportedUpOn: '2023-10-09',
      updatedOn: '2023-10-09',
      riskLevel: '高',
      status: null,
      violationAmt: 123_450,
      recoveredAmt: 500_000,
      instCode: 'H37081100001',
      agreedFee: null,
    });
    const about = found.findings
      .filter(({ record: of }) => of?.row === 0)
      .map((f) => `${f.severity} ${f.check} ${f.record?.column}`);
    expect(about.sort()).toEqual([
      'E code-as-number clueNo',
      'E not-a-choice status',
      'E not-a-date transferredOn',
      'E not-a-number agreedFee',
      'I choice-taken riskLevel',
      'I code-number-taken batchNo',
      'I date-text answeredOn',
      'I date-text receivedOn',
      'I date-text reportedUpOn',
      'I text-cleaned instCode',
      'I text-number recoveredAmt',
      'I text-number violationAmt',
    ]);
  });
  it('with one cell merged over two records refused', () => {
    const found = formOn(ledger(() => {}, { merges: ['A4:A5'] }));
    expect(said(found.findings)).toContain('E merged-records A4');
  });
  it('with a missing column named: E where it is owed, I where it is not', () => {
    const found = formOn(
      ledger((rows) => {
        for (const row of rows.slice(2)) row.splice(at('status'), 1);
      }),
    );
    expect(
      found.findings.filter(({ check }) => check === 'column-missing').map(({ severity, label }) => [severity, label]),
    ).toEqual([['E', '核查状态']]);
  });
});
