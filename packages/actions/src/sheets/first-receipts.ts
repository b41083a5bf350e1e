import type { Instant } from '@duban/base';
import type { Db, Tx } from '@duban/ledger';

/** A version that counts, with its attested arrival. */
interface Arrived {
  readonly id: string;
  readonly at: Instant;
  /** It has E findings. */
  readonly blocked: boolean;
}

/**
 * When the office first handed in anything, and anything without E findings, and when the accepted version came: by all versions that
 * count and all arrivals that are attested.
 */
export async function firstReceipts(
  tx: Tx,
  obligation: string,
): Promise<{ first_received_at: Instant | null; first_valid_at: Instant | null; accepted_version_at?: Instant }> {
  const { accepted_submission } = await tx
    .selectFrom('obligation')
    .select('accepted_submission')
    .where('id', '=', obligation)
    .executeTakeFirstOrThrow();
  const versions = await arrivals(tx, obligation);
  const accepted = versions.find(({ id }) => id === accepted_submission);
  return {
    first_received_at: first(versions),
    first_valid_at: first(versions.filter(({ blocked }) => !blocked)),
    ...(accepted ? { accepted_version_at: accepted.at } : {}),
  };
}

function first(versions: readonly Arrived[]): Instant | null {
  return versions.length === 0 ? null : (Math.min(...versions.map(({ at }) => at)) as Instant);
}

async function arrivals(db: Db, obligation: string): Promise<Arrived[]> {
  const rows = await db
    .selectFrom('submission as s')
    .leftJoin('registration as r', (join) => join.onRef('r.submission', '=', 's.id').on('r.state', '!=', 'rejected'))
    .select((eb) => [
      's.id',
      eb.fn.coalesce('r.arrived_at', 's.received_at').as('at'),
      eb
        .exists(
          eb
            .selectFrom('finding as f')
            .select('f.seq')
            .whereRef('f.submission', '=', 's.id')
            .where('f.severity', '=', 'E'),
        )
        .as('blocked'),
    ])
    .where('s.obligation', '=', obligation)
    .where('s.voided_at', 'is', null)
    .execute();
  return rows.map((row) => ({ ...row, blocked: Boolean(row.blocked) }));
}
