import type { LaunchPreview } from '@duban/api/types';
import { Alert, Button, Tabs } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { longDay } from '../../shared/china-time.js';
import { useLaunchPreview } from '../api/queries.js';
import { Loaded } from '../frame/loaded.js';
import { usePageTitle } from '../frame/page-title.js';
import { launchSentence } from '../logic/launch-count.js';
import { LaunchAnswers } from './launch-answers.js';
import { LaunchConfirm } from './launch-confirm.js';
import { LaunchDates } from './launch-dates.js';
import { LaunchMessages } from './launch-messages.js';
import { LaunchQuestions } from './launch-questions.js';
import { LaunchRounds } from './launch-rounds.js';

/** 启动预览: what would be sent to whom and by when all is due, before anybody confirms. */
export function LaunchPage() {
  usePageTitle('启动预览');
  const { seed = '' } = useParams();
  const preview = useLaunchPreview(seed);
  return (
    <div className="stack">
      <Link to="/">← 返回专项</Link>
      <Loaded query={preview}>{(p) => <Preview preview={p} />}</Loaded>
    </div>
  );
}

function Preview({ preview }: { readonly preview: LaunchPreview }) {
  const [asking, setAsking] = useState(false);
  const items = [
    {
      key: 'messages',
      label: `将发送的邮件（${preview.messages.length}）`,
      children: <LaunchMessages preview={preview} />,
    },
    { key: 'rounds', label: `期次与时限（${preview.rounds.length}）`, children: <LaunchRounds preview={preview} /> },
    { key: 'dates', label: '日期与阶段', children: <LaunchDates preview={preview} /> },
    { key: 'answers', label: `口径答复（${preview.answers.length}）`, children: <LaunchAnswers preview={preview} /> },
  ];
  return (
    <>
      <div className="row between panel">
        <div>
          <h1>启动预览：{preview.title}</h1>
          <div>
            {`${preview.notice.number}　`}
            {preview.questions.length > 0 ? '答复完问题才能启动' : launchSentence(preview.messages)}
            。确认前不会发送任何邮件。
          </div>
        </div>
        <Button
          type="primary"
          size="large"
          data-testid="launch"
          disabled={preview.questions.length > 0}
          onClick={() => setAsking(true)}
        >
          启动
        </Button>
      </div>
      <LaunchQuestions questions={preview.questions} />
      {preview.assumedYears.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`${preview.assumedYears.join('、')}年的放假安排尚未公布`}
          description="涉及的日期暂按法定节假日推算（下表标“推算”）。公布后请核对时限。"
        />
      )}
      {preview.past.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`时限已过，不要求报送：${preview.past.map(({ what, due }) => (due === null ? what : `${what}（${longDay(due)}）`)).join('、')}`}
          description="启动时已经到期的不算任何单位迟报。仍要收的，请先在方案里另定时限，再启动。"
        />
      )}
      <Tabs items={items} className="panel" />
      <LaunchConfirm preview={preview} open={asking} onClose={() => setAsking(false)} />
    </>
  );
}
