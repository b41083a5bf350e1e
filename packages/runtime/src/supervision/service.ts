import type { ExitInfo } from '../process/kept-process.js';

/** A service's process while it runs. */
export interface Running {
  readonly pid: number;
  /** Resolves when it is gone, however that happened. */
  readonly exited: Promise<ExitInfo>;
  /** Asks it to finish, and sees to it that it ends. */
  stop(): Promise<unknown>;
  kill(): Promise<unknown>;
}

/** Something that is kept running. */
export interface Service {
  /** Stable name for programs: `postgres`. */
  readonly id: string;
  /** Chinese name for people. */
  readonly name: string;
  /** Called again after each crash: what it starts must be found where the one before was. Resolves once it answers. */
  start(): Promise<Running>;
  /** Whether it still answers; without a probe only its exit is noticed. Never rejects. */
  probe?(): Promise<boolean>;
}

/** What becomes of a service, told as it happens. Times in ms. */
export type Change =
  | { readonly kind: 'starting'; readonly service: Service }
  | { readonly kind: 'started' | 'restarted'; readonly service: Service; readonly pid: number; readonly tookMs: number }
  | {
      /** It is gone, was killed because it no longer answered, or could not be started again (`pid` null). */
      readonly kind: 'crashed';
      readonly service: Service;
      readonly pid: number | null;
      readonly reason: string;
      readonly delayMs: number;
    }
  | { readonly kind: 'stopping' | 'stopped'; readonly service: Service; readonly pid: number };
