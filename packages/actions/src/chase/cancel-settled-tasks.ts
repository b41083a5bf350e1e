import type { Instant } from '@duban/base';
import { closedByMerge, type Tx } from '@duban/ledger';

/**
 * Takes an office's calls and letters off the list when nothing they are about is owed any more: nobody is called for what they
 * already sent, or for a round that was closed without them. Returns the tasks; the caller's event tells why.
 */
export async function cancelSettledTasks(
  tx: Tx,
  where: { readonly campaign: string; readonly offices: readonly string[] },
  now: Instant,
): Promise<string[]> {
  const cancelled = await tx
    .updateTable('task')
    .set({ state: 'cancelled', done_at: now })
    .where('campaign', '=', where.campaign)
    .where('office', 'in', where.offices)
    .where('state', '=', 'open')
    .where((eb) =>
      eb.exists(eb.selectFrom('task_line as l').select('l.task').whereRef('l.task', '=', eb.ref('task.id'))),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('task_line as l')
            .innerJoin('obligation as o', 'o.id', 'l.obligation')
            .innerJoin('round as r', 'r.id', 'o.round')
            .select('l.task')
            .whereRef('l.task', '=', eb.ref('task.id'))
            .whereRef('o.arm', '=', 'l.arm')
            .where('o.state', 'in', ['expected', 'returned'])
            .where((of) => of.not(closedByMerge)),
        ),
      ),
    )
    .returning('id')
    .execute();
  return cancelled.map((task) => task.id);
}
