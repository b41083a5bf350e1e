import { setTimeout as sleep } from 'node:timers/promises';
import { DubanError } from '@duban/base';
import { stopwatch } from '@duban/base/clock';
import { stillRuns } from '@duban/runtime';
import { answerFailure } from './answer-failure.js';
import { EXIT } from './exit-codes.js';
import { runningOn } from './running-on.js';
import { folderOf } from './up/settings.js';

/** Each service has its own, shorter limit. */
const PATIENCE_MS = 120_000;
const PAUSE_MS = 100;

/** `duban down`: asks the system that runs to stop, and waits until it has; returns the exit code. */
export async function downCommand(options: { readonly data?: string }): Promise<number> {
  try {
    const folder = folderOf(options, process.env);
    const runtime = await runningOn(folder);
    if (runtime === null) throw new DubanError('not-running', { folder });
    process.kill(runtime.pid, 'SIGTERM');
    const elapsed = stopwatch();
    while (await stillRuns(runtime)) {
      if (elapsed() > PATIENCE_MS) {
        console.error(`督办（进程 ${runtime.pid}）还在停止，请到启动它的窗口查看。`);
        return EXIT.failure;
      }
      await sleep(PAUSE_MS);
    }
    console.log('督办已停止，数据已保存。');
    return EXIT.ok;
  } catch (error) {
    return answerFailure(error);
  }
}
