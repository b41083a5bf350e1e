import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { LocalDate } from '@duban/base';
import { daysBetween } from '@duban/base/time';
import type { Passing } from '@duban/rehearsal';
import pc from 'picocolors';
import { WrongUse } from './options.js';

/** Lines of one day that are shown; the rest is in timeline.json. */
const MOST_LINES = 30;

export interface Showing {
  /** Days per second; null: as fast as it goes. */
  readonly speed: number | null;
  /** Waits for Enter after each day. */
  readonly step: boolean;
  readonly stdin: NodeJS.ReadStream;
  readonly stderr: NodeJS.WriteStream;
  /** Before a day is printed: the line of progress makes room. */
  readonly makeRoom: () => void;
}

/**
 * Prints what happened day by day, on stderr, and holds time back: so many days a second, or until Enter. Undefined when neither was asked for.
 * @throws WrongUse for stepping without a terminal: nobody could press Enter.
 */
export function showDays({ speed, step, stdin, stderr, makeRoom }: Showing): Passing | undefined {
  if (step && !(stdin.isTTY && stderr.isTTY))
    throw new WrongUse('--step 要逐日按回车，只能在终端里用。请去掉 --step，或改用 --speed。');
  if (speed === null && !step) return undefined;
  let last: LocalDate | null = null;
  return async (day, happened) => {
    const passed = last === null ? 1 : Math.max(1, daysBetween(last, day));
    last = day;
    if (happened.length > 0) {
      makeRoom();
      stderr.write(`${pc.bold(day)}\n`);
      for (const { at, kind, text } of happened.slice(0, MOST_LINES))
        stderr.write(`  ${at.slice(11)}  ${text || kind}\n`);
      if (happened.length > MOST_LINES) stderr.write(`  ……另有 ${happened.length - MOST_LINES} 条，见 timeline.json\n`);
    }
    if (step && happened.length > 0) await enter({ stdin, stderr });
    else if (speed !== null) await wait((passed / speed) * 1000);
  };
}

async function enter({ stdin, stderr }: Pick<Showing, 'stdin' | 'stderr'>): Promise<void> {
  const lines = createInterface({ input: stdin, output: stderr });
  // Ctrl-C is taken by the line editor while it waits.
  lines.once('SIGINT', () => process.emit('SIGINT'));
  // Ctrl-D closes the input, and then the question is never answered: go on.
  await Promise.race([lines.question(pc.dim('按回车继续……')), once(lines, 'close')]);
  lines.close();
}
