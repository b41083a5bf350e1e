import type { LaunchPreview } from '@duban/api/types';
import { Table } from 'antd';

type Message = LaunchPreview['messages'][number] & { readonly key: string };
const KINDS = { launch: '填报人员（启动通知）', 'launch-info': '单位（告知）' } as const;

/** Every mail of the launch; a row opens to the text as it will be read. */
export function LaunchMessages({ preview }: { readonly preview: LaunchPreview }) {
  const rows = preview.messages.map((m): Message => ({ ...m, key: `${m.kind} ${m.address} ${m.subject}` }));
  return (
    <Table<Message>
      size="small"
      dataSource={rows}
      pagination={{ pageSize: 15, showSizeChanger: false, showTotal: (n) => `共 ${n} 封` }}
      expandable={{
        columnTitle: <span className="unseen">正文</span>,
        expandedRowRender: (m) => <p className="pre">{m.text}</p>,
        expandRowByClick: true,
      }}
      columns={[
        {
          title: '发给',
          dataIndex: 'kind',
          render: (kind: Message['kind']) => KINDS[kind],
          filters: (['launch', 'launch-info'] as const).map((k) => ({ text: KINDS[k], value: k })),
          onFilter: (value, m) => m.kind === value,
        },
        { title: '收件人', dataIndex: 'recipient' },
        { title: '邮箱', dataIndex: 'address' },
        { title: '标题', dataIndex: 'subject' },
        {
          title: '附件',
          dataIndex: 'attachments',
          render: (names: readonly string[]) =>
            names.length === 0 ? '无' : names.map((name) => <div key={name}>{name}</div>),
        },
      ]}
    />
  );
}
