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

/** County-level units of the division list (notices.md [NBS]). */
const COUNTIES = 2_846;
const LIMIT_MS = 5_000;

const { values } = parseArgs({ options: { runs: { type: 'string', default: '7' } } });
const runs = Number(values.runs);
const number = (n) => String(n).padStart(6, '0');

const texts = {
  'campaign.yaml': `
id: whole-country
title: 全国专项整治
noun: 专项整治
notice: { number: 测〔2024〕1号, title: 关于专项整治的通知, issuers: [某局], date: 2024-01-02, basis: [], publicity: null, source: P }
phases: [{ id: year, title: 全年, phrase: 全年, window: 1月2日至12月31日, source: P }]
bureau:
  name: 某局
  section: 监管司
  email: a@bureau.example
  officers:
${['operator', 'chief', 'deputy', 'leader'].map((role) => `    - { role: ${role}, title: ${role}, email: ${role}@bureau.example, phone: 010-0000001 }`).join('\n')}
  contacts: []
requirements:
  - { id: monthly, title: 月报, shortTitle: 月报, form: { kind: report, outline: [情况] }, offices: all, frequency: monthly, phrase: 次月5个工作日内, due: 次月5个工作日内, source: P }
duties: []
ladder: default
hours: { open: '08:30', close: '17:30' }
correctionDays: 3
digestAt: '08:30'
`,
  'directory.yaml': `
offices:
${each((i) => `  - { id: c${i}, name: 县${i}医保局, shortName: 县${i}, code: '${number(i)}', kind: county, standing: subordinate, counterparts: [], source: P }`)}
contacts:
${each((i) => `  - { id: c${i}-a, title: 县${i}经办人, email: a@c${i}.example, phone: 010-0000001, serves: [{ office: c${i}, role: A }] }`)}
recipients: []
`,
};

function each(line) {
  return Array.from({ length: COUNTIES }, (_, i) => line(i)).join('\n');
}

const begun = performance.now();
const definition = loadCampaign(texts);
const loaded = performance.now() - begun;
const answers = [{ question: 'monthly/*/cut-off', value: '5个工作日', by: '某科', on: '2024-01-02', reason: '定' }];

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
