// One of the two processes of a bare worker, as many as Duban's has; limits of its mail are the same.
import { fileURLToPath } from 'node:url';
import { openLedger } from '@duban/ledger';
import { createMailer } from '@duban/notify';
import { exitWithParent } from '@duban/runtime';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { sql } from 'kysely';

exitWithParent();
const logger = new DefaultLogger('WARN');
Runtime.install({ logger, telemetryOptions: { logging: { filter: 'WARN', forward: {} } } });
const { which, temporalAddress, databaseUrl, smtp } = JSON.parse(process.env.BARE_WORKER);
const connection = await NativeConnection.connect({ address: temporalAddress });

async function workflowWorkers() {
  const workflowsPath = fileURLToPath(new URL('bare-office.mjs', import.meta.url));
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  return [await Worker.create({ connection, taskQueue: 'bare', workflowBundle: { code } })];
}

async function activityWorkers() {
  const { db } = await openLedger(databaseUrl);
  const mailer = createMailer({ ...smtp, connections: 4 });
  const set = (id, state) => sql`update bare_message set state = ${state} where id = ${id}`.execute(db);
  const activities = {
    claim: (id) => set(id, 'sending').then(() => undefined),
    send: async (id) => {
      const messageId = `${id}@bench.example`;
      const date = '2024-03-29T15:00:00+08:00';
      const text = '请于 4 月 10 日前报送季报。'.repeat(20);
      await mailer.send({
        fromName: '某局',
        to: `${id}@x.example`,
        subject: '提醒',
        text,
        messageId,
        date,
        attachments: [],
      });
      await set(id, 'sent');
    },
  };
  return [
    await Worker.create({ connection, taskQueue: 'bare-ledger', activities, maxConcurrentActivityTaskExecutions: 8 }),
    await Worker.create({
      connection,
      taskQueue: 'bare-mail',
      activities,
      maxConcurrentActivityTaskExecutions: 4,
      maxTaskQueueActivitiesPerSecond: 20,
    }),
  ];
}

const workers = which === 'workflows' ? await workflowWorkers() : await activityWorkers();
process.once('SIGTERM', () => {
  for (const worker of workers) worker.shutdown();
});
const running = workers.map((worker) => worker.run());
process.send?.({ ready: true });
await Promise.all(running);
process.exit(0);
