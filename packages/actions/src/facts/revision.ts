import { DubanError } from '@duban/base';

/** Refuses to change what somebody else has changed since it was looked at; null asks for no such check (the system's own steps). */
export function refuseChanged(what: string, current: number, expected: number | null): void {
  if (expected !== null && expected !== current) throw new DubanError('changed-meanwhile', { what, current, expected });
}
