import { DubanError, type LocalDate } from '@duban/base';
import { localDate } from '@duban/base/time';
import { DEFAULT_SEED } from '@duban/rehearsal';

/** `duban rehearse` as it was typed. */
export interface Options {
  readonly out?: string;
  readonly seed?: string;
  readonly profile?: string;
  readonly year?: string;
  readonly launch?: string;
  readonly speed?: string;
  readonly step?: boolean;
  readonly temporal?: boolean;
  readonly compare?: string;
  readonly from?: string;
  readonly seeds?: string;
  readonly json?: boolean;
}

/** A wrong use, in Chinese. */
export class WrongUse extends Error {}

export function numberOf({ seed }: Options): number {
  const number = seed === undefined ? DEFAULT_SEED : Number(seed);
  if (!Number.isSafeInteger(number)) throw new WrongUse(`--seed 要是整数，收到的是“${seed}”。`);
  return number;
}

export function dayOf(option: '--launch' | '--from', text: string | undefined): LocalDate | null {
  if (text === undefined) return null;
  try {
    return localDate(text);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof DubanError)) throw error;
    throw new WrongUse(`${option} 要是 YYYY-MM-DD 的日期，收到的是“${text}”。`);
  }
}

/** The day of the launch: `--launch`, or the notice's own day (`own`) in another year. */
export function launchOf(options: Options, own: () => LocalDate): LocalDate | null {
  const { year, launch } = options;
  if (year === undefined) return dayOf('--launch', launch);
  if (launch !== undefined) throw new WrongUse('--year 和 --launch 只能写一个。');
  // Working days are known from 2004 on; a year that is not announced yet counts as plain weekdays.
  if (!/^20\d{2}$/.test(year) || Number(year) < 2004)
    throw new WrongUse(`--year 要是 2004 到 2099 之间的年份，收到的是“${year}”。`);
  const day = own().slice(4);
  return localDate(`${year}${day === '-02-29' ? '-02-28' : day}`);
}

/** Days per second; null: as fast as it goes. */
export function speedOf({ speed }: Options): number | null {
  if (speed === undefined) return null;
  const days = Number(speed);
  if (!(days > 0) || !Number.isFinite(days))
    throw new WrongUse(`--speed 要是大于 0 的数（每秒几天），收到的是“${speed}”。`);
  return days;
}
