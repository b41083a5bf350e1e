import type { CampaignListed } from '@duban/api/types';
import { Progress } from 'antd';
import { Link } from 'react-router';
import { minuteText } from '../../shared/china-time.js';
import { Mark } from '../frame/mark.js';

/** One campaign: how far it is, what is late. */
export function CampaignCard({ campaign }: { readonly campaign: CampaignListed }) {
  const { id, title, number, status, launchedAt, obligations, settled, overdue } = campaign;
  const percent = obligations === 0 ? 0 : Math.floor((settled / obligations) * 100);
  return (
    <article className="panel stack" data-testid={`campaign-${id}`}>
      <div>
        <h3>
          <Link to={`/campaigns/${encodeURIComponent(id)}`}>{title}</Link>
        </h3>
        <div className="quiet">
          {number}　{minuteText(launchedAt)} 启动
        </div>
      </div>
      <Progress percent={percent} size="small" aria-label={`报送任务已了结 ${percent}%`} />
      <div className="row">
        <span>
          报送任务 {obligations} 项，已了结 {settled} 项
        </span>
        {overdue > 0 ? <Mark tone="late">逾期 {overdue} 项</Mark> : <Mark tone="good">没有逾期</Mark>}
        {status === 'closed' && <Mark tone="quiet">已结束</Mark>}
        {status === 'paused' && <Mark tone="work">已暂停</Mark>}
      </div>
    </article>
  );
}
