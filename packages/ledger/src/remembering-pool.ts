import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import pg from 'pg';

/** Statements that one connection prepares; each holds some of the server's memory until the connection ends. */
const REMEMBERED = 200;
/** Statements that were sent once so far: lists of ever changing length, mostly. */
const SENT_ONCE = 1_000;
/** PostgreSQL's "cached plan must not change result type": a table was altered (an update came) after the statement was prepared. */
const PLAN_OUTDATED = '0A000';

/**
 * The pool for kysely, with connections that prepare what they are asked a second time: to parse and plan a look at an office anew takes the
 * server three fifths of its time. Behind a pooler that shares connections between transactions it would need one that knows prepared
 * statements (PgBouncer 1.21).
 */
export function rememberingPool(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, RememberingClient>();
  return {
    connect: async () => {
      const client = await pool.connect();
      const known = clients.get(client) ?? new RememberingClient(client);
      clients.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

class RememberingClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  readonly #names = new Map<string, string>();
  readonly #once = new Set<string>();
  #count = 0;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query(text: unknown, parameters: readonly unknown[] = []): never {
    if (typeof text !== 'string') throw new TypeError('the ledger reads without cursors');
    return this.#send(text, [...parameters]) as never;
  }

  release(): void {
    this.#client.release();
  }

  async #send(text: string, values: unknown[]): Promise<pg.QueryResult> {
    const name = this.#nameOf(text, values);
    if (name === null) return this.#client.query(text, values);
    try {
      return await this.#client.query({ name, text, values });
    } catch (error) {
      // The next one prepares its statement anew, under another name.
      if (error instanceof pg.DatabaseError && error.code === PLAN_OUTDATED) this.#names.clear();
      throw error;
    }
  }

  /** The statement's name on this connection; null: it is sent as it is. */
  #nameOf(text: string, values: readonly unknown[]): string | null {
    // What has no parameters is a begin or a commit, or asked once.
    if (values.length === 0) return null;
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    if (!this.#once.delete(text)) {
      if (this.#once.size >= SENT_ONCE) this.#once.clear();
      this.#once.add(text);
      return null;
    }
    if (this.#names.size >= REMEMBERED) return null;
    const name = `s${++this.#count}`;
    this.#names.set(text, name);
    return name;
  }
}
