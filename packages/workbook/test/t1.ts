import { readFileSync } from 'node:fs';
import {
  type CellKey,
  cellKey,
  cumulate,
  type Grid,
  measuresOf,
  type TableDefinition,
  type Value,
} from '@duban/tables';
import { loadTable } from '@duban/tables/schema';
import type { Prefill, SheetIdentity } from '@duban/workbook';

export const t1: TableDefinition = loadTable(
  readFileSync(new URL('../../../seeds/tables/t1.yaml', import.meta.url), 'utf8'),
  't1.yaml',
);
export const secret = 'a secret of the tests';

export const identity: SheetIdentity = {
  campaign: 'jining-2023',
  requirement: 'JN23-O13',
  office: '370811',
  officeName: '任城区医疗保障局',
  period: '2023Q4',
  table: 'T1',
  version: 1,
};

export function prefill(previous: Grid = {}): Prefill {
  return {
    header: { reportUnit: '任城区医疗保障局', divisionCode: '370811', period: '2023年第四季度', asOf: '2023-12-03' },
    previous,
    periodLabel: '2023年第四季度',
    dueLabel: '2023年12月10日',
  };
}

/** A template of any table, for the same office and period. */
export function templateOf(table: TableDefinition, more: Partial<Prefill> = {}) {
  return { table, identity: { ...identity, table: table.id }, prefill: { ...prefill(), ...more }, secret };
}

export const header = {
  unitLeader: '张三',
  reviewer: '王五',
  filler: '李四',
  phone: '0537-2345678',
  filedOn: '2023-12-08',
};

const WAN = 1_000_000;
const figures: Readonly<Record<string, number>> = {
  instHosp: 100,
  instPharm: 200,
  chkInst: 30,
  chkHosp: 20,
  chkPub2: 5,
  chkBase: 7,
  chkPriv: 6,
  chkOther: 2,
  chkPharm: 10,
  chkVisits: 44,
  hdlInst: 12,
  hdlTalk: 9,
  hdlRectify: 8,
  persHandled: 6,
  amtRecover: 300 * WAN,
  amtSelf: 100 * WAN,
  amtCheck: 150 * WAN + 1,
  amtRefused: 50 * WAN - 1,
  // Recognised since the start of the campaign, so never below what has been paid in.
  amtPayable: 400 * WAN,
};

/** A sheet without a single finding, following on `previous`; `times` makes offices differ. */
export function cleanGrid(previous: Grid = {}, times = 1): Grid {
  const grid: Partial<Record<CellKey, Value>> = {};
  for (const measure of measuresOf(t1)) {
    if (measure.kind === 'ratio') continue;
    grid[cellKey(measure.key, 'current')] = null;
    if (measure.kind === 'text') continue;
    const value = (figures[measure.key] ?? (measure.kind === 'money' ? WAN : 2)) * times;
    grid[cellKey(measure.key, 'current')] = value;
    if (measure.semantics === 'flow-additive') grid[cellKey(measure.key, 'adjust')] = null;
    if (measure.semantics !== 'flow-distinct') continue;
    const before = previous[cellKey(measure.key, 'cumulative')];
    grid[cellKey(measure.key, 'cumulative')] = value + (typeof before === 'number' ? before : 0);
  }
  return cumulate(t1, grid, previous);
}
