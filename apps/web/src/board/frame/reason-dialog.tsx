import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useAction } from '../api/use-action.js';
import type { Act } from '../logic/act.js';
import { RefusalBox } from './refusal-box.js';

interface Doing<T> {
  readonly act: Act;
  /** What a success says. */
  readonly said: (answer: T | null) => string;
  readonly onEnd: () => void;
}

/** Asks for the reason and does it; a refusal is shown where the reason was written, which is kept. */
export function ReasonDialog<T>({ act, said, onEnd }: Doing<T>) {
  const id = useId();
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = useAction<T>({
    url: act.url,
    ...(act.revision === undefined ? {} : { revision: act.revision }),
    said,
    onDone: onEnd,
    onRefused: (error) => {
      setRefusal(error.message);
      return true;
    },
  });
  const submit = (): void => {
    if (act.needsReason && reason.trim() === '') setRefusal('请写明理由。');
    else send.run(act.body(reason.trim()));
  };
  return (
    <Modal
      open
      title={act.label}
      okText={`确认${act.label}`}
      cancelText="取消"
      confirmLoading={send.busy}
      okButtonProps={{ 'data-testid': 'submit-answer' }}
      onOk={submit}
      onCancel={onEnd}
    >
      <div className="stack">
        <div>{act.effect}</div>
        {act.asksReason !== false && (
          <div>
            <label htmlFor={`${id}-reason`}>理由{act.needsReason ? '' : '（可不填）'}</label>
            <Input.TextArea
              id={`${id}-reason`}
              rows={3}
              maxLength={2000}
              value={reason}
              onChange={(e) => setReason(e.target.value)}
            />
          </div>
        )}
        <RefusalBox refusal={refusal} />
      </div>
    </Modal>
  );
}
