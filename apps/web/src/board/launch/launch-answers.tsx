import type { LaunchPreview } from '@duban/api/types';
import { Table } from 'antd';

/** Where the notice leaves something open, and what the bureau answered. */
export function LaunchAnswers({ preview }: { readonly preview: LaunchPreview }) {
  const titles = new Map(preview.questions.map((q) => [q.id, q.title]));
  return (
    <Table<LaunchPreview['answers'][number]>
      size="small"
      rowKey="question"
      dataSource={[...preview.answers]}
      pagination={false}
      columns={[
        { title: '通知没有说清的', dataIndex: 'question', render: (id: string) => titles.get(id) ?? id },
        { title: '答复', dataIndex: 'value' },
        { title: '理由', dataIndex: 'reason' },
      ]}
    />
  );
}
