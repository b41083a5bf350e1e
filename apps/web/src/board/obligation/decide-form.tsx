import type { DecideBody, ObligationView } from '@duban/api/types';
import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { RefusalBox } from '../frame/refusal-box.js';
import { decideBody, decisionForm, latestOf, missingFrom } from '../logic/decision-form.js';
import { findingsInWords } from '../logic/findings.js';
import { decisionWords } from '../words.js';

interface Deciding {
  readonly view: ObligationView;
  readonly kind: DecideBody['kind'];
  /** null: done or given up; a text: somebody else was first. */
  readonly onEnd: (conflict: string | null) => void;
}

/** The form is its own confirmation: it says what will happen before the button does it. */
export function DecideForm({ view, kind, onEnd }: Deciding) {
  const id = useId();
  const [reason, setReason] = useState('');
  const [due, setDue] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  // The version that was on screen when the form opened: a newer one that comes meanwhile must not be decided on unseen.
  const [seen] = useState(view);
  const form = decisionForm(kind, seen.roundMerged);
  const latest = kind === 'accept' || kind === 'return' ? latestOf(seen.submissions) : undefined;
  const send = useAction({
    url: urls.decisions,
    said: () => `已${decisionWords[kind]}`,
    onDone: () => onEnd(null),
    onRefused: (error) => {
      if (error.status === 409) onEnd(error.message);
      else setRefusal(error.message);
      return true;
    },
  });
  const submit = (): void => {
    const missing = missingFrom(kind, { reason, due });
    setRefusal(missing);
    if (missing === null) send.run(decideBody(seen, kind, { reason, due }));
  };
  return (
    <Modal
      open
      title={`${decisionWords[kind]}：${view.officeName}　${view.what}`}
      okText={`确认${decisionWords[kind]}`}
      cancelText="取消"
      confirmLoading={send.busy}
      okButtonProps={{ 'data-testid': 'submit-decision', danger: kind === 'return' }}
      onOk={submit}
      onCancel={() => onEnd(null)}
    >
      <div className="stack">
        {latest && (
          <div>
            第{latest.version}版　{latest.fileName}：{findingsInWords(latest.findings)}
          </div>
        )}
        <div>{form.effect}</div>
        <div>
          <label htmlFor={`${id}-reason`}>理由{form.reason === 'optional' ? '（可不填）' : ''}</label>
          <Input.TextArea
            id={`${id}-reason`}
            data-testid="decision-reason"
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
        </div>
        {form.due !== 'none' && (
          <div>
            <label htmlFor={`${id}-due`}>新的时限{form.due === 'optional' ? '（可不填）' : ''}</label>
            <Input
              id={`${id}-due`}
              data-testid="decision-due"
              type="date"
              max={kind === 'extend' ? view.cutOff : undefined}
              value={due}
              onChange={(e) => setDue(e.target.value)}
            />
          </div>
        )}
        <RefusalBox refusal={refusal} />
      </div>
    </Modal>
  );
}
