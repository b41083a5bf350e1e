import type { FindingView } from '@duban/api/types';

export interface FindingGroup {
  readonly severity: FindingView['severity'];
  /** `index` counts through all groups as shown, from 0. */
  readonly rows: readonly { readonly index: number; readonly finding: FindingView }[];
}

/** What must change first, then what needs an explanation, then notes; the sheet's order stays inside a group. */
export function groupFindings(findings: readonly FindingView[]): readonly FindingGroup[] {
  let index = 0;
  return (['E', 'W', 'I'] as const)
    .map((severity) => ({
      severity,
      rows: findings.filter((f) => f.severity === severity).map((finding) => ({ index: index++, finding })),
    }))
    .filter((group) => group.rows.length > 0);
}

/** `必须改3处，需说明1处`; '' when there is nothing. */
export function countWords(findings: readonly FindingView[]): string {
  const count = (severity: FindingView['severity']) => findings.filter((f) => f.severity === severity).length;
  return [
    [count('E'), '必须改'],
    [count('W'), '需说明'],
    [count('I'), '提示'],
  ]
    .filter(([n]) => n !== 0)
    .map(([n, word]) => `${word}${n}处`)
    .join('，');
}
