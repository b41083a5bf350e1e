import { DubanError } from '@duban/base';
import { Client, type ClientPlugin, Connection } from '@temporalio/client';
import { clientConverterOf } from './data-converter.js';
import { connectionOptionsOf, namespaceOf, type TemporalReach } from './reach.js';

/** A client and what it must close. */
interface Reached {
  readonly client: Client;
  readonly connection: Connection;
}

/**
 * Reaches Temporal as a client; `plugins` see every call, as tracing does.
 * @throws DubanError `temporal-away`
 */
export async function reachTemporal(reach: TemporalReach, plugins: readonly ClientPlugin[] = []): Promise<Reached> {
  const connection = await said(reach, () => Connection.connect(connectionOptionsOf(reach)));
  const client = new Client({
    connection,
    namespace: namespaceOf(reach),
    dataConverter: clientConverterOf(reach),
    plugins: [...plugins],
  });
  return { client, connection };
}

/** Connects, or says in Chinese why not. Throws `temporal-away`. */
export async function said<T>({ temporalAddress }: TemporalReach, connect: () => Promise<T>): Promise<T> {
  try {
    return await connect();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DubanError('temporal-away', { address: temporalAddress, reason }, { cause });
  }
}
