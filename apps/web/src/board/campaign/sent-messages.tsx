import type { Messages } from '@duban/api/types';
import { Table } from 'antd';
import { Link } from 'react-router';
import { shortMinute } from '../../shared/china-time.js';
import { useAbout, useMessages } from '../api/queries.js';
import { Loaded } from '../frame/loaded.js';
import { Mark } from '../frame/mark.js';
import type { Tone } from '../logic/cell-view.js';
import { messageStateWords } from '../words.js';
import { MessageText } from './message-text.js';

type Message = Messages['messages'][number];
const TONES: Partial<Record<Message['state'], Tone>> = { sent: 'good', failed: 'late', cancelled: 'quiet' };

/** 消息: what was sent, what waits, what failed and why. */
export function SentMessages({ campaign }: { readonly campaign: string }) {
  const messages = useMessages(campaign);
  const local = useAbout().data?.localMailbox === true;
  return (
    <Loaded query={messages}>
      {(m) => (
        <Table<Message>
          size="small"
          rowKey="id"
          dataSource={[...m.messages]}
          pagination={{ pageSize: 15, showSizeChanger: false, showTotal: (n) => `显示最新 ${n} 封，共 ${m.total} 封` }}
          expandable={{
            columnTitle: <span className="unseen">正文</span>,
            expandedRowRender: (x) => <MessageText message={x.id} />,
          }}
          columns={[
            { title: '类别', dataIndex: 'kindLabel', filters: kindsOf(m), onFilter: (value, x) => x.kind === value },
            {
              title: '单位',
              dataIndex: 'office',
              render: (o: string | null) => o ?? '—',
            },
            { title: '收件人', key: 'to', render: (_, x) => <Recipient message={x} local={local} /> },
            { title: '标题', dataIndex: 'subject', render: (s: string | null) => s ?? '（发送时生成）' },
            { title: '状态', key: 'state', render: (_, x) => <State message={x} /> },
            { title: '时间', key: 'at', render: (_, x) => shortMinute(x.sentAt ?? x.sendAfter) },
          ]}
        />
      )}
    </Loaded>
  );
}

const kindsOf = (m: Messages) =>
  [...new Map(m.messages.map((x) => [x.kind, x.kindLabel]))].map(([value, text]) => ({ value, text }));

/** With the local inbox, the way to the text as the office got it. */
function Recipient({ message, local }: { readonly message: Message; readonly local: boolean }) {
  const { recipient, address, state } = message;
  return (
    <>
      <div>{recipient}</div>
      {local && state === 'sent' ? (
        <Link to={`/mailbox?to=${encodeURIComponent(address)}`}>{address}</Link>
      ) : (
        <span className="quiet">{address}</span>
      )}
    </>
  );
}

function State({ message }: { readonly message: Message }) {
  const { state, attempts, response } = message;
  return (
    <>
      <Mark tone={TONES[state] ?? 'work'}>{messageStateWords[state]}</Mark>
      {attempts > 1 && <span className="quiet"> 第 {attempts} 次</span>}
      {state !== 'sent' && response && <div className="quiet">{response}</div>}
    </>
  );
}
