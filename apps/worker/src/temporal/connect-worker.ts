import { NativeConnection } from '@temporalio/worker';
import { said } from './connect.js';
import { connectionOptionsOf, type TemporalReach } from './reach.js';

/**
 * Reaches Temporal as a worker. A file of its own: a client need not load what runs workflows.
 * @throws DubanError `temporal-away`
 */
export function reachAsWorker(reach: TemporalReach): Promise<NativeConnection> {
  return said(reach, () => NativeConnection.connect(connectionOptionsOf(reach)));
}
