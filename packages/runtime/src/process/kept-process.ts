/** How a process ended; both null when its keeper was killed and nobody saw it. */
export interface ExitInfo {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A child that never outlives us. */
export interface KeptProcess {
  /** Process id of the real child (not of its keeper). */
  readonly pid: number;
  /** Resolves when the child is gone; never rejects. */
  readonly exited: Promise<ExitInfo>;
  /** Sends the signal (SIGTERM unless the spawn or the call says otherwise), waits `graceMs` (10 s), then SIGKILL. Safe to repeat. */
  stop(options?: StopOptions): Promise<ExitInfo>;
  /** SIGKILL now; resolves when it is gone. */
  kill(): Promise<ExitInfo>;
  /** The last lines it wrote, for error messages. */
  tail(lines?: number): string;
}

export interface StopOptions {
  readonly signal?: NodeJS.Signals;
  readonly graceMs?: number;
}

export const DEFAULT_GRACE_MS = 10_000;
