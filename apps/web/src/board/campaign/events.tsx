import type { EventListed } from '@duban/api/types';
import { Table } from 'antd';
import { minuteText } from '../../shared/china-time.js';
import { useEvents } from '../api/queries.js';
import { Loaded } from '../frame/loaded.js';

/** 日志: who did what, newest first. */
export function Events({ campaign }: { readonly campaign: string }) {
  const events = useEvents(campaign);
  return (
    <Loaded query={events}>
      {(list) => (
        <Table<EventListed>
          size="small"
          rowKey="seq"
          dataSource={[...list]}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            { title: '时间', dataIndex: 'at', render: minuteText },
            { title: '谁', dataIndex: 'actor' },
            { title: '做了什么', dataIndex: 'label' },
            { title: '对象', dataIndex: 'subject' },
          ]}
        />
      )}
    </Loaded>
  );
}
