import { setTimeout as sleep } from 'node:timers/promises';
import { stopwatch } from '@duban/base/clock';
import { answers } from '@duban/runtime';
import { runningOn } from '../running-on.js';
import type { Settings } from './settings.js';
import type { Voice } from './voice.js';

/** The other one may just be starting or stopping. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 200;

/** Tells where the installation that runs already is, once it answers there; false when it ended meanwhile. */
export async function alreadyRunning({ folder }: Settings, voice: Voice): Promise<boolean> {
  const elapsed = stopwatch();
  for (;;) {
    const runtime = await runningOn(folder);
    if (runtime === null) return false;
    const here = await answers(runtime.address);
    if (here || elapsed() > PATIENCE_MS) {
      voice.alreadyRunning({ address: here ? runtime.address : null, pid: runtime.pid });
      return true;
    }
    await sleep(PAUSE_MS);
  }
}
