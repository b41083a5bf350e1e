import type { GuidanceListed } from '@duban/api/types';
import type { ReactNode } from 'react';
import { minuteText } from '../../shared/china-time.js';
import { Mark } from '../frame/mark.js';
import { aboutWhat } from '../logic/questions.js';

interface Item {
  readonly guidance: GuidanceListed;
  readonly children: ReactNode;
}

/** One 口径说明 with what may be done to it. */
export function GuidanceItem({ guidance, children }: Item) {
  const { number, version, state, text, question, publishedBy, changedAt, reason } = guidance;
  return (
    <li className="panel stack tight" data-testid={`guidance-${number}`}>
      <div className="row">
        <strong>第{number}号</strong>
        {version > 1 && <Mark tone="quiet">第{version}版</Mark>}
        {state === 'withdrawn' && <Mark tone="quiet">已撤销</Mark>}
        <span className="quiet">
          {aboutWhat(guidance)}　{minuteText(changedAt)}　{publishedBy}
        </span>
        {children}
      </div>
      {question && <p className="pre quiet">问：{question}</p>}
      <p className="pre">{text}</p>
      {reason !== '' && <p className="quiet">理由：{reason}</p>}
    </li>
  );
}
