import type { ObligationView } from '@duban/api/types';
import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useAction } from '../api/use-action.js';
import { RefusalBox } from '../frame/refusal-box.js';
import { type Around, aroundAnswers } from '../logic/around-answers.js';

/** What waits for the officer's word around the sheet; nothing when nothing does. */
export function AroundActions({ view }: { readonly view: ObligationView }) {
  const [answering, setAnswering] = useState<Around | null>(null);
  const answers = aroundAnswers(view);
  if (answers.length === 0 && answering === null) return null;
  return (
    <fieldset className="bare-fieldset row">
      <legend className="unseen">待答复</legend>
      {answers.map((answer) => (
        <Button key={answer.key} data-testid={answer.key} onClick={() => setAnswering(answer)}>
          {answer.label}
        </Button>
      ))}
      {answering && <AnswerForm answer={answering} onEnd={() => setAnswering(null)} />}
    </fieldset>
  );
}

function AnswerForm({ answer, onEnd }: { readonly answer: Around; readonly onEnd: () => void }) {
  const id = useId();
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = useAction({
    url: answer.url,
    revision: answer.revision,
    said: () => `已办：${answer.label}`,
    onDone: onEnd,
    onRefused: (error) => {
      setRefusal(error.message);
      return true;
    },
  });
  const submit = (): void => {
    if (answer.needsReason && reason.trim() === '') setRefusal('请写明理由。');
    else send.run(answer.body(reason.trim()));
  };
  return (
    <Modal
      open
      title={answer.label}
      okText={`确认${answer.label}`}
      cancelText="取消"
      confirmLoading={send.busy}
      okButtonProps={{ 'data-testid': 'submit-answer' }}
      onOk={submit}
      onCancel={onEnd}
    >
      <div className="stack">
        <div>{answer.effect}</div>
        <div>
          <label htmlFor={`${id}-reason`}>理由{answer.needsReason ? '' : '（可不填）'}</label>
          <Input.TextArea
            id={`${id}-reason`}
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
        </div>
        <RefusalBox refusal={refusal} />
      </div>
    </Modal>
  );
}
