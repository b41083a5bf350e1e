import type { Instant } from '@duban/base';
import { type InProcessWorker, startInProcess } from '@duban/worker/in-process';
import type { Drive } from './drive.js';

/** Everything in this process: the same workflow code and the same activities, without a Temporal server and its workers. */
export function driveInProcess(): Drive {
  let worker: InProcessWorker | undefined;
  const begun = (): InProcessWorker => {
    if (worker === undefined) throw new Error('the rehearsal has not begun');
    return worker;
  };
  return {
    begin: async ({ ctx, smtp, begin }) => {
      worker = await startInProcess(ctx, { smtp, begin });
    },
    passUntil: (at: Instant) => begun().passUntil(at),
    relay: () => begun().relay(),
    restarts: () => 0,
    stop: async () => worker?.close(),
  };
}
