import type { Dice } from '@duban/base/dice';
import {
  type CellKey,
  cellKey,
  columnsOf,
  type Grid,
  type Measure,
  measuresOf,
  type TableDefinition,
  type Value,
} from '@duban/tables';

/** What a simulated office reports in one period. */
export interface Reporting {
  readonly table: TableDefinition;
  readonly dice: Dice;
  /** Last accepted sheet; `{}` in the first period. */
  readonly previous: Grid;
  /** 1 for a zone, about 10 for a large county. */
  readonly size: number;
  /** Blocks of other departments: nothing is filled in there. */
  readonly absentBlocks?: readonly string[];
}

type Amounts = Record<string, number>;

/**
 * Plausible figures for table T1 that pass every check: parts are drawn first and their totals added up, handled ≤ checked,
 * clues true ≤ checked ≤ received, paid in ≤ to be recovered, money in 分. Measures this recipe does not know are 0, which is a
 * figure, not a blank.
 */
export function simulatedGrid(reporting: Reporting): Grid {
  const current = currentPeriod(reporting);
  const grid: Partial<Record<CellKey, Value>> = {};
  const absent = new Set(
    reporting.table.sections
      .filter(({ block }) => block !== null && reporting.absentBlocks?.includes(block))
      .flatMap(({ measures }) => measures.map(({ key }) => key)),
  );
  for (const measure of measuresOf(reporting.table)) {
    if (absent.has(measure.key)) continue;
    if (measure.kind === 'text') grid[cellKey(measure.key, 'current')] = null;
    else if (measure.kind !== 'ratio') addMeasure(grid, { measure, reporting, value: current[measure.key] ?? 0 });
  }
  // 家 counted once: the totals' 累计 follow from their parts'.
  sumOf(grid, 'chkHosp', ['chkPub2', 'chkBase', 'chkPriv', 'chkOther']);
  sumOf(grid, 'chkInst', ['chkHosp', 'chkPharm']);
  atMost(grid, ['hdlInst', ...FIELDS.map((field) => `fld${field}Inst`)], 'chkInst');
  atMost(grid, HANDLED, 'hdlInst');
  addRecognised(grid);
  addOpenClues(grid);
  return grid;
}

const FIELDS = ['Ortho', 'Dialysis', 'Cardio', 'Imaging', 'Lab', 'Rehab'];
const HANDLED = [
  'Talk',
  'Rectify',
  'Circular',
  'Refuse',
  'PenaltyFee',
  'StopDept',
  'Suspend',
  'Terminate',
  'Admin',
].map((kind) => `hdl${kind}`);

/** 累计 of a part, added up over the periods, may count an institution twice where its whole counts it once. */
function atMost(grid: Partial<Record<CellKey, Value>>, parts: readonly string[], whole: string): void {
  const most = grid[cellKey(whole, 'cumulative')];
  for (const part of parts) {
    const sum = grid[cellKey(part, 'cumulative')];
    if (typeof sum === 'number' && typeof most === 'number') grid[cellKey(part, 'cumulative')] = Math.min(sum, most);
  }
}

/** 应追回 is a stock: all that was recognised since the start, this period's part of which is drawn like any other figure. */
function addRecognised(grid: Partial<Record<CellKey, Value>>): void {
  const recovered = grid[cellKey('amtRecover', 'cumulative')];
  const further = grid[cellKey('amtPayable', 'current')];
  if (typeof recovered !== 'number' || typeof further !== 'number') return;
  grid[cellKey('amtPayable', 'current')] = recovered + further;
}

/** 未清线索 (T6) is what was received and not yet checked, since the start. */
function addOpenClues(grid: Partial<Record<CellKey, Value>>): void {
  const [received, checked] = ['clueRecv', 'clueChecked'].map((key) => grid[cellKey(key, 'cumulative')]);
  if (grid[cellKey('clueOpen', 'current')] === undefined) return;
  if (typeof received === 'number' && typeof checked === 'number')
    grid[cellKey('clueOpen', 'current')] = received - checked;
}

/** Parts whose institutions may have been counted in an earlier period already; every other 累计 is the plain sum. */
const REPEATED = new Set(['chkPub2', 'chkBase', 'chkPriv', 'chkPharm']);

function addMeasure(
  grid: Partial<Record<CellKey, Value>>,
  { measure, reporting, value }: { measure: Measure; reporting: Reporting; value: number },
): void {
  const columns = columnsOf(measure);
  grid[cellKey(measure.key, 'current')] = value;
  if (columns.includes('adjust')) grid[cellKey(measure.key, 'adjust')] = 0;
  if (!columns.includes('cumulative')) return;
  const before = reporting.previous[cellKey(measure.key, 'cumulative')];
  const sum = (typeof before === 'number' ? before : 0) + value;
  const again =
    REPEATED.has(measure.key) && typeof before === 'number' ? reporting.dice.between(0, Math.min(before, value)) : 0;
  grid[cellKey(measure.key, 'cumulative')] = sum - again;
}

