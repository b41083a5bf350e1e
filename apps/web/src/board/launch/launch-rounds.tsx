import type { LaunchPreview } from '@duban/api/types';
import { Table } from 'antd';
import { longDay, weekdayText } from '../../shared/china-time.js';
import { Mark } from '../frame/mark.js';

type Round = LaunchPreview['rounds'][number];
const day = (value: string | null): string => (value === null ? '—' : `${longDay(value)}（${weekdayText(value)}）`);

/** What is owed when: due, 数据截止, and the last day the round waits. */
export function LaunchRounds({ preview }: { readonly preview: LaunchPreview }) {
  return (
    <Table<Round>
      size="small"
      rowKey={(r) => `${r.what} ${r.due}`}
      dataSource={[...preview.rounds]}
      pagination={false}
      columns={[
        { title: '期次', dataIndex: 'what' },
        { title: '填报单位', dataIndex: 'offices', render: (n: number) => `${n} 个` },
        { title: '数据截止', dataIndex: 'asOf', render: day },
        {
          title: '报送时限',
          dataIndex: 'due',
          render: (due: string, r) => (
            <span className="row">
              {day(due)}
              {r.assumed && <Mark tone="warn">推算</Mark>}
            </span>
          ),
        },
        { title: '最迟汇总', dataIndex: 'cutOff', render: day },
      ]}
    />
  );
}
