import type { Outcome } from '@duban/rehearsal';
import Table from 'cli-table3';
import pc from 'picocolors';

/** The closing table and the proof, as a person reads them. */
export function outcomeTable(outcome: Outcome, run: { folder: string; seconds: number }): string {
  const table = new Table({
    head: ['单位', '设定', '按时', '迟报', '补报', '未报', '退回', '催报', '消息', '电话'],
    style: { head: [], border: [] },
  });
  for (const o of outcome.offices)
    table.push([
      o.name,
      o.profile,
      o.onTime,
      o.late,
      o.afterCutOff,
      o.never,
      o.returned,
      o.chases,
      o.messages,
      o.calls,
    ]);
  const t = outcome.totals;
  table.push(['合计', '', t.onTime, t.late, t.afterCutOff, t.never, t.returned, t.chases, t.messages, t.calls]);
  const checks = outcome.checks.map((c) => `${c.passed ? pc.green('✔') : pc.red('✘')} ${c.title}：${c.detail}`);
  return [
    table.toString(),
    `报送任务${outcome.obligations}项；收到材料${outcome.sheets.handedIn}份，退回${outcome.sheets.returned}份，拒收${outcome.sheets.refused}份；邮件${outcome.mails.taken}封，重复${outcome.mails.repeated}封。`,
    '消息合计含发给市局和其他部门的；合并发给两家单位的只计一封。',
    ...(outcome.assumed.length === 0
      ? []
      : [
          pc.yellow(`方案里有 ${outcome.assumed.length} 个问题还没有答复，推演时假定如下，正式启动前请答复：`),
          ...outcome.assumed.map(({ title, value }) => `  ${title}　${value}`),
        ]),
    ...checks,
    outcome.proven ? pc.green('结果核对无误。') : pc.red('结果核对发现问题，见上。'),
    `用时${run.seconds.toFixed(1)}秒。请打开 ${run.folder}/index.html、${run.folder}/总结报告.docx、${run.folder}/汇总表.xlsx。`,
  ].join('\n');
}
