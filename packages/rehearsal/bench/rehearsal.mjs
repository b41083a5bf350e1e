// How long a whole campaign takes from launch to proven report: three runs, each in its own throwaway services; `--temporal`: on a Temporal
// server and in the worker's two processes.
import path from 'node:path';
import { loadSeed } from '@duban/actions/load-seed';
import { stopwatch } from '@duban/base/clock';
import { DEFAULT_SEED, rehearse } from '@duban/rehearsal';
import { repoRoot, throwawayFolder } from '@duban/runtime';

const seed = await loadSeed(path.join(repoRoot(import.meta.url), 'seeds'), 'jining-2023');
const temporal = process.argv.includes('--temporal') ? {} : undefined;
const runs = [];
for (let i = 0; i < 3; i++) {
  const folder = throwawayFolder('bench');
  const elapsed = stopwatch();
  const { outcome } = await rehearse({
    ...{ seed, number: DEFAULT_SEED, folder: folder.path, temporal },
    onProgress: () => undefined,
  });
  runs.push(elapsed() / 1000);
  if (!outcome.proven) throw new Error('the rehearsal was not proven');
  folder.remove();
}
runs.sort((a, b) => a - b);
console.log(
  `rehearsal jining-2023, ${seed.definition.offices.length} offices: median ${runs[1]?.toFixed(1)} s of ${runs.map((s) => s.toFixed(1)).join(', ')} s`,
);
