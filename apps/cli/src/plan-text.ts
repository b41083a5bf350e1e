import type { planSeed } from '@duban/actions/plan-seed';
import type { LocalDate } from '@duban/base';
import { chineseDate, chineseWeekday } from '@duban/base/time';
import Table from 'cli-table3';
import pc from 'picocolors';
import { type ChartLine, planChart } from './plan-chart.js';

type Plan = Awaited<ReturnType<typeof planSeed>>;

/** The plan as text: chart, what is owed, duties upward, milestones, duties without a date, open questions. */
export function planText(plan: Plan, explain: boolean): string {
  return [
    pc.bold(plan.title),
    `印发日期：${plan.issued ? chineseDate(plan.issued, true) : '待补（通知没有写）'}；主送、抄送 ${plan.recipients} 个单位`,
    ...plan.gaps.map((gap) => `${pc.yellow('！')}${gap}`),
    '',
    planChart(chartOf(plan)),
    pc.dim('━ 阶段　◆ 报送截止　▲ 上报　○ 节点　？ 尚待答复'),
    '',
    ...phases(plan, explain),
    ...owed(plan, explain),
    ...upward(plan, explain),
    ...milestones(plan, explain),
    ...duties(plan),
    ...questions(plan),
  ].join('\n');
}

/** Its end rests on the first proposal until the question is answered. */
function isOpen({ reading }: { readonly reading: { readonly kind: string } | null }): boolean {
  return reading !== null && reading.kind !== 'certain';
}

function chartOf({ phases: stages, rounds, upward: own, milestones: points }: Plan): readonly ChartLine[] {
  return [
    ...stages.map((phase) => {
      const { title, start, end } = phase;
      return { label: title, from: start ?? end, to: end, kind: 'phase', open: isOpen(phase) } as const;
    }),
    ...rounds.flatMap(({ title, periodLabel, due }) =>
      due === null ? [] : [{ label: `${title}（${periodLabel}）`, from: null, to: due, kind: 'due' } as const],
    ),
    ...own.flatMap(({ title, due }) =>
      due === null ? [] : [{ label: title, from: null, to: due, kind: 'upward' } as const],
    ),
    ...points.flatMap((point) =>
      point.date === null
        ? []
        : [{ label: point.title, from: null, to: point.date, kind: 'milestone', open: isOpen(point) } as const],
    ),
  ];
}

function phases({ phases: stages }: Plan, explain: boolean): string[] {
  const shown = stages.filter((phase) => explain || isOpen(phase) || (phase.reading?.flags.length ?? 0) > 0);
  if (shown.length === 0) return [];
  return [
    '阶段：',
    ...shown.flatMap((phase) => [
      `  ${phase.title}　${phase.start ?? '未写开始'} 至 ${phase.end}${isOpen(phase) ? pc.yellow('（暂按第一种理解，待答复）') : ''}　${pc.dim(phase.source)}`,
      ...(explain ? [`    原文“${phase.phrase}”${because(phase.reading?.derivation)}`] : []),
      ...(phase.reading?.flags ?? []).map((flag) => `    ${pc.yellow('！')}${flag}`),
    ]),
    '',
  ];
}

function because(derivation: string | undefined): string {
  return derivation === undefined || derivation === '' ? '' : `：${derivation}`;
}

