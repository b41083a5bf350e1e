import { stopwatch } from '@duban/base/clock';

/** Who or what asks us to end. */
export interface Endings {
  /** Resolves at the first request, with the reason in Chinese. */
  readonly first: Promise<string>;
  /** Resolves when it is asked again, in earnest. */
  readonly again: Promise<void>;
  /** Leaves the signals alone again. */
  release(): void;
}

const REASONS = { SIGINT: '收到 Ctrl-C', SIGTERM: '收到停止要求', SIGHUP: '终端已关闭' } as const;
/** A terminal sends Ctrl-C to npm, its scripts and us, and each may pass it on: what follows at once is the same request. */
const SAME_MS = 1_000;

/** Listens for the signals by which we are asked to end. */
export function listenForEndings(): Endings {
  let first: (why: string) => void = () => undefined;
  let again: () => void = () => undefined;
  let since: (() => number) | undefined;
  const promises = {
    first: new Promise<string>((resolve) => {
      first = resolve;
    }),
    again: new Promise<void>((resolve) => {
      again = resolve;
    }),
  };
  const handlers = Object.entries(REASONS).map(([signal, why]) => {
    const handler = (): void => {
      if (since === undefined) {
        since = stopwatch();
        first(why);
      } else if (since() > SAME_MS) again();
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return { ...promises, release: () => void handlers.map((off) => off()) };
}
