import { DefaultLogger, Runtime, type Worker } from '@temporalio/worker';

/** Only warnings reach stderr: an operator reads the supervisor's lines, not the SDK's. */
export function quiet(): void {
  Runtime.install({
    logger: new DefaultLogger('WARN'),
    telemetryOptions: { logging: { filter: 'WARN', forward: {} } },
    shutdownSignals: [],
  });
}

/** Tells the parent that the workers poll, then runs them until SIGTERM; in-flight work is finished first. */
export async function runWorkers(workers: readonly Worker[]): Promise<void> {
  const stop = (): void => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  process.once('SIGTERM', stop);
  const running = workers.map((worker) => worker.run());
  process.send?.({ ready: true });
  await Promise.all(running);
}
