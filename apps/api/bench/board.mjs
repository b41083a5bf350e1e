/**
 * `npm run bench -- board [--offices 2846] [--rounds-each 30] [--plans]`: the board of a whole country: 2,846 offices × 20 obligations,
 * 200,000 events, on a throwaway PostgreSQL, through HTTP. Prints p50 and p95 of each look, as docs/benchmarks.md shows them; `--plans`
 * adds what the database does for the slowest queries. Exit code 1 when a p95 reaches 300 ms.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { issueCode } from '@duban/actions/issue-code';
import { launchCampaign } from '@duban/actions/launch-campaign';
import { systemClock } from '@duban/base/clock';
import { at, localDate } from '@duban/base/time';
import { stateCouncilCalendar } from '@duban/calendar';
import { loadCampaign } from '@duban/campaign/schema';
import { openLedger, setCampaignTime } from '@duban/ledger';
import { startPostgres } from '@duban/runtime';
import pg from 'pg';
import { countryOf } from '../../../packages/campaign/bench/support/country.mjs';
import { createServer } from '../dist/server.js';

const { values } = parseArgs({
  options: {
    offices: { type: 'string', default: '2846' },
    'rounds-each': { type: 'string', default: '100' },
    plans: { type: 'boolean', default: false },
  },
});
const OFFICES = Number(values.offices);
const RUNS = Number(values['rounds-each']);
const LIMIT_MS = 300;
const EVENTS = 200_000;
/** Mid-September: of the monthly rounds eight are over, of the quarterly ones two. */
const NOW = at(localDate('2024-09-18'), '10:20');

const { texts, answers } = countryOf({
  offices: OFFICES,
  requirements: [
    ['monthly', 'monthly', '次月5个工作日内'],
    ['quarterly', 'quarterly', '季后10日前'],
    ['review', 'quarterly', '季后15日前'],
  ],
});
const definition = loadCampaign(texts);

/** What nine months leave behind, in SQL, without randomness: the same ledger every time. */
const NINE_MONTHS = [
  `update obligation set state = case when hashtext(id) % 100 < 84 then 'accepted' when hashtext(id) % 100 < 90 then 'checked' when hashtext(id) % 100 < 93 then 'returned' else 'expected' end,
     first_received_at = case when hashtext(id) % 100 < 93 then extract(epoch from due::timestamp at time zone 'Asia/Shanghai') * 1000 - 40000000 end,
     first_valid_at = case when hashtext(id) % 100 < 90 then extract(epoch from due::timestamp at time zone 'Asia/Shanghai') * 1000 - 40000000 end,
     version = case when hashtext(id) % 100 < 93 then 1 else 0 end
   where due < date '2024-09-18'`,
  `update round set frozen_at = extract(epoch from due::timestamp at time zone 'Asia/Shanghai') * 1000 + 86400000 where due < date '2024-09-18'`,
  `insert into message (id, campaign, office, recipient, address, kind, state, send_after, facts, attachments, message_id, subject, attempts, created_at, sent_at)
   select 'chase/' || o.id, o.campaign, o.office, o.office || '-a', 'a@x.example', 'chase', 'sent', s.slot, '{}', '[]', 'm/' || o.id, '催报', 1, s.slot, s.slot
   from obligation o cross join lateral (select (extract(epoch from o.due::timestamp) * 1000)::bigint as slot) s where o.due < date '2024-09-18'`,
  `insert into message_line select 'chase/' || o.id, o.id, o.arm, 'T-1', 0, false from obligation o where o.due < date '2024-09-18'`,
  `insert into task (id, campaign, office, kind, assigned_to, script, title, slot, state, created_at)
   select 'call/' || id, campaign, office, 'call', 'operator', 'first-call', '电话', ${NOW} - 86400000, 'open', ${NOW} - 86400000 from obligation where due < date '2024-09-18' and state = 'expected' and due > date '2024-08-25'`,
  `insert into task_line select 'call/' || o.id, o.id, o.arm, 'T+1', 0 from obligation o where exists (select from task t where t.id = 'call/' || o.id)`,
  `insert into event (campaign, at, kind, actor, subject, data)
   select 'whole-country', ${NOW} - n * 1000::bigint, (array['sheet-handed-in','decided-accept','chase-sent','morning-held'])[1 + n % 4], '系统',
     case n % 4 when 3 then (date '2024-01-02' + n / 800)::text else 'whole-country/monthly/2024M01/c' || (n % ${OFFICES}) end, '{"n":1}'
   from generate_series(1, ${EVENTS}) n`,
  `insert into office_next select campaign, id, ${NOW} + position * 60000::bigint from office`,
  'analyze',
];

