import type { Ledger, Tx } from '@duban/ledger';

/** Carries an answer out of the transaction that it ends. */
class TakenBack<T> extends Error {
  constructor(readonly answer: T) {
    super('taken back');
  }
}

/** Does it, takes it back, and answers what it would have done: the same code as when it is done, so that both cannot differ. */
export async function takenBack<T>(ledger: Pick<Ledger, 'transaction'>, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await ledger.transaction<T>(async (tx) => {
      throw new TakenBack(await work(tx));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.answer as T;
    throw error;
  }
}

/** Shown first, or done. */
export function shownOrDone<T>(
  ledger: Pick<Ledger, 'transaction'>,
  { only }: { readonly only: 'show' | 'do' },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return only === 'show' ? takenBack(ledger, work) : ledger.transaction(work);
}
