import type { Instant } from '@duban/base';
import { sql } from 'kysely';
import type { Tx } from '@duban/ledger';

/** Takes calls and letters off the list when nothing they are about is owed any more: nobody is called for what they already sent. */
export async function cancelSettledTasks(tx: Tx, obligation: string, now: Instant): Promise<void> {
  await sql`
    update task set state = 'cancelled', done_at = ${now}
    where state = 'open' and id in (select task from task_line where obligation = ${obligation})
      and not exists (select 1 from task_line l join obligation o on o.id = l.obligation
                      where l.task = task.id and o.state in ('expected','returned') and o.arm = l.arm)`.execute(tx);
}
