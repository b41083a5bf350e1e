import { type ForkedProcess, forkKept } from '@duban/runtime';
import { processes, type WorkerConfig, workerEnvironment } from '@duban/worker';

/** Starts one of the two processes of a worker; resolves when it polls. */
export async function startProcess(which: keyof typeof processes, config: WorkerConfig): Promise<ForkedProcess> {
  let ready: () => void = () => undefined;
  const polls = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const child = forkKept(processes[which], [], { env: workerEnvironment(config), onMessage: () => ready() });
  const died = child.exited.then((exit): never => {
    throw new Error(`${which} ended before it was ready (${exit.signal ?? exit.code}): ${child.tail(20)}`);
  });
  died.catch(() => undefined);
  await Promise.race([polls, died]);
  return child;
}
