/** What the keeper is to run: its first message. By message and not by arguments, so that nothing of it shows in `ps`. */
export interface KeeperOrder {
  readonly type: 'start';
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly uid?: number;
  readonly gid?: number;
  /** The signal that asks the child to end when we are gone. */
  readonly signal: NodeJS.Signals;
  /** Folders to remove once the child is gone and we are gone too (throwaway data after kill -9). */
  readonly removeWhenOrphaned: readonly string[];
}

export type ToKeeper =
  | KeeperOrder
  | { readonly type: 'stop'; readonly signal: NodeJS.Signals; readonly graceMs: number };

export type FromKeeper =
  | { readonly type: 'started'; readonly pid: number }
  | { readonly type: 'failed'; readonly message: string; readonly code: string | undefined }
  | { readonly type: 'exit'; readonly code: number | null; readonly signal: NodeJS.Signals | null };
