import type { Instant } from '@duban/base';
import { formatMinute } from '@duban/base/time';

/** `duban-20261125-1742.zip`; an encrypted one is no zip to anybody else. */
export function backupName(now: Instant, encrypted: boolean): string {
  const stamp = formatMinute(now).replace(/[-:]/g, '').replace(' ', '-');
  return `duban-${stamp}.${encrypted ? 'duban' : 'zip'}`;
}
