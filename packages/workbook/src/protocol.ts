import type { ErrorCode, ErrorDetails } from '@duban/base';
import type { WorkbookPool } from './contract.js';

/** The methods that run in a child: all of the pool's but `close`. */
export type Methods = Omit<WorkbookPool, 'close'>;
export type Method = keyof Methods;

/** Parent → child. One at a time; the child answers before it gets the next. */
export interface Request {
  readonly id: number;
  readonly method: Method;
  readonly input: unknown;
}

/** Child → parent: `ready` once it is watched over, then one reply per request. */
export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | {
      readonly kind: 'refused';
      readonly id: number;
      readonly error: { readonly code: ErrorCode; readonly details: ErrorDetails };
      /** What the DubanError was caused by, as text: for the log, never for the screen. */
      readonly cause: string | null;
    }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
