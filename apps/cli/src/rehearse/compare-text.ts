import type { Comparison, StepChange } from '@duban/rehearsal';
import Table from 'cli-table3';
import pc from 'picocolors';

/** What a change does to whom, as a person reads it. */
export function compareText(comparison: Comparison): string {
  const { title, campaign, effective, offices, assumed } = comparison;
  const table = new Table({
    head: ['单位', '消息（封）', '待办（项）', '新增', '取消', '移动'],
    style: { head: [], border: [] },
  });
  for (const { name, before, after, added, dropped, moved } of offices)
    table.push([
      name,
      arrow(before.messages, after.messages),
      arrow(before.tasks, after.tasks),
      added.length,
      dropped.length,
      moved.length,
    ]);
  const changed = offices.filter(({ added, dropped, moved }) => added.length + dropped.length + moved.length > 0);
  return [
    pc.bold(`${title}（${campaign}），自 ${effective} 起改变`),
    table.toString(),
    '同一个人同一天只算一封；按各单位的设定推算何时报送，电话不计承诺，退回和补报不在其中（要看请推演）。',
    ...(changed.length === 0
      ? ['没有一条消息或待办因此改变。']
      : changed.flatMap(({ name, ...changes }) => [pc.bold(name), ...linesOf(changes)])),
    ...(assumed.length === 0
      ? []
      : [
          pc.yellow(`有 ${assumed.length} 个问题还没有答复，以上按假定推算：`),
          ...assumed.map(({ title, value }) => `  ${title}　${value}`),
        ]),
  ].join('\n');
}

function arrow(before: number, after: number): string {
  return before === after ? String(before) : `${before} → ${after}`;
}

function linesOf({
  added,
  dropped,
  moved,
}: Pick<Comparison['offices'][number], 'added' | 'dropped' | 'moved'>): string[] {
  return [
    ...added.map((change) => `  ${pc.green('新增')}　${change.after}　${whatOf(change)}`),
    ...dropped.map((change) => `  ${pc.red('取消')}　${change.before}　${whatOf(change)}`),
    ...moved.map((change) => `  ${pc.yellow('移动')}　${change.before} → ${change.after}　${whatOf(change)}`),
  ];
}

function whatOf({ kind, label, obligation }: StepChange): string {
  const [, requirement, period] = obligation.split('/');
  return `${kind === 'message' ? '消息' : '待办'}　${label}　${requirement}/${period}`;
}
