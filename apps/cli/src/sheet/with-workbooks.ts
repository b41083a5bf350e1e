import { createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import { answerFailure } from '../answer-failure.js';
import { EXIT } from '../exit-codes.js';
import { WrongUse } from './wrong-use.js';

/** Runs a command with a pool of workbook children, which end with it; answers every failure with an exit code. */
export async function withWorkbooks(work: (workbooks: WorkbookPool) => Promise<number>): Promise<number> {
  const workbooks = createWorkbookPool({ size: 1 });
  try {
    return await work(workbooks);
  } catch (error) {
    if (!(error instanceof WrongUse)) return answerFailure(error);
    console.error(error.message);
    return EXIT.usage;
  } finally {
    await workbooks.close();
  }
}
