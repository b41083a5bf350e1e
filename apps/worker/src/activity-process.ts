import type { SendingContext } from '@duban/actions/context';
import { loadCalendar } from '@duban/actions/load-calendar';
import { releaseLeases } from '@duban/actions/release-leases';
import { systemClock } from '@duban/base/clock';
import { campaignTime, openLedger } from '@duban/ledger';
import { createMailer } from '@duban/notify';
import { exitWithParent } from '@duban/runtime';
import { createWorkbookPool } from '@duban/workbook';
import { QUEUES } from '@duban/workflows';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createActivities } from './activities.js';
import { readWorkerConfig } from './config.js';
import { keepAudit } from './keep-audit.js';
import { keepRelaying } from './keep-relaying.js';
import { relayAll } from './relay.js';
import { quiet, runWorkers } from './run-workers.js';

/** As many SMTP sessions as mail activities: one that waited for a session would use up its lease in the queue. */
const MAILS_AT_ONCE = 4;
/** Of the whole queue, so the same on every worker: mail servers slow down or block a sender that floods them. */
const MAILS_PER_SECOND = 20;

exitWithParent();
quiet();
const config = readWorkerConfig();
const calendar = await loadCalendar(config.dataFolder);
const ledger = await openLedger(config.databaseUrl);
const connection = await Connection.connect({ address: config.temporalAddress });
const client = new Client({ connection });
const workbooks = createWorkbookPool({ size: config.workbooks ?? 2 });
const mailer = createMailer({ ...config.smtp, connections: MAILS_AT_ONCE });
const ctx: SendingContext = {
  ledger,
  workbooks,
  mailer,
  calendar,
  secret: config.secret,
  mailDomain: config.mailDomain,
  webAddress: config.webAddress,
};
const relay = async (): Promise<void> => {
  await relayAll(ledger, client, systemClock);
};
if (config.alone) await releaseLeases(ctx, await campaignTime(ledger.db, systemClock.now()));
const activities = createActivities(ctx, relay);
const native = await NativeConnection.connect({ address: config.temporalAddress });
const ledgerWorker = await Worker.create({
  connection: native,
  taskQueue: QUEUES.ledger,
  activities,
  maxConcurrentActivityTaskExecutions: 8,
});
const mailWorker = await Worker.create({
  connection: native,
  taskQueue: QUEUES.mail,
  activities,
  maxConcurrentActivityTaskExecutions: MAILS_AT_ONCE,
  maxTaskQueueActivitiesPerSecond: MAILS_PER_SECOND,
});
const endRelaying = config.relayMs
  ? keepRelaying(relay, {
      everyMs: config.relayMs,
      onTrouble: (error) => Runtime.instance().logger.warn('pokes wait: they could not be relayed', { error }),
    })
  : undefined;
const endSealing = config.sealMs
  ? keepRelaying(() => keepAudit(ctx, { folder: config.dataFolder ?? null, clock: systemClock }), {
      everyMs: config.sealMs,
      onTrouble: (error) => Runtime.instance().logger.error('audit: not sealed, or the chain is broken', { error }),
    })
  : undefined;
await runWorkers([ledgerWorker, mailWorker]);
await Promise.all([endRelaying?.(), endSealing?.()]);
await Promise.all([mailer.close(), workbooks.close(), ledger.close(), connection.close(), native.close()]);
process.exit(0);
