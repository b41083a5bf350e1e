import type { Launched, LaunchPreview } from '@duban/api/types';
import { Alert, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { launchSentence } from '../logic/launch-count.js';

interface Confirming {
  readonly preview: LaunchPreview;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The last word before mails leave: names the counts, sends the digest of what was read. */
export function LaunchConfirm({ preview, open, onClose }: Confirming) {
  const go = useNavigate();
  const [refusal, setRefusal] = useState<string | null>(null);
  const launch = useAction<Launched>({
    url: urls.campaigns,
    said: (l) => `已启动：${l?.rounds ?? 0} 个期次，${l?.obligations ?? 0} 项报送任务`,
    onDone: () => void go(`/campaigns/${encodeURIComponent(preview.campaign)}`),
    onRefused: (error) => {
      setRefusal(error.message);
      return true;
    },
  });
  const confirm = (): void => {
    setRefusal(null);
    launch.run({ seed: preview.name, digest: preview.digest });
  };
  return (
    <Modal
      open={open}
      title="确认启动"
      okText="确认启动"
      cancelText="再看看"
      confirmLoading={launch.busy}
      okButtonProps={{ 'data-testid': 'confirm-launch' }}
      onOk={confirm}
      onCancel={onClose}
      destroyOnHidden
    >
      <div className="stack">
        <p>
          启动“{preview.title}”。<strong>{launchSentence(preview.messages)}</strong>，共 {preview.rounds.length}{' '}
          个期次，此后按催报规则自动提醒。启动后不能撤回已发出的邮件。
        </p>
        {refusal && <Alert type="error" showIcon title={refusal} />}
      </div>
    </Modal>
  );
}