function sumOf(grid: Partial<Record<CellKey, Value>>, total: string, parts: readonly string[]): void {
  for (const column of ['current', 'cumulative'] as const) {
    const values = parts.map((part) => grid[cellKey(part, column)]).filter((v) => typeof v === 'number');
    if (values.length === parts.length) grid[cellKey(total, column)] = values.reduce((a, b) => a + b, 0);
  }
}

function currentPeriod({ table, dice, size }: Reporting): Amounts {
  const some = (most: number): number => dice.between(0, Math.max(1, Math.round(most * size)));
  const a: Amounts = { instHosp: 60 * size + 40, instPharm: 40 * size + 30 };
  Object.assign(a, {
    chkPub2: some(0.8),
    chkBase: Math.max(1, some(12)),
    chkPriv: some(4),
    chkOther: some(1),
    chkPharm: some(10),
  });
  a.chkHosp = (a.chkPub2 ?? 0) + (a.chkBase ?? 0) + (a.chkPriv ?? 0) + (a.chkOther ?? 0);
  a.chkInst = a.chkHosp + (a.chkPharm ?? 0);
  Object.assign(a, { chkVisits: a.chkInst + some(8), chkAgency: dice.between(0, 1), jointChk: some(1) });
  const handled = dice.between(0, a.chkInst);
  const upTo = (most: number): number => dice.between(0, most);
  Object.assign(a, {
    hdlInst: handled,
    hdlRectify: handled,
    hdlTalk: upTo(handled),
    hdlCircular: upTo(Math.min(3, handled)),
    hdlRefuse: upTo(handled),
    hdlPenaltyFee: upTo(handled),
    hdlStopDept: upTo(Math.min(2, handled)),
    hdlSuspend: upTo(Math.min(4, handled)),
    hdlTerminate: upTo(Math.min(2, handled)),
    hdlAdmin: upTo(Math.min(3, handled)),
  });
  const admCases = (a.hdlAdmin ?? 0) + (a.hdlAdmin ? upTo(1) : 0);
  Object.assign(a, {
    admCases,
    caseFiled: admCases + upTo(2),
    caseClosed: upTo(admCases),
    caseMajor: upTo(1),
    f3Fake: upTo(2),
    f3Chaos: upTo(2),
  });
  Object.assign(a, {
    trfPoliceInst: upTo(1),
    trfPolicePers: upTo(2),
    trfPoliceCase: upTo(2),
    trfDiscip: upTo(1),
    trfHealth: upTo(3),
    trfMarket: upTo(2),
  });
  const persons = some(1.5);
  Object.assign(a, {
    persHandled: persons,
    persSuspend: upTo(persons),
    persTalk: upTo(persons),
    persPolice: upTo(Math.min(1, persons)),
  });
  // Clerks write 万元 with two decimals: multiples of 100 yuan.
  const fenUpTo = (wan: number): number => dice.between(0, wan * 100) * 10_000;
  Object.assign(a, {
    amtSelf: fenUpTo(6 * size),
    amtCheck: fenUpTo(9 * size),
    amtRefused: fenUpTo(2 * size),
    amtFee: fenUpTo(2 * size),
    // A penalty decided without a fine would want a word of explanation.
    amtFine: admCases > 0 ? Math.max(10_000, fenUpTo(3 * size)) : 0,
  });
  // What the form counts inside 追回合计 is an option of its definition (tables.md check 8).
  a.amtRecover =
    (a.amtSelf ?? 0) +
    (a.amtCheck ?? 0) +
    (table.options.refusedInRecover ? (a.amtRefused ?? 0) : 0) +
    (table.options.recoverIncludesFee ? (a.amtFee ?? 0) : 0);
  Object.assign(a, {
    amtPayable: fenUpTo(size),
    amtPaid: dice.between(0, a.amtRecover / 10_000) * 10_000,
  });
  const received = some(5);
  const verified = upTo(received);
  const proven = upTo(verified);
  Object.assign(a, { clueRecv: received, clueChecked: verified, clueTrue: handled > 0 ? proven : 0 });
  // A sum recovered belongs to one field at most.
  let unassigned = a.amtRecover ?? 0;
  for (const field of FIELDS) {
    const issues = upTo(4);
    const amount = issues > 0 ? fenUpTo(1) : 0;
    const recovered = dice.between(0, Math.min(amount, unassigned) / 10_000) * 10_000;
    unassigned -= recovered;
    Object.assign(a, {
      [`fld${field}Inst`]: upTo(Math.min(5, a.chkInst)),
      [`fld${field}Issues`]: issues,
      [`fld${field}Amt`]: amount,
      [`fld${field}Recover`]: recovered,
    });
  }
  const reports = some(1);
  const rewarded = upTo(Math.min(2, reports));
  Object.assign(a, {
    expPub: upTo(2),
    expInner: upTo(3),
    repRecv: reports,
    repTrue: upTo(reports),
    rewPers: rewarded,
    rewAmt: rewarded > 0 ? dice.between(200, 5_000) * 100 : 0,
  });
  return a;
}
