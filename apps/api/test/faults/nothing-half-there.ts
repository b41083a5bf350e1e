import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { World } from '../../../../packages/actions/test/world.ts';
import type { Acknowledged } from './stubborn-clerk.ts';

/** Every acknowledged file is there under its receipt, byte for byte; whatever else is there is there whole. */
export async function expectNothingLost({ db }: World, acknowledged: readonly Acknowledged[]): Promise<void> {
  for (const { obligation, sha256, receipt } of acknowledged) {
    const kept = await db
      .selectFrom('submission as s')
      .innerJoin('blob as b', 'b.sha256', 's.blob')
      .select(['s.obligation', 's.receipt_no', 'b.bytes'])
      .where('s.id', '=', receipt.submission)
      .executeTakeFirst();
    expect({ ...kept, bytes: kept && createHash('sha256').update(kept.bytes).digest('hex') }).toEqual({
      obligation,
      receipt_no: receipt.receiptNo,
      bytes: sha256,
    });
    expect(receipt.sha256).toBe(sha256);
  }
  expect(await halves(db)).toEqual([]);
}

/** Submissions that lack a part of what one transaction writes: their event, their version's count, their answer by mail, their poke. */
async function halves(db: World['db']): Promise<unknown[]> {
  const { rows } = await sql`
    select s.id, o.version as counted, (select max(version) from submission where obligation = o.id) as versions,
      (select count(*)::int from event e where e.kind = 'sheet-handed-in' and e.subject = s.id) as events,
      (select count(*)::int from message m where m.kind in ('receipt', 'return') and starts_with(m.id, s.id || '/')) as answers,
      (select count(*)::int from poke p where p.workflow = 'office' and p.input->>'office' = o.office and p.created_at >= s.received_at) as pokes
    from submission s join obligation o on o.id = s.obligation`.execute(db);
  const whole = (row: unknown): boolean => {
    const { counted, versions, events, answers, pokes } = row as Record<string, number>;
    return counted === versions && events === 1 && answers === 1 && (pokes ?? 0) >= 1;
  };
  return rows.filter((row) => !whole(row));
}
