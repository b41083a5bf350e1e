import type { Call } from '@duban/api/types';
import { Table } from 'antd';
import { minuteText } from '../../shared/china-time.js';
import { taskStateWords } from '../words.js';

/** Calls made, and those that were no longer needed. */
export function CallLog({ calls }: { readonly calls: readonly Call[] }) {
  return (
    <Table<Call>
      size="small"
      rowKey="task"
      dataSource={[...calls]}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        { title: '单位', dataIndex: 'office' },
        { title: '事项', dataIndex: 'what' },
        { title: '由谁打', dataIndex: 'by' },
        { title: '状态', dataIndex: 'state', render: (s: Call['state']) => taskStateWords[s] },
        { title: '通话时间', key: 'at', render: (_, c) => (c.call ? minuteText(c.call.at) : '—') },
        { title: '接听', key: 'who', render: (_, c) => (c.call ? (c.call.answeredBy ?? '无人接听') : '—') },
        {
          title: '承诺',
          key: 'until',
          render: (_, c) => (c.call?.promiseUntil ? `${minuteText(c.call.promiseUntil)} 前` : '—'),
        },
        { title: '记录', key: 'note', render: (_, c) => c.call?.note },
      ]}
    />
  );
}
