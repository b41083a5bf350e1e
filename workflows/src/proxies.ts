import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from './activities.js';
import { QUEUES } from './names.js';

/** Looks at the ledger: short transactions (a merge reads every sheet), retried until the database is back. */
export const { campaignTick, chaseTick, roundTick, reportTick } = proxyActivities<Omit<Activities, 'deliver'>>({
  taskQueue: QUEUES.ledger,
  startToCloseTimeout: '60 seconds',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/** One SMTP session. What became of it is a row of the ledger, so a retry is always safe: it starts with the claim. */
export const { deliver } = proxyActivities<Pick<Activities, 'deliver'>>({
  taskQueue: QUEUES.mail,
  startToCloseTimeout: '60 seconds',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});
