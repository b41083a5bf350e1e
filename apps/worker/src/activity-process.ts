import type { SendingContext } from '@duban/actions/context';
import { loadCalendar } from '@duban/actions/load-calendar';
import { releaseLeases } from '@duban/actions/release-leases';
import { systemClock } from '@duban/base/clock';
import { campaignTime, openLedger } from '@duban/ledger';
import { createMailer } from '@duban/notify';
import { exitWithParent } from '@duban/runtime';
import { createWorkbookPool } from '@duban/workbook';
import { QUEUES } from '@duban/workflows';
import { Runtime, Worker } from '@temporalio/worker';
import { createActivities } from './activities.js';
import { MAILS_AT_ONCE, readWorkerConfig } from './config.js';
import { keepAudit } from './keep-audit.js';
import { keepRelaying } from './keep-relaying.js';
import { relayAll } from './relay.js';
import { installRuntime, runWorkers } from './run-workers.js';
import { reachTemporal } from './temporal/connect.js';
import { reachAsWorker } from './temporal/connect-worker.js';
import { workerConverterOf } from './temporal/data-converter.js';
import { namespaceOf } from './temporal/reach.js';
import { temporalCaller } from './temporal/temporal-caller.js';
import { startTracing } from './tracing.js';

/** Of the whole queue, so the same on every worker: mail servers slow down or block a sender that floods them. */
const MAILS_PER_SECOND = 20;

exitWithParent();
const config = await readWorkerConfig();
installRuntime('activities', config.metrics);
const tracing = config.traces && (await startTracing(config.traces, 'activities'));
const plugins = tracing ? [tracing.plugin] : [];
const calendar = await loadCalendar(config.dataFolder);
const ledger = await openLedger(config.databaseUrl);
const { client, connection } = await reachTemporal(config, plugins);
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
const activities = createActivities(ctx, {
  caller: temporalCaller(),
  relay,
  campaignTime: (server) => campaignTime(ledger.db, server),
});
const native = await reachAsWorker(config);
const common = {
  connection: native,
  namespace: namespaceOf(config),
  dataConverter: workerConverterOf(config),
  plugins,
};
const ledgerWorker = await Worker.create({
  ...common,
  taskQueue: QUEUES.ledger,
  activities,
  maxConcurrentActivityTaskExecutions: 8,
});
const mailWorker = await Worker.create({
  ...common,
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
await Promise.all([
  mailer.close(),
  workbooks.close(),
  ledger.close(),
  connection.close(),
  native.close(),
  tracing?.end(),
]);
process.exit(0);
