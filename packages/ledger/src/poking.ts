import type { Tx } from './ledger.js';

const poking = new WeakSet<Tx>();

/** Notes that a transaction pokes. */
export function notePoked(tx: Tx): void {
  poking.add(tx);
}

/** Whether a transaction has poked. */
export function hasPoked(tx: Tx): boolean {
  return poking.has(tx);
}
