import type { Instant } from '@duban/base';
import { campaignTime, type Db, type Poke, poke, recordEvent } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';
import { workflowsOf } from './next/workflows-of.js';

/** Everything that has to run, by campaign: of all that are not closed. */
export async function workflowsDue(db: Db): Promise<ReadonlyMap<string, readonly Poke[]>> {
  const campaigns = await db
    .selectFrom('campaign')
    .select('id')
    .where('status', '!=', 'closed')
    .orderBy('id')
    .execute();
  const due = new Map<string, readonly Poke[]>();
  for (const { id } of campaigns) due.set(id, await workflowsOf(db, id));
  return due;
}

/** Refuses who may not mend what runs. Throws `not-allowed`. */
export function mayRecover(actor: Actor): void {
  requireRight(actor, 'system.operate', '恢复流程');
}

/**
 * Pokes everything that has to run: what is missing starts, what runs looks at the ledger again. Nothing is sent twice by that: a message
 * leaves when the ledger says that it has not left. `found` (counts by state) is written down; `now` is server time.
 * @throws DubanError `not-allowed`
 */
export async function recoverWorkflows(
  ctx: Pick<Context, 'ledger'>,
  { actor, found, now }: { actor: Actor; found: Readonly<Record<string, number>>; now: Instant },
): Promise<void> {
  mayRecover(actor);
  await ctx.ledger.transaction(async (tx) => {
    const at = await campaignTime(tx, now);
    for (const pokes of (await workflowsDue(tx)).values()) await poke(tx, pokes, at);
    await recordEvent(tx, {
      campaign: null,
      at,
      kind: 'workflows-recovered',
      actor,
      subject: 'workflows',
      data: found,
    });
  });
}
