/**
 * `npm run bench -- audit [--events 1000000] [--algorithm sha256|sm3]`: seals and verifies a chain of a million events on a throwaway
 * PostgreSQL, then finds one edited event in it. Prints what docs/benchmarks.md shows. Exit code 1 when verifying takes a minute or more,
 * when memory grows with the chain, or when the edit is not found.
 */
import { cpus, loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { openLedger, sealWaiting, setSealAlgorithm, verifyChain } from '@duban/ledger';
import { startPostgres } from '@duban/runtime';
import { sql } from 'kysely';

const LIMIT_S = 60;
/** How much (MB) memory may grow between a tenth of the chain and its end. */
const GROWTH_MB = 60;

const { values } = parseArgs({
  options: { events: { type: 'string', default: '1000000' }, algorithm: { type: 'string', default: 'sha256' } },
});
const count = Number(values.events);
const at = Date.UTC(2026, 10, 25);

const megabytes = () => process.memoryUsage().rss / 1e6;

async function timed(work) {
  const start = performance.now();
  const cpu = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { result, seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
}

const postgres = await startPostgres({ throwaway: true });
const ledger = await openLedger(postgres.url, { connections: 2 });
try {
  await ledger.transaction((tx) => setSealAlgorithm(tx, values.algorithm));
  const written = await timed(() => write(ledger.db));

  const sealing = { early: 0, most: 0 };
  const sealed = await timed(() => withMemory(sealing, () => sealWaiting(ledger, at)));
  const verifying = { early: 0, most: 0 };
  const onProgress = (done, last) => {
    if (done <= last / 10) verifying.early = Math.max(verifying.early, megabytes());
  };
  const verified = await timed(() => withMemory(verifying, () => verifyChain(ledger, { onProgress })));

  await ledger.db.connection().execute(async (db) => {
    await sql`set session_replication_role = replica`.execute(db);
    await sql`update event set data = jsonb_set(data, '{version}', '0') where seq = ${Math.ceil(count / 3)}`.execute(
      db,
    );
    await sql`set session_replication_role = origin`.execute(db);
  });
  const damaged = (await verifyChain(ledger)).findings;
  const { rows } = await sql`select current_setting('server_version') as version,
    pg_total_relation_size('event') / 1e6 as events, pg_total_relation_size('event_seal') / 1e6 as seals`.execute(
    ledger.db,
  );

  const rate = ({ seconds, cpu }) =>
    `${seconds.toFixed(1)} s, ${Math.round(count / seconds)} events/s, ${cpu.toFixed(1)} s of CPU in Node`;
  console.log(
    [
      `audit: ${count} events, ${values.algorithm}, n = 1, ${cpus().length} cores, load ${loadavg()[0].toFixed(0)}, Node ${process.versions.node}, PostgreSQL ${rows[0].version}`,
      `written by SQL ${written.seconds.toFixed(1)} s; events ${Number(rows[0].events).toFixed(0)} MB, seals ${Number(rows[0].seals).toFixed(0)} MB with indexes`,
      `sealed   ${rate(sealed)}; RSS at most ${sealing.most.toFixed(0)} MB`,
      `verified ${rate(verified)} (limit ${LIMIT_S} s); RSS ${verifying.early.toFixed(0)} MB after a tenth, at most ${verifying.most.toFixed(0)} MB`,
      `one edited: ${damaged.map(({ damage, from, to }) => `${damage} ${from}–${to}`).join(', ')}`,
    ].join('\n'),
  );
  const found = damaged.length === 1 && damaged[0].from === Math.ceil(count / 3);
  const complete = verified.result.intact && verified.result.verified === count && sealed.result === count;
  const flat = verifying.most - verifying.early < GROWTH_MB;
  if (!found || !complete || !flat || verified.seconds >= LIMIT_S) process.exitCode = 1;
} finally {
  await ledger.close();
  await postgres.stop();
}

/** Events as a busy year writes them: a handful of kinds, real lengths of text. */
async function write(db) {
  const each = 100_000;
  for (let begin = 1; begin <= count; begin += each) {
    const end = Math.min(begin + each - 1, count);
    await sql`insert into event (campaign, at, kind, actor, account, subject, data)
      select 'jining-2023', ${at}::bigint + i, (array['sheet-handed-in', 'message-sent', 'decided-accept', 'call-logged'])[1 + i % 4],
        '兖州区医疗保障局基金监管科经办人', case when i % 3 = 0 then 'account-' || i % 50 end,
        'jining-2023/quarterly-table/2023Q3/office-' || i % 2846,
        jsonb_build_object('version', i, 'file', '第三季度医保基金工作情况统计表.xlsx', 'receipt', 'R-' || i, 'findings', jsonb_build_array(i % 7, i % 5, null))
      from generate_series(${begin}::int, ${end}::int) i`.execute(db);
  }
}

async function withMemory(memory, work) {
  const watch = setInterval(() => {
    memory.most = Math.max(memory.most, megabytes());
  }, 50);
  try {
    return await work();
  } finally {
    clearInterval(watch);
    memory.most = Math.max(memory.most, megabytes());
  }
}
