import type { Progress } from '@duban/rehearsal';

const BAR = 24;

/** One line that is written over on a terminal; on anything else a line per tenth and per step. */
export function progressLine(stream: NodeJS.WriteStream): { show(progress: Progress): void; done(): void } {
  let last = '';
  let open = false;
  const show = ({ step, share }: Progress): void => {
    if (stream.isTTY) {
      const filled = share === null ? 0 : Math.round(share * BAR);
      const text = share === null ? step : `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${step}`;
      stream.write(`\r\u001b[K${text}`);
      open = true;
      return;
    }
    const mark = share === null ? step : `${Math.floor(share * 10) * 10}%`;
    if (mark !== last) stream.write(share === null ? `${step}\n` : `  ${mark}  ${step}\n`);
    last = mark;
  };
  return {
    show,
    done: () => {
      if (open) stream.write('\r\u001b[K');
      open = false;
    },
  };
}
