/**
 * `npm run bench -- chase [--offices 15,150,1500,2846] [--bare 150]`: reminders per second of the chaser, beside a bare workflow (one timer,
 * one claim, one mail) on the same server, database and mail server, with the same limits; and what an office costs as there are more of
 * them. Every size has services of its own. Time of the campaign is moved as an accelerated campaign moves it, so that what is measured for
 * us contains the pokes as well. Exit code 1 below 0.8 of the bare workflow, or with a history of 600 events.
 */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launchCampaign } from '@duban/actions/launch-campaign';
import { workflowsDue } from '@duban/actions/recover-workflows';
import { stopwatch, systemClock } from '@duban/base/clock';
import { at, localDate } from '@duban/base/time';
import { stateCouncilCalendar } from '@duban/calendar';
import { loadCampaign } from '@duban/campaign/schema';
import { openLedger, poke, setCampaignTime } from '@duban/ledger';
import { forkReady, startDevServer, startPostgres, startSmtpSink, throwawayFolder } from '@duban/runtime';
import { processes, workerEnvironment } from '@duban/worker';
import { installationKey } from '@duban/worker/payload-keys';
import { Client, Connection } from '@temporalio/client';
import { sql } from 'kysely';
import { countryOf } from '../../../packages/campaign/bench/support/country.mjs';

const { values } = parseArgs({
  options: { offices: { type: 'string', default: '15,150,1500,2846' }, bare: { type: 'string', default: '150' } },
});
const sizes = values.offices.split(',').map(Number);
const LAUNCH = at(localDate('2024-01-02'), '09:00');
const ENOUGH = 0.8;
const MOST_EVENTS = 600;
const EVERY_MS = 100;

