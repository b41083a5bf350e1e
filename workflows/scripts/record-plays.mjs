// Records the cases that a rehearsal does not meet into test/histories/<release>: `node workflows/scripts/record-plays.mjs v0.2`, after a
// build, about a minute: mail that breaks off or is put off, a poke in the middle of a look, a child that is there already, runs that
// continue as new. The activities are scripted; the workflows and the server are the real ones.
import { fileURLToPath } from 'node:url';
import { findBinary } from '@duban/runtime';
import { POKE, QUEUES, workflowId } from '@duban/workflows';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { folderOf, writeHistory } from './write-history.mjs';

const folder = folderOf('record-plays.mjs');
const logger = new DefaultLogger('ERROR', () => undefined);
Runtime.install({ logger, telemetryOptions: { logging: { filter: 'OFF', forward: {} } } });
const env = await TestWorkflowEnvironment.createLocal({
  server: {
    executable: { type: 'existing-path', path: await findBinary('temporal') },
    extraArgs: ['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=60'],
    log: { level: 'error', format: 'pretty' },
  },
});
const { client, nativeConnection: connection } = env;
const taskQueue = QUEUES.workflows;

/** Campaign → activity → its line, told the question and the number of the call. */
const plays = new Map();
const counts = new Map();
const activities = Object.fromEntries(
  ['campaignTick', 'chaseTick', 'roundTick', 'reportTick', 'deliver'].map((name) => [
    name,
    async (at) => {
      const campaign = at.campaign ?? at.message.split('/')[0];
      const key = `${campaign} ${name}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      const line =
        plays.get(campaign)?.[name] ?? (() => ({ waitMs: null, deliver: [], summary: '没有待办的提醒', done: false }));
      return line(counts.get(key), at);
    },
  ]),
);
const workflowsPath = fileURLToPath(import.meta.resolve('@duban/workflows/workflows'));
const { code } = await bundleWorkflowCode({ workflowsPath, logger });
const workers = await Promise.all([
  Worker.create({ connection, taskQueue, workflowBundle: { code } }),
  Worker.create({ connection, taskQueue: QUEUES.ledger, activities }),
  Worker.create({ connection, taskQueue: QUEUES.mail, activities }),
]);
const running = workers.map((worker) => worker.run());

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function until(question) {
  for (let i = 0; i < 600; i++) {
    if (await question()) return;
    await wait(100);
  }
  throw new Error(`never: ${question}`);
}
const called = (campaign, name, times) => until(() => (counts.get(`${campaign} ${name}`) ?? 0) >= times);
const start = (kind, input) =>
  client.workflow.start(kind, { workflowId: workflowId(kind, input), taskQueue, args: [input] });
const poke = (kind, input) =>
  client.workflow.signalWithStart(kind, {
    workflowId: workflowId(kind, input),
    taskQueue,
    args: [input],
    signal: POKE,
  });
const keep = (name, handle) => writeHistory(folder, name, handle);
const NEXT = '下一步：10月9日 15:00 T−1 提醒 兖州区 第三季度统计表';
const rests = { waitMs: null, deliver: [], summary: NEXT, done: false };
const done = { waitMs: null, deliver: [], summary: '没有待办的提醒', done: true };

try {
  // Mail that the server puts off, then takes.
  plays.set('deferred', {
    chaseTick: (n) => (n < 3 ? { ...rests, waitMs: 60_000, deliver: ['deferred/1', 'deferred/2'] } : done),
    deliver: (n) => ({ waitMs: n === 1 ? 300 : null }),
  });
  const deferred = await start('office', { campaign: 'deferred', office: 'yanzhou' });
  await called('deferred', 'chaseTick', 2);
  await poke('office', { campaign: 'deferred', office: 'yanzhou' });
  await deferred.result();
  await keep('office-deferred-mail', deferred);

  // Mail that breaks every attempt: the chaser goes on and rests.
  plays.set('broken', {
    chaseTick: (n) => (n === 1 ? { ...rests, deliver: ['broken/1', 'broken/2'] } : rests),
    deliver: (_, { message }) => {
      if (message === 'broken/1') throw new Error('a template that cannot be read');
      return { waitMs: null };
    },
  });
  const broken = await start('office', { campaign: 'broken', office: 'yanzhou' });
  await called('broken', 'deliver', 7);
  await wait(500);
  await keep('office-broken-mail', broken);

  // A poke in the middle of a look is answered by one more.
  plays.set('poked', {
    chaseTick: async (n) => {
      if (n === 1) await poke('office', { campaign: 'poked', office: 'yanzhou' });
      return n < 3 ? rests : done;
    },
  });
  const poked = await start('office', { campaign: 'poked', office: 'yanzhou' });
  await called('poked', 'chaseTick', 2);
  await poke('office', { campaign: 'poked', office: 'yanzhou' });
  await poked.result();
  await keep('office-poked-while-looking', poked);

  // A long history: the run that ends, and the one that goes on.
  plays.set('long', {
    chaseTick: async (n) => {
      if (n < 20) await poke('office', { campaign: 'long', office: 'yanzhou' });
      return n < 20 ? rests : done;
    },
  });
  const long = await start('office', { campaign: 'long', office: 'yanzhou' });
  await long.result();
  await keep('office-continued', client.workflow.getHandle(long.workflowId, long.firstExecutionRunId));
  await keep('office-goes-on', client.workflow.getHandle(long.workflowId));

  // More offices than one run starts, with titles; one of them was started by a poke before.
  const offices = Array.from({ length: 104 }, (_, i) => `town-${String(i + 1).padStart(3, '0')}`);
  const titles = Object.fromEntries(offices.map((office) => [`office/${office}`, `催报：${office}`]));
  await poke('office', { campaign: 'many', office: offices[0] });
  plays.set('many', {
    campaignTick: (n) => ({
      waitMs: n < 3 ? 300 : null,
      deliver: n === 1 ? ['many/launch/1', 'many/launch/2'] : [],
      running: { offices, rounds: [], reports: ['summary'] },
      titles,
      summary: '下一次晨报：10月9日',
      done: n >= 3,
    }),
    chaseTick: () => done,
  });
  const many = await start('campaign', { campaign: 'many' });
  await many.result();
  await keep('campaign-many-offices', client.workflow.getHandle('many', many.firstExecutionRunId));
  await keep('campaign-goes-on', client.workflow.getHandle('many'));

  // A merge that fails a few times, after its due.
  plays.set('merged', {
    roundTick: (n) => {
      if (n === 1) return { waitMs: 300, summary: '2023年第三季度统计表：还有3家未了结，报送截止10月8日', done: false };
      if (n < 4) throw new Error('round changed while it was merged');
      return { waitMs: null, summary: '2023年第三季度统计表已汇总', done: true };
    },
  });
  const merged = await start('round', { campaign: 'merged', requirement: 'quarterly-table', period: '2023Q3' });
  await merged.result();
  await keep('round-merge-retried', merged);

  // People's pace: returned once, then issued; never a timer.
  const stages = ['待核稿', '待会签', '待核稿', '待会签', '待签发', '已签发'];
  plays.set('signed', {
    reportTick: (n) => ({ waitMs: null, summary: `总结报告：${stages[n - 1]}`, done: n === stages.length }),
  });
  const signed = await start('report', { campaign: 'signed', kind: 'summary' });
  for (let look = 1; look < stages.length; look++) {
    await called('signed', 'reportTick', look);
    await poke('report', { campaign: 'signed', kind: 'summary' });
  }
  await signed.result();
  await keep('report-returned-and-issued', signed);
} finally {
  for (const worker of workers) worker.shutdown();
  await Promise.all(running);
  await env.teardown();
}