const postgres = await startPostgres({ throwaway: true });
const folder = mkdtempSync(join(tmpdir(), 'duban-bench-board-'));
const ledger = await openLedger(postgres.url);
const ctx = {
  ledger,
  workbooks: null,
  calendar: stateCouncilCalendar,
  secret: 's',
  mailDomain: 'x.example',
  webAddress: null,
};
const officer = { kind: 'bureau', role: 'operator', name: '经办人' };
let failed = false;
try {
  await launchCampaign(
    ctx,
    { definition, answers, tables: [] },
    { actor: officer, now: at(localDate('2024-01-02'), '09:00') },
  );
  const client = new pg.Client(postgres.url);
  client.on('error', () => undefined);
  await client.connect();
  for (const statement of NINE_MONTHS) await client.query(statement);
  await ledger.transaction((tx) => setCampaignTime(tx, systemClock.now(), NOW));
  const count = async (table) => Number((await client.query(`select count(*) as n from ${table}`)).rows[0].n);
  const size = {
    obligations: await count('obligation'),
    events: await count('event'),
    messages: await count('message'),
  };
  const statements = values.plans ? await watched(client) : null;

  const config = { ...empty(), databaseUrl: postgres.url };
  const server = createServer({ ctx, config });
  const base = await server.listen({ host: '127.0.0.1', port: 0 });
  const { code } = await issueCode(ctx, { now: systemClock.now(), by: officer });
  const signIn = await fetch(`${base}/api/session/code`, post({ code, role: 'operator' }));
  const headers = { cookie: signIn.headers.getSetCookie()[0].split(';')[0] };
  const one = encodeURIComponent('whole-country');
  const { rows } = await client.query(
    "select id from obligation where office = 'c17' and requirement = 'monthly' and due < date '2024-09-01' order by due desc limit 1",
  );
  const obligation = rows[0].id;
  const looks = {
    campaigns: '/api/campaigns',
    board: `/api/campaigns/${one}`,
    'board, page 15': `/api/campaigns/${one}?from=1400`,
    'board, overdue': `/api/campaigns/${one}?filter=overdue`,
    'board, by name': `/api/campaigns/${one}?find=${encodeURIComponent('县28')}`,
    events: `/api/campaigns/${one}/events?limit=200`,
    messages: `/api/campaigns/${one}/messages?limit=500`,
    'messages of an office': `/api/campaigns/${one}/messages?office=c17`,
    calls: `/api/campaigns/${one}/calls`,
    tasks: `/api/campaigns/${one}/tasks`,
    obligation: `/api/obligations/${obligation}`,
  };
  console.log(
    `board: ${OFFICES} offices, ${size.obligations} obligations, ${size.events} events, ${size.messages} messages; n = ${RUNS} each, ${cpus().length} cores, Node ${process.versions.node}`,
  );
  for (const [name, url] of Object.entries(looks)) {
    const times = [];
    let bytes = 0;
    const cpu = process.cpuUsage();
    for (let run = 0; run < RUNS + 3; run++) {
      const start = performance.now();
      const answer = await fetch(base + url, { headers });
      const body = await answer.arrayBuffer();
      bytes = body.byteLength;
      // The first looks parse the definition and plan the statements.
      if (run >= 3) times.push(performance.now() - start);
      if (!answer.ok) throw new Error(`${url}: ${answer.status} ${Buffer.from(body).toString().slice(0, 300)}`);
    }
    times.sort((a, b) => a - b);
    const p95 = times[Math.ceil(times.length * 0.95) - 1];
    if (p95 >= LIMIT_MS) failed = true;
    const { user, system } = process.cpuUsage(cpu);
    const cpuMs = (user + system) / 1000 / (RUNS + 3);
    const figure = (ms) => `${ms.toFixed(0)} ms`.padStart(8);
    console.log(
      `${name.padEnd(24)} p50 ${figure(times[times.length >> 1])}  p95 ${figure(p95)}  ${(bytes / 1024).toFixed(0).padStart(6)} KiB  ${cpuMs.toFixed(0).padStart(5)} ms of the CPU`,
    );
  }
  if (statements) await statements();
  await server.close();
  await client.end();
} finally {
  await ledger.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
if (failed) process.exitCode = 1;

function post(body) {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** Nothing but the API is looked at. */
function empty() {
  return {
    port: 0,
    secret: 's',
    mailDomain: 'x.example',
    webAddress: null,
    webRoot: folder,
    seeds: { folder },
    mailFolder: null,
    temporalUi: null,
    rehearsals: { cli: '', folder },
  };
}

/** Sequential scans and index scans by table while the looks are made: which tables are read whole. */
async function watched(client) {
  const read = async () =>
    (
      await client.query(
        'select relname, seq_scan, seq_tup_read, idx_scan from pg_stat_user_tables order by seq_tup_read desc',
      )
    ).rows;
  const before = new Map((await read()).map((row) => [row.relname, row]));
  return async () => {
    await client.query('select pg_sleep(1.2)');
    for (const row of await read()) {
      const was = before.get(row.relname);
      const scans = row.seq_scan - (was?.seq_scan ?? 0);
      if (scans > 0)
        console.log(
          `${row.relname}: ${scans} sequential scans, ${row.seq_tup_read - (was?.seq_tup_read ?? 0)} rows; ${row.idx_scan - (was?.idx_scan ?? 0)} by index`,
        );
    }
  };
}
