import { checkpointAudit } from '@duban/actions/checkpoint-audit';
import { type Context, SYSTEM } from '@duban/actions/context';
import { sealEvents } from '@duban/actions/seal-events';
import type { Clock } from '@duban/base/clock';

/** One round of the audit: seals what was written since the last, and on the first round of a day writes down how long the chain is. */
export async function keepAudit(
  ctx: Pick<Context, 'ledger' | 'secret'>,
  { folder, clock }: { readonly folder: string | null; readonly clock: Clock },
): Promise<void> {
  const now = clock.now();
  await sealEvents(ctx, { actor: SYSTEM, folder, now });
  await checkpointAudit(ctx, { actor: SYSTEM, folder, daily: true, now });
}
