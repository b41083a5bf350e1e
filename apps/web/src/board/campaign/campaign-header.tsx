import { FastForwardOutlined } from '@ant-design/icons';
import type { Board, Jumped } from '@duban/api/types';
import { Button } from 'antd';
import { dayOf, longDay, minuteText, weekdayText } from '../../shared/china-time.js';
import { useAbout } from '../api/queries.js';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { Mark } from '../frame/mark.js';
import { ChangeMenu } from './change-menu.js';
import { StatusControl } from './status-control.js';

/** One minute before the next step, so that it can be watched. */
const LEAD_MS = 60_000;

/** Title, number, the campaign's today, and what mail is doing. */
export function CampaignHeader({ board }: { readonly board: Board }) {
  const about = useAbout().data;
  const jump = useAction<Jumped>({
    url: urls.jump(board.id),
    said: (j) => (j ? `已快进到 ${minuteText(j.to)}。下一步：${j.step}` : '已快进'),
  });
  const today = dayOf(board.now);
  const { counts } = board;
  return (
    <div className="row between">
      <div>
        <h1>{board.title}</h1>
        <div className="row">
          <span>{board.number}</span>
          <span className="quiet">{minuteText(board.launchedAt)} 启动</span>
          {board.status === 'closed' && <Mark tone="quiet">已结束</Mark>}
          {board.status === 'paused' && <Mark tone="work">已暂停</Mark>}
        </div>
      </div>
      <div className="row">
        <strong>
          今天 {longDay(today)}（{weekdayText(today)}）
        </strong>
        <Mark tone="good">已发送 {counts.sent} 封</Mark>
        {counts.waiting > 0 && <Mark tone="work">待发送 {counts.waiting} 封</Mark>}
        {counts.failed > 0 && <Mark tone="late">发送失败 {counts.failed} 封</Mark>}
        {about?.accelerated && board.status === 'running' && (
          <Button
            icon={<FastForwardOutlined aria-hidden />}
            data-testid="jump"
            loading={jump.busy}
            onClick={() => jump.run({ leadMs: LEAD_MS })}
          >
            快进到下一步
          </Button>
        )}
        <ChangeMenu board={board} />
        <StatusControl board={board} />
      </div>
    </div>
  );
}
