import { type Instant, plus } from '@duban/base';
import { type Db, openPokes, type Poke } from '@duban/ledger';
import type { Context } from './context.js';
import { lateMail, type Waiting } from './messages/late-mail.js';
import { GRACE_MS, workflowKey, workflowsExpected } from './next/workflows-expected.js';
import { workflowsOf } from './next/workflows-of.js';

/** What the ledger expects of one workflow, campaign time. */
export interface Expected {
  readonly workflow: Poke;
  /** When it must act next; null: nothing is ahead. */
  readonly due: Instant | null;
  /** That moment is over, or its last look found a later one: it has lost its timer, and no poke is on its way. */
  readonly behind: boolean;
}

export interface Delays {
  /** Campaign time of the question. */
  readonly now: Instant;
  /** Per campaign that is not closed, all that has to run. */
  readonly campaigns: ReadonlyMap<string, readonly Expected[]>;
  /** Null: none. */
  readonly mail: Waiting | null;
  readonly pokes: Waiting | null;
}

/** Looks through the ledger for what should have happened and has not. Reads only; `now` is campaign time. */
export async function findDelays(ctx: Pick<Context, 'ledger' | 'calendar'>, now: Instant): Promise<Delays> {
  const { db } = ctx.ledger;
  const rows = await db
    .selectFrom('campaign')
    .select(['id', 'status', 'launched_at'])
    .where('status', '!=', 'closed')
    .orderBy('id')
    .execute();
  const onTheWay = await pokesOnTheWay(db);
  const campaigns = new Map<string, readonly Expected[]>();
  for (const { id, status, launched_at } of rows) {
    const due =
      status === 'running' ? await workflowsExpected(db, { ctx, campaign: id, launched: launched_at }, now) : null;
    const expected = (await workflowsOf(db, id)).map((workflow): Expected => {
      const key = workflowKey(workflow);
      const found = due?.get(key);
      return { workflow, due: found?.due ?? null, behind: (found?.behind ?? false) && !onTheWay.has(key) };
    });
    campaigns.set(id, expected);
  }
  return { now, campaigns, mail: await lateMail(db, now), pokes: await latePokes(db, now) };
}

async function latePokes(db: Db, now: Instant): Promise<Waiting | null> {
  const { openPokes: count, oldestPokeMs } = await openPokes(db, now);
  return count === 0 || oldestPokeMs < GRACE_MS ? null : { count, oldest: plus(now, -oldestPokeMs), ids: [] };
}

async function pokesOnTheWay(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('poke')
    .select(['workflow', 'input'])
    .where('delivered_at', 'is', null)
    .limit(10_000)
    .execute();
  return new Set(rows.map(workflowKey));
}
