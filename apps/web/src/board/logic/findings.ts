import type { FindingView } from '@duban/api/types';
import { severityWords } from '../words.js';

export interface FindingGroup {
  readonly severity: FindingView['severity'];
  readonly title: string;
  readonly findings: readonly FindingView[];
}

/** What blocks first; groups without findings are left out, the order within a group is the check's. */
export function groupFindings(findings: readonly FindingView[]): FindingGroup[] {
  return (['E', 'W', 'I'] as const)
    .map((severity) => ({
      severity,
      title: severityWords[severity],
      findings: findings.filter((f) => f.severity === severity),
    }))
    .filter((g) => g.findings.length > 0);
}

/** `2 项必须更正、1 项需要说明`, or that nothing was found. */
export function findingsInWords(findings: readonly FindingView[]): string {
  const groups = groupFindings(findings);
  return groups.length === 0 ? '没有审核提示' : groups.map((g) => `${g.findings.length} 项${g.title}`).join('、');
}

/** `统计表!C7`, or that it is about the whole sheet. */
export function placeOf(finding: FindingView): string {
  return finding.place === null ? '整张表' : `${finding.place.sheet} ${finding.place.cell}`;
}

/** What stands in the cell, and what it has to be where one thing is right; nothing where no single cell is meant. */
export function figuresIn({ found, expected }: FindingView): string {
  const said = [...(found ? [`填报 ${found}`] : []), ...(expected ? [`应为 ${expected}`] : [])];
  return said.length === 0 ? '' : `（${said.join('，')}）`;
}