function owed({ rounds, unstarted }: Plan, explain: boolean): string[] {
  const waiting = unstarted.map(({ title }) => `  ${title}：按期报送，从哪一期报起还没有定，答复后列出各期`);
  if (rounds.length === 0) return waiting.length > 0 ? waiting : ['没有报送任务。'];
  const table = new Table({
    head: ['报送要求', '期次', '数据截止', '报送截止', '汇总', '单位'],
    style: { head: [], border: [] },
  });
  for (const r of rounds) {
    const due = r.due === null ? '待定' : withDay(r.due);
    const cutOff = r.past ? '—' : (r.cutOff ?? '待定');
    table.push([
      r.title,
      r.periodLabel,
      r.asOf ?? (r.start === null ? '—' : '待定'),
      due,
      cutOff,
      `${r.offices.length}家`,
    ]);
  }
  const notes = rounds.flatMap((r) => {
    const name = `${r.title}（${r.periodLabel}）`;
    return [
      ...(explain ? [`  ${name}：${r.derivation}　${pc.dim(r.source)}`] : []),
      ...r.flags.map((flag) => `  ${pc.yellow('！')}${name}：${flag}`),
      ...(r.paperDue === null ? [] : [`  ${name}：纸质件 ${withDay(r.paperDue)}前送达`]),
      ...(r.parts.length > 0
        ? [`  ${name}：由${r.parts.map((part) => part.department).join('、')}共${r.parts.length}部分组成，缺一不完整`]
        : []),
      ...(r.artefacts.length > 0 ? [`  ${name}：${r.artefacts.map((a) => a.title).join('和')}都要交`] : []),
    ];
  });
  return [table.toString(), ...new Set(notes), ...waiting];
}

function withDay(day: LocalDate): string {
  return `${day} ${chineseWeekday(day).replace('星期', '周')}`;
}

function upward({ upward: own }: Plan, explain: boolean): string[] {
  if (own.length === 0) return [];
  return [
    '',
    '本局自己的上报：',
    ...own.flatMap((duty) => [
      `  ${duty.due === null ? '待定' : `${withDay(duty.due)}前`}　${duty.title} → ${duty.to ?? '对象未写'}${explain ? `　${pc.dim(duty.source)}` : ''}`,
      ...(duty.draft === null || duty.countyDue === null
        ? []
        : [`    倒排：区县 ${withDay(duty.countyDue)}前交齐，本局 ${withDay(duty.draft)}前拟出初稿`]),
      ...(explain && duty.derivation !== '' ? [`    ${duty.derivation}`] : []),
      ...duty.flags.map((flag) => `    ${pc.yellow('！')}${flag}`),
    ]),
  ];
}

function milestones({ milestones: points }: Plan, explain: boolean): string[] {
  if (points.length === 0) return [];
  const bounds = { before: '前', from: '起', within: '止' } as const;
  return [
    '',
    '节点（不报送）：',
    ...points.flatMap((p) => [
      `  ${p.date === null ? '待定' : `${withDay(p.date)}${bounds[p.bound]}`}　${p.title}${p.reading?.pastAtIssue ? pc.yellow(p.bound === 'from' ? '（在印发前已开始）' : '（在印发前已到期）') : ''}`,
      ...(explain ? [`    原文“${p.phrase}”${because(p.reading?.derivation)}　${pc.dim(p.source)}`] : []),
    ]),
  ];
}

const KINDS = { undated: '未定时限', event: '遇事即办', continuous: '持续开展' } as const;

function duties({ duties: list }: Plan): string[] {
  if (list.length === 0) return [];
  const undated = list.filter((duty) => duty.kind === 'undated');
  return [
    '',
    `职责 ${list.length} 项（其中未定时限 ${undated.length} 项），列出备查，不催办：`,
    ...list.map((duty) => `  ${duty.due ? `${duty.due}前` : KINDS[duty.kind]}　${duty.who}：${duty.what}`),
  ];
}

function questions({ questions: open }: Plan): string[] {
  if (open.length === 0) return ['', pc.green('没有待答复的问题，可以启动。')];
  return [
    '',
    pc.yellow(`启动前还有 ${open.length} 个问题，请写进方案的 answers.yaml：`),
    ...open.flatMap((q, i) => [
      `  ${i + 1}. ${q.title}　${pc.dim(q.source)}`,
      ...(q.quote ? [`     原文“${q.quote}”`] : []),
      ...(q.proposals.length > 0
        ? [`     可选：${q.proposals.map((p) => (q.meanings[p] ? `${p}（${q.meanings[p]}）` : p)).join('；')}`]
        : []),
      `     question: ${q.id}`,
    ]),
  ];
}
