import path from 'node:path';
import { planCalendar, planSeed } from '@duban/actions/plan-seed';
import { chineseDate } from '@duban/base/time';
import { repoRoot } from '@duban/runtime';
import Table from 'cli-table3';
import pc from 'picocolors';
import { answerFailure } from './answer-failure.js';
import { EXIT } from './exit-codes.js';
import { type ChartLine, planChart } from './plan-chart.js';

type Plan = Awaited<ReturnType<typeof planSeed>>;

interface Options {
  readonly office?: string;
  readonly json?: boolean;
  readonly ics?: boolean;
  readonly explain?: boolean;
}

/** `duban plan <seed>`: what will be asked of whom and when, and what is open; exit code 1 while something is. */
export async function planCommand(name: string, options: Options): Promise<number> {
  try {
    const plan = narrowed(await planSeed(path.join(repoRoot(import.meta.url), 'seeds'), name), options.office);
    if (plan === null) {
      console.error(`没有单位“${options.office}”，请用单位编号或简称。`);
      return EXIT.usage;
    }
    if (options.ics) process.stdout.write(planCalendar(plan, officeId(plan, options.office)));
    else if (options.json) console.log(JSON.stringify(plan, null, 1));
    else console.log(planText(plan, options.explain === true));
    return plan.questions.length > 0 ? EXIT.findings : EXIT.ok;
  } catch (error) {
    return answerFailure(error);
  }
}

function officeId(plan: Plan, wanted: string | undefined): string | null {
  if (wanted === undefined) return null;
  if (plan.names[wanted] !== undefined) return wanted;
  return Object.entries(plan.names).find(([, name]) => name === wanted)?.[0] ?? null;
}

function narrowed(plan: Plan, office: string | undefined): Plan | null {
  if (office === undefined) return plan;
  const id = officeId(plan, office);
  return id === null ? null : { ...plan, rounds: plan.rounds.filter((round) => round.offices.includes(id)) };
}

/** The plan as text: chart, what is owed, duties upward, milestones, duties without a date, open questions. */
export function planText(plan: Plan, explain: boolean): string {
  return [
    pc.bold(plan.title),
    `印发日期：${plan.issued ? chineseDate(plan.issued, true) : '待补（通知没有写）'}；告知 ${plan.recipients} 个单位`,
    '',
    planChart(chartOf(plan)),
    pc.dim('━ 阶段　◆ 报送截止　▲ 上报　○ 节点'),
    '',
    owed(plan, explain),
    ...upward(plan),
    ...milestones(plan),
    ...duties(plan),
    ...questions(plan),
  ].join('\n');
}

function chartOf({ phases, rounds, upward: own, milestones: points }: Plan): readonly ChartLine[] {
  return [
    ...phases.map(({ title, start, end }) => ({ label: title, from: start ?? end, to: end, kind: 'phase' }) as const),
    ...rounds.flatMap(({ title, periodLabel, due }) =>
      due === null ? [] : [{ label: `${title}（${periodLabel}）`, from: null, to: due, kind: 'due' } as const],
    ),
    ...own.flatMap(({ title, due }) =>
      due === null ? [] : [{ label: title, from: null, to: due, kind: 'upward' } as const],
    ),
    ...points.flatMap(({ title, date }) =>
      date === null ? [] : [{ label: title, from: null, to: date, kind: 'milestone' } as const],
    ),
  ];
}

function owed({ rounds }: Plan, explain: boolean): string {
  if (rounds.length === 0) return '没有报送任务。';
  const table = new Table({
    head: ['报送要求', '期次', '数据截止', '报送截止', '汇总', '单位'],
    style: { head: [], border: [] },
  });
  for (const r of rounds)
    table.push([r.title, r.periodLabel, r.asOf ?? '—', r.due ?? '待定', r.cutOff ?? '待定', `${r.offices.length}家`]);
  const notes = rounds.flatMap((r) => [
    ...(explain ? [`  ${r.title}（${r.periodLabel}）：${r.derivation}　${pc.dim(r.source)}`] : []),
    ...r.flags.map((flag) => `  ${pc.yellow('！')}${r.title}（${r.periodLabel}）：${flag}`),
    ...(r.parts.length > 0
      ? [`  ${r.title}：由${r.parts.map((part) => part.department).join('、')}共${r.parts.length}部分组成，缺一不完整`]
      : []),
    ...(r.artefacts.length > 0 ? [`  ${r.title}：${r.artefacts.map((a) => a.title).join('和')}都要交`] : []),
  ]);
  return [table.toString(), ...new Set(notes)].join('\n');
}

function upward({ upward: own }: Plan): string[] {
  return own.flatMap((duty) => [
    '',
    `上报${duty.to ?? ''}：${duty.title}`,
    `  ${duty.derivation}`,
    ...duty.flags.map((flag) => `  ${pc.yellow('！')}${flag}`),
  ]);
}

function milestones({ milestones: points }: Plan): string[] {
  if (points.length === 0) return [];
  const bounds = { before: '之前', from: '起', within: '为止' } as const;
  return [
    '',
    '节点（不报送）：',
    ...points.map(
      (p) =>
        `  ${p.date ?? '待定'}${bounds[p.bound]}　${p.title}${p.reading?.pastAtIssue ? pc.yellow('（在印发前已到期）') : ''}`,
    ),
  ];
}

function duties({ duties: list }: Plan): string[] {
  const undated = list.filter((duty) => duty.kind === 'undated');
  if (list.length === 0) return [];
  return [
    '',
    `职责 ${list.length} 项（其中未定时限 ${undated.length} 项），列出备查，不催办：`,
    ...list.map(
      (duty) =>
        `  ${duty.kind === 'undated' ? '未定时限' : duty.kind === 'event' ? '遇事即报' : '持续开展'}　${duty.who}：${duty.what}`,
    ),
  ];
}

function questions({ questions: open }: Plan): string[] {
  if (open.length === 0) return ['', pc.green('没有待答复的问题，可以启动。')];
  return [
    '',
    pc.yellow(`启动前还有 ${open.length} 个问题：`),
    ...open.flatMap((q) => [
      `  ${q.title}　${pc.dim(`${q.id}　${q.source}`)}`,
      ...(q.quote ? [`    原文：“${q.quote}”`] : []),
      ...(q.proposals.length > 0
        ? [`    可选：${q.proposals.map((p) => (q.meanings[p] ? `${p}（${q.meanings[p]}）` : p)).join('；')}`]
        : []),
    ]),
    '  请写进方案的 answers.yaml。',
  ];
}
