import type { Instant } from '@duban/base';
import { campaignTime, recordEvent, type SealAlgorithm, setSealAlgorithm } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';

/**
 * What seals are made with from now on (SHA-256, or SM3 where the state's own algorithms are asked for); those before stay. `now` is server
 * time.
 * @throws DubanError `not-allowed`, `seal-algorithm-missing`
 */
export async function chooseSealAlgorithm(
  ctx: Pick<Context, 'ledger'>,
  { algorithm, actor, now }: { algorithm: SealAlgorithm; actor: Actor; now: Instant },
): Promise<void> {
  requireRight(actor, 'system.operate', '选择封存算法');
  await ctx.ledger.transaction(async (tx) => {
    await setSealAlgorithm(tx, algorithm);
    const at = await campaignTime(tx, now);
    await recordEvent(tx, { campaign: null, at, kind: 'seal-algorithm-chosen', actor, subject: algorithm });
  });
}
