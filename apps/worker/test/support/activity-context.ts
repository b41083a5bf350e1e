import { asyncLocalStorage, Context, type Info } from '@temporalio/activity';

export interface Attempt {
  /** When the workflow asked for the activity, server time. */
  readonly asked: number;
  /** When this attempt was scheduled; later than `asked` for a retry. */
  readonly attempt?: number;
  readonly onHeartbeat?: () => void;
}

/** Runs work as the SDK runs an activity, without a server: what an activity may ask of its context is there. */
export function asActivity<T>({ asked, attempt = asked, onHeartbeat }: Attempt, work: () => Promise<T>): Promise<T> {
  const info = { scheduledTimestampMs: asked, currentAttemptScheduledTimestampMs: attempt } as Info;
  const never = new Promise<never>(() => undefined);
  const rest = [undefined, undefined, undefined, undefined] as unknown as [never, never, never, never];
  const context = new Context(info, never, new AbortController().signal, () => onHeartbeat?.(), ...rest);
  return asyncLocalStorage.run(context, work);
}
