import type { Board } from '@duban/api/types';
import { Table } from 'antd';
import { dayFrom, dayOf, minuteText } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { Download } from '../frame/download.js';
import { Mark } from '../frame/mark.js';

type Round = Board['rounds'][number];

/** 期次汇总: per round how many came, when it closes, and the merged workbook once it is there. */
export function Rounds({ board }: { readonly board: Board }) {
  const today = dayOf(board.now);
  const day = (value: string | null): string => (value === null ? '—' : dayFrom(today, value));
  return (
    <Table<Round>
      size="small"
      rowKey="id"
      dataSource={[...board.rounds]}
      pagination={false}
      columns={[
        { title: '期次', dataIndex: 'what' },
        { title: '数据截止', dataIndex: 'asOf', render: day },
        { title: '报送时限', dataIndex: 'due', render: day },
        { title: '最迟汇总', dataIndex: 'cutOff', render: day },
        { title: '应报', key: 'owed', align: 'right', render: (_, r) => r.counts.owed },
        { title: '已报', key: 'received', align: 'right', render: (_, r) => r.counts.received },
        { title: '了结', key: 'settled', align: 'right', render: (_, r) => r.counts.settled },
        { title: '逾期', key: 'overdue', align: 'right', render: (_, r) => r.counts.overdue },
        { title: '状态', key: 'state', render: (_, r) => <RoundState round={r} /> },
        {
          title: '汇总表',
          key: 'file',
          render: (_, r) =>
            r.hasWorkbook ? (
              <Download href={urls.roundWorkbook(r.id)} testId={`round-workbook-${r.id}`}>
                下载 .xlsx
              </Download>
            ) : (
              '—'
            ),
        },
      ]}
    />
  );
}

function RoundState({ round }: { readonly round: Round }) {
  if (round.mergedAt !== null) return <Mark tone="good">{minuteText(round.mergedAt)} 已汇总</Mark>;
  return round.frozenAt === null ? <Mark tone="work">收取中</Mark> : <Mark tone="warn">已过时限，等待审结</Mark>;
}
