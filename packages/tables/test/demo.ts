import { DubanError } from '@duban/base';
import type { Ledgers, SheetData, TableDefinition } from '../src/index.js';
import { loadTable } from '../src/schema.js';

/** A small form that uses everything a definition can say. */
export const demoYaml = `id: D1
version: 2
title: 线索与案件统计表
registration: { number: 医保监01表, authority: 某市医疗保障局, approval: 某统函〔2023〕1号, validUntil: 2024-12-31 }
options: { withCourt: true }
header: []
blocks:
  - { key: police, label: 公安部门, optional: true }
  - { key: health, label: 卫生健康部门 }
sections:
  - title: 一、线索
    measures:
      - { key: instances, label: 检查机构, unit: 家, semantics: flow-distinct, distinct: { ledger: insts, column: code, where: "checked == '是'" }, source: P }
      - { key: recv, label: 收到线索, unit: 条, semantics: flow-additive, source: P }
      - { key: done, label: 办结线索, unit: 条, semantics: flow-additive, from: "count(clues where status == '已办结')", source: P }
      - { key: amount, label: 查实金额, kind: money, unit: 万元, semantics: flow-additive, from: total(clues.amt), source: P }
      - { key: open, label: 在办线索, unit: 条, semantics: stock, source: P }
      - { key: rate, label: 办结率, kind: ratio, unit: "%", semantics: ratio, required: false, ratio: { of: done.current, over: recv.current }, source: P }
      - { key: note, label: 情况说明, kind: text, unit: '', semantics: text, required: false, source: P }
  - title: 二、公安
    key: police
    block: police
    measures:
      - { key: polAccepted, label: 受理, unit: 件, semantics: flow-additive, source: W7 }
      - { key: polFiled, label: 立案, unit: 件, semantics: flow-additive, source: W7 }
  - title: 三、卫健
    block: health
    measures:
      - { key: hltHandled, label: 处理人员, unit: 人, semantics: flow-distinct, source: W }
  - title: 四、自查
    key: self
    matrix:
      rowTitle: 违规行为
      source: W1
      rows:
        - { key: r01, label: 重复收费, note: 同一项目收两次 }
        - { key: r02, label: 分解住院, source: W1 row 15 }
      columns:
        - { key: cases, label: 例次, unit: 例次, semantics: stock }
        - { key: amt, label: 金额, kind: money, unit: 万元, semantics: stock }
        - { key: remark, label: 备注, kind: text, unit: '', semantics: text, required: false }
  - title: 五、合计
    measures:
      - { key: selfAmt, label: 自查合计, kind: money, unit: 万元, semantics: stock, source: P }
ledgers:
  - key: clues
    title: 线索台账
    unique: [no]
    columns:
      - { key: no, label: 线索编号, kind: code, pattern: "[A-Z]{2}\\\\d{3}", source: S }
      - { key: status, label: 核查状态, kind: choice, choices: [待分派, 核查中, 已办结], source: S }
      - { key: received, label: 接收日期, kind: date, source: S }
      - { key: closed, label: 办结日期, kind: date, required: false, source: S }
      - { key: amt, label: 查实金额, kind: money, unit: 元, required: false, source: S }
      - { key: persons, label: 涉及人数, kind: count, unit: 人, required: false, source: S }
      - { key: multiple, label: 罚款倍数, kind: number, required: false, decimals: 1, source: S }
  - key: insts
    title: 机构名单
    optional: true
    rows: 300
    columns:
      - { key: code, label: 机构编码, kind: code, source: K }
      - { key: checked, label: 是否检查, kind: choice, choices: [是, 否], source: K }
checks:
  - { id: D-1, severity: E, expr: done <= recv, columns: [current], message: "办结 {done} 条，多于收到的 {recv} 条。", source: P }
  - { id: D-2, severity: E, expr: selfAmt == sum(@self.amt), message: "合计 {selfAmt} 万元，各行之和 {sum(@self.amt)} 万元。", source: P }
  - { id: D-3, severity: I, expr: "last(recv) > 0 => near(recv, last(recv), 50)", message: "收到线索 {recv} 条，上期 {last(recv)} 条，变动超过 50%。", source: T1-17 }
  - { id: D-4, severity: E, ledger: clues, expr: closed >= received, message: "“{label:closed}”{closed}早于“{label:received}”{received}。", source: P }
  - { id: D-5, severity: E, ledger: clues, expr: "status == '已办结' => filled(closed)", message: "线索 {no} 已办结，没有办结日期。", source: P }
  - { id: D-6, severity: W, ledger: clues, expr: "status in ('待分派', '核查中') => days(received, '2023-12-31') <= 90", message: "线索 {no} 已接收 {days(received, '2023-12-31')} 天，还是“{status}”。", source: P }
  - { id: D-7, severity: W, ledger: clues, expr: amt <= 10万元, message: "金额 {amt} 元，超过 10 万元。", source: W27 }
  - { id: D-8, severity: W, scope: merged, expr: filled(polAccepted), message: 没有公安数据。, source: T6 }
  - { id: D-9, severity: W, expr: polFiled <= polAccepted, columns: [current, cumulative], message: "立案 {polFiled} 多于受理 {polAccepted}。", source: T7 }
reconciliations:
  - { id: D-R1, left: recv.cumulative, right: { table: D9, key: sent.cumulative }, message: "下发 {right}，收到 {left}。", source: T1-16 }
crosswalk: { fromVersion: 1, carry: { recv: [recvNational, recvProvince] }, dropped: [phoned] }
guidance: [没有发生的填 0。]
`;
export const demo: TableDefinition = loadTable(demoYaml, 'd1.yaml');

/** The problems of a definition, one a line; '' when it loads. */
export function problemsOf(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    if (error instanceof DubanError && error.code === 'definition-invalid') return String(error.details.problems);
    throw error;
  }
  return '';
}

export const ledgers: Ledgers = {
  clues: [
    {
      no: 'GJ001',
      status: '已办结',
      received: '2023-10-08',
      closed: '2023-11-01',
      amt: 1_000_000,
      persons: 2,
      multiple: 1.5,
    },
    {
      no: 'GJ002',
      status: '已办结',
      received: '2023-10-08',
      closed: '2023-10-08',
      amt: null,
      persons: null,
      multiple: null,
    },
    { no: 'GJ003', status: '核查中', received: '2023-10-20', closed: null, amt: 2_000_000, persons: 0, multiple: null },
  ],
};

/** A sheet in its first period without a single finding. */
export const clean: SheetData = {
  ledgers,
  absentBlocks: [],
  grid: {
    'instances.current': 3,
    'instances.cumulative': 3,
    'recv.current': 3,
    'recv.cumulative': 3,
    'done.cumulative': 2,
    'amount.cumulative': 3_000_000,
    'open.current': 1,
    'rate.current': 66.67,
    'polAccepted.current': 2,
    'polAccepted.cumulative': 2,
    'polFiled.current': 1,
    'polFiled.cumulative': 1,
    'hltHandled.current': 0,
    'hltHandled.cumulative': 0,
    'r01Cases.current': 2,
    'r01Amt.current': 150,
    'r02Cases.current': 0,
    'r02Amt.current': 0,
    'selfAmt.current': 150,
  },
};
