/**
 * `npm run bench -- plan [--runs 7]`: the plan of 2,846 counties with monthly rounds over one year, from definition to obligations. Prints what
 * docs/benchmarks.md shows. Exit code 1 when the slowest run takes 5 s or more.
 */
import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { stateCouncilCalendar } from '@duban/calendar';
import { obligationId, planCampaign } from '@duban/campaign';
import { loadCampaign } from '@duban/campaign/schema';
import { COUNTIES, countryOf } from './support/country.mjs';

const LIMIT_MS = 5_000;

const { values } = parseArgs({ options: { runs: { type: 'string', default: '7' } } });
const runs = Number(values.runs);
const { texts, answers } = countryOf({ requirements: [['monthly', 'monthly', '次月5个工作日内']] });

const begun = performance.now();
const definition = loadCampaign(texts);
const loaded = performance.now() - begun;

const times = [];
let obligations = 0;
for (let run = 0; run < runs; run++) {
  const start = performance.now();
  const plan = planCampaign(definition, answers, stateCouncilCalendar);
  const ids = plan.rounds.flatMap((round) => round.offices.map((office) => obligationId(plan.id, round, office)));
  times.push(performance.now() - start);
  obligations = new Set(ids).size;
}
times.sort((a, b) => a - b);
const median = times[Math.floor(times.length / 2)] ?? Number.NaN;
const slowest = times.at(-1) ?? Number.NaN;
console.log(
  [
    `plan: ${COUNTIES} offices, ${obligations} obligations, n = ${runs}, ${cpus().length} cores, Node ${process.versions.node}`,
    `median ${median.toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms (limit ${LIMIT_MS} ms); reading the YAML once: ${loaded.toFixed(0)} ms`,
  ].join('\n'),
);
if (slowest >= LIMIT_MS || obligations !== COUNTIES * 12) process.exitCode = 1;
