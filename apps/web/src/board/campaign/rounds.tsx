import type { Board } from '@duban/api/types';
import { Button, Table } from 'antd';
import { useState } from 'react';
import { dayFrom, dayOf, minuteText } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { Download } from '../frame/download.js';
import { Mark } from '../frame/mark.js';
import { ReasonDialog } from '../frame/reason-dialog.js';
import { useRight } from '../frame/signed-in.js';
import type { Act } from '../logic/act.js';
import { leftInWords, mergingAgain } from '../logic/merge-again.js';

type Round = Board['rounds'][number];

/** 期次汇总: per round how many came, when it closes, and the merged workbook once it is there. */
export function Rounds({ board }: { readonly board: Board }) {
  const today = dayOf(board.now);
  const may = useRight();
  const [doing, setDoing] = useState<Act | null>(null);
  const open = board.status !== 'closed' && may('campaign.run');
  const day = (value: string | null): string => (value === null ? '—' : dayFrom(today, value));
  return (
    <>
      <Table<Round>
        size="small"
        rowKey="id"
        dataSource={[...board.rounds]}
        pagination={false}
        columns={[
          { title: '期次', dataIndex: 'what' },
          { title: '数据截止', dataIndex: 'asOf', render: day },
          { title: '报送时限', key: 'due', render: (_, r) => `${day(r.due)}${r.dueTime ?? ''}` },
          { title: '最迟汇总', dataIndex: 'cutOff', render: day },
          { title: '应报', key: 'owed', align: 'right', render: (_, r) => r.counts.owed },
          { title: '已报', key: 'received', align: 'right', render: (_, r) => r.counts.received },
          { title: '了结', key: 'settled', align: 'right', render: (_, r) => r.counts.settled },
          { title: '逾期', key: 'overdue', align: 'right', render: (_, r) => r.counts.overdue },
          { title: '状态', key: 'state', render: (_, r) => <RoundState round={r} onDo={open ? setDoing : null} /> },
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
      {doing && <ReasonDialog act={doing} said={() => '已重新汇总'} onEnd={() => setDoing(null)} />}
    </>
  );
}

interface Standing {
  readonly round: Round;
  /** null: nothing may be done. */
  readonly onDo: ((act: Act) => void) | null;
}

function RoundState({ round, onDo }: Standing) {
  if (round.mergedAt !== null) return <Merged round={round} mergedAt={round.mergedAt} onDo={onDo} />;
  return round.frozenAt === null ? <Mark tone="work">收取中</Mark> : <Mark tone="warn">已过时限，等待审结</Mark>;
}

function Merged({ round, mergedAt, onDo }: Standing & { readonly mergedAt: number }) {
  const left = leftInWords(round);
  const again = mergingAgain(round);
  return (
    <span className="row">
      <Mark tone="good">
        {minuteText(mergedAt)} {round.merges > 1 ? `第${round.merges}次汇总` : '已汇总'}
      </Mark>
      {left !== null && <Mark tone="warn">{left}</Mark>}
      {again && onDo && (
        <Button
          size="small"
          aria-label={`重新汇总：${round.what}`}
          data-testid={`merge-again-${round.id}`}
          onClick={() => onDo(again)}
        >
          重新汇总
        </Button>
      )}
    </span>
  );
}
