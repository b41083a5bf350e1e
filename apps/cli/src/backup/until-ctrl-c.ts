import { answerFailure } from '../answer-failure.js';
import { EXIT } from '../exit-codes.js';

/** Does something that Ctrl-C or a stop request breaks off cleanly; returns the exit code. */
export async function untilCtrlC(work: (signal: AbortSignal) => Promise<number>, interrupted: string): Promise<number> {
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  try {
    return await work(abort.signal);
  } catch (error) {
    if (!abort.signal.aborted) return answerFailure(error);
    console.error(interrupted);
    return EXIT.interrupted;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
  }
}
