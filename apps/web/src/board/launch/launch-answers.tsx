import type { LaunchPreview } from '@duban/api/types';
import { Table } from 'antd';

/** Where the notice leaves something open, and what the bureau answered. */
export function LaunchAnswers({ preview }: { readonly preview: LaunchPreview }) {
  return (
    <Table<LaunchPreview['answers'][number]>
      size="small"
      rowKey="question"
      dataSource={[...preview.answers]}
      pagination={false}
      columns={[
        { title: '通知没有说清的', dataIndex: 'title' },
        { title: '答复', dataIndex: 'value' },
        { title: '理由', dataIndex: 'reason' },
      ]}
    />
  );
}
