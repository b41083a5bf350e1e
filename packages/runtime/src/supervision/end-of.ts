import type { ExitInfo } from '../process/kept-process.js';
import type { Running, Service } from './service.js';
import type { Timing } from './timing.js';

const PROBE_EVERY_MS = 5_000;
const PROBE_LIMIT_MS = 5_000;
/** A loaded machine may miss an answer or two: only steady silence counts as hanging. */
const SILENCES = 3;

/** Waits for the end of a running service and says why it ended; null when `ending` came first. One that no longer answers is killed. */
export async function endOf(
  running: Running,
  service: Service,
  { timing, ending }: { timing: Timing; ending: AbortSignal },
): Promise<string | null> {
  const over = new AbortController();
  const either = AbortSignal.any([over.signal, ending]);
  let hung = false;
  const watch = async (): Promise<void> => {
    hung = await fallsSilent(service, { timing, either });
    if (hung) await running.kill();
  };
  try {
    return await Promise.race([
      running.exited.then((info) => (hung ? '长时间没有响应' : reasonOf(info))),
      watch().then(() => new Promise<never>(() => undefined)),
      given(either).then(() => null),
    ]);
  } finally {
    over.abort();
  }
}

/** Resolves with true once the service has missed several questions in a row, with false when nobody waits any more. */
async function fallsSilent(
  service: Service,
  { timing, either }: { timing: Timing; either: AbortSignal },
): Promise<boolean> {
  if (service.probe === undefined) return false;
  for (let silent = 0; silent < SILENCES; ) {
    await timing.wait(PROBE_EVERY_MS, either);
    if (either.aborted) return false;
    const limit = timing.wait(PROBE_LIMIT_MS, either).then(() => false);
    silent = (await Promise.race([service.probe(), limit])) ? 0 : silent + 1;
  }
  return !either.aborted;
}

function reasonOf({ code, signal }: ExitInfo): string {
  if (signal !== null) return `被 ${signal} 终止`;
  return code === null ? '退出原因不明' : `退出码 ${code}`;
}

function given(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
