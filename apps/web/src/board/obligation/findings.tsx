import type { FindingView } from '@duban/api/types';
import { Mark } from '../frame/mark.js';
import { useRight } from '../frame/signed-in.js';
import type { Tone } from '../logic/cell-view.js';
import { figuresIn, groupFindings, placeOf } from '../logic/findings.js';
import { hidesNumber } from '../logic/officer-acts.js';
import { Reveal } from './reveal.js';

const TONES: Readonly<Record<FindingView['severity'], Tone>> = { E: 'late', W: 'warn', I: 'quiet' };

interface FindingsOf {
  readonly submission: string;
  readonly findings: readonly FindingView[];
}

/** 审核提示 by weight: what must be corrected, what must be explained, what is worth a look. */
export function Findings({ findings, submission }: FindingsOf) {
  const may = useRight();
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
              {f.label}
              {figuresIn(f)}
            </div>
            {f.place && hidesNumber(`${f.found} ${f.message}`) && may('personal.reveal') && (
              <Reveal submission={submission} place={f.place} />
            )}
          </li>
        ))}
      </ul>
    </div>
  ));
}
