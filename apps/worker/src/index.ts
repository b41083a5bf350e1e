import { programOf } from '@duban/base/program-of';

export { type WorkerConfig, workerEnvironment } from './config.js';
export type { Diagnosis, Finding } from './doctor/diagnosis.js';
export { examine } from './doctor/examine.js';
export { type Mended, mend } from './doctor/mend.js';
export { type Recovered, type Recovering, recover } from './recover.js';
export { relayAll } from './relay.js';
export type { WorkerMetrics } from './telemetry.js';
export type { PayloadKey, TemporalReach, TemporalTls } from './temporal/reach.js';
export type { WorkerTraces } from './tracing.js';

/** The two processes of a worker; apart, so that a killed activity process never disturbs the workflows (findings.md). */
export const processes = {
  get workflows(): string {
    return programOf(new URL('./workflow-process.js', import.meta.url));
  },
  get activities(): string {
    return programOf(new URL('./activity-process.js', import.meta.url));
  },
} as const;
