import type { FindingView } from '@duban/api/types';
import { Mark } from '../frame/mark.js';
import type { Tone } from '../logic/cell-view.js';
import { groupFindings, placeOf } from '../logic/findings.js';

const TONES: Readonly<Record<FindingView['severity'], Tone>> = { E: 'late', W: 'warn', I: 'quiet' };

/** 审核提示 by weight: what must be corrected, what must be explained, what is worth a look. */
export function Findings({ findings }: { readonly findings: readonly FindingView[] }) {
  if (findings.length === 0) return <Mark tone="good">没有审核提示</Mark>;
  return groupFindings(findings).map((group) => (
    <div key={group.severity} data-testid={`findings-${group.severity}`}>
      <Mark tone={TONES[group.severity]}>
        {group.title} {group.findings.length} 项
      </Mark>
      <ul className="findings">
        {group.findings.map((f) => (
          <li key={`${f.check} ${placeOf(f)} ${f.message}`}>
            <strong>{placeOf(f)}</strong>　{f.message}
            <div className="quiet">
              {f.label}（填报 {f.found || '空'}，应为 {f.expected}）
            </div>
          </li>
        ))}
      </ul>
    </div>
  ));
}
