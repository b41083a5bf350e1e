import { PassThrough } from 'node:stream';
import { localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import { showDays } from '../src/rehearse/show-days.js';

const happened = (text: string) => [
  { at: '2023-10-09 15:00', kind: 'chase-planned', subject: 'yanzhou', actor: '', text },
];

function terminal() {
  const [stdin, stderr] = [new PassThrough(), new PassThrough()];
  let shown = '';
  stderr.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
  });
  const tty = { isTTY: true };
  return {
    stdin: Object.assign(stdin, tty) as unknown as NodeJS.ReadStream,
    stderr: Object.assign(stderr, tty) as unknown as NodeJS.WriteStream,
    enter: () => stdin.write('\n'),
    shown: () => shown,
  };
}

describe('a rehearsal that is watched', () => {
  it('is not held back when nobody asked for it', () => {
    const { stdin, stderr } = terminal();
    expect(showDays({ speed: null, step: false, stdin, stderr, makeRoom: () => undefined })).toBeUndefined();
  });

  it('with --step shows a day on which something happened and goes on at Enter, not before; an empty day passes', async () => {
    const { stdin, stderr, enter, shown } = terminal();
    const passing = showDays({ speed: null, step: true, stdin, stderr, makeRoom: () => undefined });
    await passing?.(localDate('2023-10-08'), []);
    expect(shown()).toBe('');
    let gone = false;
    const day = passing?.(localDate('2023-10-09'), happened('T−1 提醒')).then(() => {
      gone = true;
    });
    await expect.poll(shown).toContain('按回车继续');
    expect(shown()).toContain('15:00  T−1 提醒');
    expect(gone).toBe(false);
    enter();
    await day;
    expect(gone).toBe(true);
  });

  it('with --speed holds back each day by its length, the days in between that nobody saw included', async () => {
    const { stdin, stderr, shown } = terminal();
    const passing = showDays({ speed: 50, step: false, stdin, stderr, makeRoom: () => undefined });
    await passing?.(localDate('2023-10-09'), happened('T−1 提醒'));
    const begun = performance.now();
    await passing?.(localDate('2023-10-14'), happened('周六'));
    // Five days at fifty a second; timers may be a millisecond early.
    expect(performance.now() - begun).toBeGreaterThanOrEqual(98);
    expect(shown()).toMatch(/2023-10-09[\s\S]*2023-10-14/);
  });
});
