import type { LocalDate } from '@duban/base';
import { daysBetween } from '@duban/base/time';
import pc from 'picocolors';
import stringWidth from 'string-width';

/** One line of the chart: a bar from `from` to `to`, or a mark on `to` when it has no beginning. */
export interface ChartLine {
  readonly label: string;
  readonly from: LocalDate | null;
  readonly to: LocalDate;
  readonly kind: 'phase' | 'due' | 'upward' | 'milestone';
  /** The day is provisional: its question is open. */
  readonly open?: boolean;
}

const WIDTH = 60;
const MARKS = { phase: '━', due: '◆', upward: '▲', milestone: '○' } as const;

/** A chart of days for the terminal, months on top; Chinese labels keep their columns. */
export function planChart(lines: readonly ChartLine[]): string {
  const days = lines.flatMap(({ from, to }) => (from === null ? [to] : [from, to])).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return '（没有日期）';
  const start = `${first.slice(0, 7)}-01` as LocalDate;
  const span = Math.max(1, daysBetween(start, last) + 1);
  const at = (day: LocalDate): number => Math.min(WIDTH - 1, Math.floor((daysBetween(start, day) * WIDTH) / span));
  const label = Math.min(44, Math.max(...lines.map((line) => stringWidth(line.label))));
  const rows = lines.map((line) => {
    const to = at(line.to);
    const from = line.from === null ? to : at(line.from);
    const bar = line.kind === 'phase' ? MARKS.phase.repeat(to - from + 1) : MARKS[line.kind];
    const where = line.kind === 'phase' ? from : to;
    return `${padded(line.label, label)}  ${' '.repeat(where)}${coloured(line.kind, bar)} ${pc.dim(line.to.slice(5))}${line.open ? pc.yellow('？') : ''}`;
  });
  return [`${' '.repeat(label)}  ${pc.dim(months(start, { last, at }))}`, ...rows].join('\n');
}

function coloured(kind: ChartLine['kind'], bar: string): string {
  return kind === 'phase' ? pc.cyan(bar) : kind === 'due' ? pc.yellow(bar) : kind === 'upward' ? pc.magenta(bar) : bar;
}

/** `8月 9月 …` above the day each begins; a name that would touch the one before it is left out. */
function months(start: LocalDate, { last, at }: { last: LocalDate; at: (day: LocalDate) => number }): string {
  let text = '';
  const years = start.slice(0, 4) !== last.slice(0, 4);
  const name = (y: number, m: number): string => (years && m === 1 ? `${y}年` : `${m}月`);
  let [year, month] = start.split('-').map(Number) as [number, number];
  for (;;) {
    const day = `${year}-${String(month).padStart(2, '0')}-01` as LocalDate;
    if (day > last) return text;
    const column = at(day);
    if (text === '' || column > stringWidth(text))
      text += `${' '.repeat(column - stringWidth(text))}${name(year, month)}`;
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
}

/** Cut or filled to `width` columns of the terminal, a Chinese character being two. */
function padded(text: string, width: number): string {
  let cut = text;
  while (stringWidth(cut) > width) cut = `${cut.replace(/…$/, '').slice(0, -1)}…`;
  return cut + ' '.repeat(width - stringWidth(cut));
}