async function onStage(work) {
  const folder = throwawayFolder('bench-chase');
  const undo = [() => folder.remove()];
  try {
    const keep = async (starting) => {
      const service = await starting;
      undo.push(() => service.stop());
      return service;
    };
    const files = { dbFile: join(folder.path, 'temporal.db'), logFile: join(folder.path, 'temporal.log') };
    const [database, server, sink] = await Promise.all([
      keep(startPostgres({ throwaway: true })),
      keep(startDevServer(files)),
      keep(startSmtpSink({ folder: join(folder.path, 'mails') })),
    ]);
    const ledger = await openLedger(database.url);
    undo.push(() => ledger.close());
    const connection = await Connection.connect({ address: server.address });
    undo.push(() => connection.close());
    const config = {
      temporalAddress: server.address,
      databaseUrl: database.url,
      smtp: { host: '127.0.0.1', port: sink.port, from: 'a@bureau.example', fromName: '某局' },
      secret: 'a secret of the bench, long enough to be one',
      payloadKeys: [installationKey('a secret of the bench, long enough to be one')],
      mailDomain: 'bureau.example',
      webAddress: null,
      relayMs: 200,
    };
    const fork = (module, name, env) =>
      keep(
        forkReady(module, {
          name,
          seconds: 120,
          logFile: join(folder.path, `${name}.log`),
          env: { ...process.env, ...env },
        }),
      );
    return await work({ ledger, client: new Client({ connection }), config, fork, sink });
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

/** Asks until the answer is 0; a run that stands still for two minutes never ends. */
async function untilNone(left) {
  let last = { n: -1, at: systemClock.now() };
  for (;;) {
    const n = await left();
    if (n === 0) return;
    if (n !== last.n) last = { n, at: systemClock.now() };
    if (systemClock.now() - last.at > 120_000) throw new Error(`stands still, ${n} left`);
    await wait(EVERY_MS);
  }
}

const number = async (query, db) => Number((await query.execute(db)).rows[0].n);

async function ours(offices) {
  return onStage(async ({ ledger, client, config, fork }) => {
    await Promise.all([
      fork(processes.workflows, 'workflows', workerEnvironment(config)),
      fork(processes.activities, 'activities', workerEnvironment(config)),
    ]);
    const { db } = ledger;
    await ledger.transaction((tx) => setCampaignTime(tx, systemClock.now(), LAUNCH));
    const requirements = [['quarterly', 'quarterly', '季后10日前']];
    const { texts, answers } = countryOf({ id: `country-${offices}`, offices, requirements });
    const country = { definition: loadCampaign(texts), answers, tables: [] };
    const ctx = { ...config, ledger, workbooks: null, calendar: stateCouncilCalendar };
    const starting = stopwatch();
    await launchCampaign(ctx, country, { actor: { kind: 'bureau', role: 'operator', name: '经办人' }, now: LAUNCH });
    const unlooked = sql`select (select count(*) from office) - (select count(*) from office_next) as n`;
    const unsent = sql`select count(*) as n from message where state in ('planned','deferred','unknown','sending')`;
    await untilNone(async () => (await number(unlooked, db)) + (await number(unsent, db)));
    const startMs = starting();

    const jump = async (moment) => {
      await ledger.transaction(async (tx) => {
        await setCampaignTime(tx, systemClock.now(), moment);
        for (const pokes of (await workflowsDue(tx)).values()) await poke(tx, pokes, moment);
      });
    };
    const slot = await number(sql`select min(at) as n from office_next`, db);
    const planning = stopwatch();
    await jump(slot);
    await untilNone(
      async () => offices - (await number(sql`select count(*) as n from message where kind = 'chase'`, db)),
    );
    const planMs = planning();
    // Everybody has its next timer before the slot closes.
    await untilNone(() => number(sql`select count(*) as n from office_next where at <= ${slot}`, db));
    await wait(2_000);
    const closes = await number(sql`select max(send_after) as n from message where kind = 'chase'`, db);
    const sending = stopwatch();
    await jump(closes);
    await untilNone(() => number(sql`select count(*) as n from message where kind = 'chase' and state <> 'sent'`, db));
    const sendMs = sending();
    const some = Array.from({ length: Math.min(offices, 20) }, (_, i) => `country-${offices}/office/c${i}`);
    const lengths = await Promise.all(
      some.map(async (id) => Number((await client.workflow.getHandle(id).describe()).historyLength)),
    );
    const campaign = Number((await client.workflow.getHandle(`country-${offices}`).describe()).historyLength);
    return { offices, startMs, planMs, sendMs, events: Math.max(...lengths), campaign };
  });
}

async function bare(offices) {
  return onStage(async ({ ledger, client, config, fork }) => {
    const { db } = ledger;
    await sql`create table bare_message (id text primary key, state text not null)`.execute(db);
    await sql`insert into bare_message select 'c' || n, 'planned' from generate_series(1, ${offices}) n`.execute(db);
    const module = fileURLToPath(new URL('support/bare-process.mjs', import.meta.url));
    const told = (which) => ({
      BARE_WORKER: JSON.stringify({ ...config, which }),
      TEMPORAL_VERSION_CHECK_DISABLED: '1',
    });
    await Promise.all(['workflows', 'activities'].map((which) => fork(module, `bare-${which}`, told(which))));
    const fires = systemClock.now() + 5_000 + offices * 60;
    const start = (n) =>
      client.workflow.start('bareOffice', {
        workflowId: `bare/c${n}`,
        taskQueue: 'bare',
        args: [{ id: `c${n}`, waitMs: fires - systemClock.now() }],
      });
    for (let n = 1; n <= offices; n += 16)
      await Promise.all(Array.from({ length: Math.min(16, offices - n + 1) }, (_, i) => start(n + i)));
    await wait(Math.max(0, fires - systemClock.now()));
    const sending = stopwatch();
    await untilNone(() => number(sql`select count(*) as n from bare_message where state <> 'sent'`, db));
    return { offices, sendMs: sending() };
  });
}

const seconds = (ms) => (ms / 1000).toFixed(1);
const perSecond = ({ offices, sendMs }) => offices / (sendMs / 1000);

const plain = await bare(Number(values.bare));
console.log(
  `裸流程（一个定时器、认领、发信）：${plain.offices} 封，${seconds(plain.sendMs)} 秒，每秒 ${perSecond(plain).toFixed(1)} 封`,
);
console.log(
  '| 单位 | 启动（含通知邮件） | 到点计划催报 | 发出催报 | 每秒封数 | 与裸流程之比 | 每家毫秒（计划 + 发出） | 每家事件数 | 专项事件数 |',
);
console.log('|---|---|---|---|---|---|---|---|---|');
let failed = false;
for (const offices of sizes) {
  const run = await ours(offices);
  const ratio = perSecond(run) / perSecond(plain);
  if (run.events >= MOST_EVENTS || (offices >= plain.offices && ratio < ENOUGH)) failed = true;
  const each = Math.round((run.planMs + run.sendMs) / offices);
  console.log(
    `| ${offices} | ${seconds(run.startMs)} s | ${seconds(run.planMs)} s | ${seconds(run.sendMs)} s | ${perSecond(run).toFixed(1)} | ${ratio.toFixed(2)} | ${each} | ${run.events} | ${run.campaign} |`,
  );
}
process.exitCode = failed ? 1 : 0;
