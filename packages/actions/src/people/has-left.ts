import type { Instant, LocalDate } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { campaignTime, type Db } from '@duban/ledger';

/** Whether somebody's last day is over, at a moment of server time: days of a campaign are days of campaign time. */
export async function hasLeft(
  db: Db,
  { serves_until: until }: { readonly serves_until: LocalDate | null },
  serverNow: Instant,
): Promise<boolean> {
  return until !== null && until < dateOf(await campaignTime(db, serverNow));
}
