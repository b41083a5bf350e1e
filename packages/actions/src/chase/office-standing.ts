import type { Instant } from '@duban/base';
import type { Tx } from '@duban/ledger';
import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { type OpenMessage, selectOpen } from '../messages/open-messages.js';

/** What is open at an office once a look has carried out its steps. */
export interface OfficeStanding {
  readonly mail: readonly OpenMessage[];
  /** Something is on the list about it. */
  readonly tasks: boolean;
  /** When it acts next, as boards have it; undefined: nobody has looked yet. */
  readonly next: Instant | null | undefined;
}

/** Reads it in one statement. */
export async function officeStanding(
  tx: Tx,
  { campaign, office }: { readonly campaign: string; readonly office: string },
): Promise<OfficeStanding> {
  const task = tx
    .selectFrom('task')
    .select('id')
    .where('campaign', '=', campaign)
    .where('office', '=', office)
    .where(sql<boolean>`state = 'open'`)
    .limit(1);
  const next = tx.selectFrom('office_next').select('at').where('campaign', '=', campaign).where('office', '=', office);
  const found = await tx
    .selectNoFrom([
      jsonArrayFrom(selectOpen(tx, campaign, office)).as('mail'),
      jsonArrayFrom(task).as('tasks'),
      jsonArrayFrom(next).as('next'),
    ])
    .executeTakeFirstOrThrow();
  return { mail: found.mail, tasks: found.tasks.length > 0, next: found.next[0]?.at };
}
