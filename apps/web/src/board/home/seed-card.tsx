import type { SeedReady } from '@duban/api/types';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { longDay } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { Mark } from '../frame/mark.js';
import { movedInWords } from '../logic/launch-count.js';
import { RehearseOtherwise } from './rehearse-otherwise.js';

/** One notice that can be launched (dates moved to today) or rehearsed (its own dates). */
export function SeedCard({ seed }: { readonly seed: SeedReady }) {
  const go = useNavigate();
  const rehearse = useAction({ url: urls.rehearsals, onDone: () => void go('/rehearsal') });
  const { name, title, number, issued, offices, requirements, redated, running } = seed;
  return (
    <article className="panel stack" data-testid={`seed-${name}`}>
      <div>
        <h3>{title}</h3>
        <div className="quiet">{number}</div>
      </div>
      <dl className="facts">
        <dt>印发日期</dt>
        <dd>{issued ? longDay(issued) : '未注明'}</dd>
        <dt>启动后</dt>
        <dd>
          {redated.issued ? `${longDay(redated.issued)}印发，` : ''}
          {movedInWords(redated.quarters)}
        </dd>
        <dt>填报单位</dt>
        <dd>
          {offices} 个，报送要求 {requirements} 条
        </dd>
      </dl>
      <div className="row">
        {running ? (
          <>
            <Mark tone="work">已启动</Mark>
            <Link to={`/campaigns/${encodeURIComponent(redated.campaign)}`}>进入调度台</Link>
          </>
        ) : (
          <Button type="primary" data-testid="preview" onClick={() => void go(`/launch/${encodeURIComponent(name)}`)}>
            启动…
          </Button>
        )}
        <Button data-testid="rehearse" loading={rehearse.busy} onClick={() => rehearse.run({ seed: name })}>
          推演
        </Button>
        <RehearseOtherwise seed={seed} />
      </div>
    </article>
  );
}
