import fc from 'fast-check';
import { type Grid, keysOf, type TableDefinition } from '../src/index.js';
import { loadTable } from '../src/schema.js';
import { filledGrid, textOf, WAN } from './forms/clean.js';

/** The form as it is shipped. */
export const yaml = textOf('t1.yaml');
export const t1: TableDefinition = loadTable(yaml, 't1.yaml');

/** 本期 of an office whose sheet is in order; what is not named here is 2 (件, 家 …) or 1 万元. */
const current: Readonly<Record<string, number>> = {
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

/** A sheet without a single finding, following on `previous`. */
export function cleanGrid(previous: Grid = {}): Grid {
  return filledGrid(t1, { figures: current, previous });
}

/** Any grid at all within the columns of T1: blanks, nonsense and huge numbers included. */
export const anyGrid: fc.Arbitrary<Grid> = fc
  .array(
    fc.tuple(
      fc.constantFrom(...keysOf(t1)),
      fc.oneof(
        fc.integer(),
        fc.nat(50),
        fc.double(),
        fc.constant(null),
        fc.string(),
        fc.constantFrom(Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER),
      ),
    ),
    { maxLength: 250 },
  )
  .map((cells) => Object.fromEntries(cells) as Grid);
