import type { Call, LogCallBody } from '@duban/api/types';
import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { dayOf, instantOf } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { CallParts } from './call-parts.js';

interface Logging {
  readonly call: Call;
  readonly today: number;
  readonly onClose: () => void;
}

/** The end of an office day: what a promise without an hour means. */
const CLOSE = '17:30';

/** Who answered, what was promised for when: a promise moves the next step. */
export function CallForm({ call, today, onClose }: Logging) {
  const id = useId();
  const [answeredBy, setAnsweredBy] = useState('');
  const [day, setDay] = useState('');
  const [time, setTime] = useState(CLOSE);
  const [note, setNote] = useState('');
  const log = useAction({ url: urls.logCall, said: () => '通话已登记', onDone: onClose });
  const submit = (): void => {
    const body: LogCallBody = {
      task: call.task,
      also: call.parts.map(({ task }) => task).filter((task) => task !== call.task),
      answeredBy: answeredBy.trim() === '' ? null : answeredBy.trim(),
      promiseUntil: day === '' ? null : instantOf(day, time),
      note: note.trim(),
    };
    log.run(body);
  };
  return (
    <Modal
      open
      title={`登记通话：${call.office}`}
      okText="登记"
      cancelText="取消"
      confirmLoading={log.busy}
      okButtonProps={{ 'data-testid': 'submit-call' }}
      onOk={submit}
      onCancel={onClose}
    >
      <div className="stack">
        <CallParts call={call} />
        {call.parts.length > 1 && <p className="quiet">一次登记，对以上各项都有效。</p>}
        <div>
          <label htmlFor={`${id}-who`}>接听人（无人接听的不填；向上级电话报告的，须写明接听人）</label>
          <Input
            id={`${id}-who`}
            data-testid="call-answered-by"
            maxLength={100}
            value={answeredBy}
            onChange={(e) => setAnsweredBy(e.target.value)}
          />
        </div>
        <div className="row">
          <div>
            <label htmlFor={`${id}-day`}>承诺报送日期</label>
            <Input
              id={`${id}-day`}
              data-testid="call-promise-day"
              type="date"
              min={dayOf(today)}
              value={day}
              onChange={(e) => setDay(e.target.value)}
            />
          </div>
          <div>
            <label htmlFor={`${id}-time`}>几点前</label>
            <Input id={`${id}-time`} type="time" value={time} onChange={(e) => setTime(e.target.value)} />
          </div>
        </div>
        <div>
          <label htmlFor={`${id}-note`}>记录</label>
          <Input.TextArea
            id={`${id}-note`}
            data-testid="call-note"
            rows={3}
            maxLength={2000}
            value={note}
            onChange={(e) => setNote(e.target.value)}
          />
        </div>
      </div>
    </Modal>
  );
}
