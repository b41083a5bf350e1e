import type { Instant } from '@duban/base';
import { poke } from '@duban/ledger';
import type { Context } from './context.js';
import { workflowsOf } from './next/workflows-of.js';

/**
 * Ends the leases of attempts whose process has died, so that their mail need not wait them out. Only for the one process that sends:
 * beside a living sender it would make mail leave twice. Returns how many there were; their campaigns' workflows look again.
 */
export async function releaseLeases(ctx: Pick<Context, 'ledger'>, now: Instant): Promise<number> {
  return ctx.ledger.transaction(async (tx) => {
    const released = await tx
      .updateTable('message')
      .set({ lease_until: now })
      .where('state', '=', 'sending')
      .where('lease_until', '>', now)
      .returning('campaign')
      .execute();
    for (const campaign of new Set(released.map((row) => row.campaign)))
      await poke(tx, await workflowsOf(tx, campaign), now);
    return released.length;
  });
}
