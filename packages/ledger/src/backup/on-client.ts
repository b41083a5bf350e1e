import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import type { Db } from '../ledger.js';
import type { Database } from '../schema.js';

/** Kysely on one connection that somebody else opened, within the transaction that runs there. */
export function onClient(client: pg.Client): Db {
  const only = Object.assign(client, { release: () => undefined });
  return new Kysely<Database>({
    dialect: new PostgresDialect({
      pool: { connect: () => Promise.resolve(only as never), end: () => Promise.resolve() },
    }),
  });
}
