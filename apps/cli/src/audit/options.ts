import { DubanError, type Instant } from '@duban/base';
import { at, endOfDay, localDate } from '@duban/base/time';
import type { SealAlgorithm, Witness } from '@duban/ledger';

/** A place of the chain. Throws `setting-invalid`. */
export function placeOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(text)) throw invalid(name, `要是从 1 起的整数，收到的是“${text}”`);
  return Number(text);
}

/** `120345:9f86…`, as `duban audit seal` prints it. Throws `setting-invalid`. */
export function headOf(text: string | undefined): Witness | undefined {
  if (text === undefined) return undefined;
  const [, n, hash] = /^([1-9]\d{0,14})[:：]([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  if (n === undefined || hash === undefined) throw invalid('--expect', '要写成 序号:摘要，摘要是 64 位十六进制');
  return { n: Number(n), hash: hash.toLowerCase(), source: ' --expect ' };
}

/** The beginning, or the end, of a day. Throws `setting-invalid`. */
export function dayOf(name: '--from' | '--to', text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  try {
    const day = localDate(text);
    return name === '--from' ? at(day, '00:00') : endOfDay(day);
  } catch {
    throw invalid(name, `要写成 2026-11-25 这样的日期，收到的是“${text}”`);
  }
}

/** Throws `setting-invalid`. */
export function algorithmOf(text: string | undefined): SealAlgorithm | undefined {
  if (text === undefined || text === 'sha256' || text === 'sm3') return text;
  throw invalid('--algorithm', `只能是 sha256 或 sm3，收到的是“${text}”`);
}

function invalid(name: string, problem: string): DubanError {
  return new DubanError('setting-invalid', { name, problem });
}
