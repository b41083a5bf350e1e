import type { Change } from '@duban/runtime';

/** What a person (or a test) needs once everything runs. */
export interface Ready {
  readonly address: string;
  /** Opens a trial session; null once there are accounts. */
  readonly code: string | null;
  /** Epoch ms. */
  readonly codeExpiresAt: number | null;
  readonly temporal: { readonly address: string; readonly ui: string | null };
  readonly databaseUrl: string;
  readonly folder: string;
  readonly logs: string;
  /** Null when mail goes to a real server. */
  readonly mailFolder: string | null;
  readonly accelerated: boolean;
  readonly pids: Readonly<Record<string, number>>;
  readonly tookMs: number;
}

/** Tells what happens, to a person or to a program. */
export interface Voice {
  /** Something takes time. */
  progress(line: string): void;
  /** A step of the start is done. */
  step(name: string, tookMs: number): void;
  change(change: Change): void;
  ready(ready: Ready): void;
  alreadyRunning(running: { readonly address: string | null; readonly pid: number }): void;
  stopping(why: string): void;
  ended(): void;
}
