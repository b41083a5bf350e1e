import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from './activities.js';
import { QUEUES } from './names.js';

/**
 * Looks at the ledger: mostly short transactions, but a merge reads thousands of sheets, and a morning may poke as many offices.
 * A process that died is told by its heartbeat, not by the time limit. Retried until the database is back.
 */
export const { campaignTick, chaseTick, roundTick, reportTick } = proxyActivities<Omit<Activities, 'deliver'>>({
  taskQueue: QUEUES.ledger,
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/**
 * One SMTP session. What became of it is a row of the ledger, so a retry is always safe: it starts with the claim.
 * The time limit is longer than the claim's lease: a slow session must not be repeated beside itself while its process lives.
 * A message that breaks every attempt must not hold up the others for ever: after half a minute of retries `deliverAll` goes on.
 */
export const { deliver } = proxyActivities<Pick<Activities, 'deliver'>>({
  taskQueue: QUEUES.mail,
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute', maximumAttempts: 6 },
});
