// Records the histories of test/histories/<release>: `node workflows/scripts/record-histories.mjs v0.2`, after a build, about two minutes.
// What a rehearsal does not meet (mail that breaks off, thousands of offices) is recorded by record-plays.mjs.
// Done once for each release, before it is tagged; recorded histories are never changed, for running campaigns look like them.
//
// They come from a real rehearsal of jining-2023 (its drawing of offices is fixed), played by the built rooms. The stage is no part of the
// rehearsal's public face, so it is taken from its dist: a tool of the maintainers may, the live system may not. Kept small: the campaign is
// taken a month after its launch and the chased office after its sheet has been returned and mended, both still open, as in an upgrade; the
// round and the report are taken after their end. Ids and payloads carry no personal data (replay.test.ts looks again).
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { folderOf, writeHistory } from './write-history.mjs';

const folder = folderOf('record-histories.mjs');
const root = fileURLToPath(new URL('../..', import.meta.url));
const from = (file) => import(pathToFileURL(path.join(root, file)).href);
const { loadSeed } = await from('packages/actions/dist/load-seed.js');
const { buildStage } = await from('packages/rehearsal/dist/stage.js');
const { play } = await from('packages/rehearsal/dist/play.js');
const { DEFAULT_SEED, castOffices } = await from('packages/rehearsal/dist/cast.js');
const { usualBehaviour } = await from('packages/rehearsal/dist/load-behaviour.js');

const DAY = 24 * 3_600_000;
const seed = await loadSeed(path.join(root, 'seeds'), 'jining-2023');
const { id, bureau, notice } = seed.definition;
const begin = Date.parse(`${notice.date}T09:00:00+08:00`);
const stage = await buildStage({
  begin,
  from: { address: bureau.email, name: bureau.name },
  onProgress: (line) => process.stderr.write(`${line}\n`),
  temporal: {},
});

const record = (name, workflowId) => writeHistory(folder, name, stage.temporal.client().workflow.getHandle(workflowId));

const taken = new Set();
async function once(name, find) {
  if (taken.has(name)) return;
  const workflowId = await find();
  if (workflowId === null) return;
  taken.add(name);
  await record(name, workflowId);
}

/** An office whose sheet was returned and has been accepted since. */
async function mendedOffice() {
  const row = await stage.ledger.db
    .selectFrom('obligation as o')
    .innerJoin('message as m', 'm.office', 'o.office')
    .select('o.office')
    .where('m.kind', '=', 'return')
    .where('m.state', '=', 'sent')
    .where('o.state', '=', 'accepted')
    .orderBy('o.id')
    .executeTakeFirst();
  return row ? `${id}/office/${row.office}` : null;
}

try {
  const onStage = {
    ...stage,
    passUntil: async (at) => {
      await stage.passUntil(at);
      if (at > begin + 30 * DAY) await once('campaign', () => id);
      await once('office', mendedOffice);
    },
  };
  const onTime = (now) => process.stderr.write(`${new Date(now).toISOString().slice(0, 10)}\r`);
  const roles = castOffices(seed.definition, DEFAULT_SEED, usualBehaviour());
  await play(onStage, { seed, number: DEFAULT_SEED, roles, begin, onTime });
  const round = await stage.ledger.db
    .selectFrom('round')
    .select(['requirement', 'period'])
    .orderBy('due')
    .executeTakeFirstOrThrow();
  await record('round', `${id}/round/${round.requirement}/${round.period}`);
  await record('report', `${id}/report/summary`);
} finally {
  await stage.close();
}
