import { DefaultLogger, Runtime, type Worker } from '@temporalio/worker';
import { exporterOf, type WorkerMetrics } from './telemetry.js';

/** Only warnings reach stderr: an operator reads the supervisor's lines, not the SDK's. `part` names the process in its measurements. */
export function installRuntime(part: string, metrics: WorkerMetrics | undefined): void {
  Runtime.install({
    logger: new DefaultLogger('WARN'),
    telemetryOptions: {
      logging: { filter: 'WARN', forward: {} },
      ...(metrics === undefined ? {} : { metrics: exporterOf(metrics, part) }),
    },
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
