import type { Board, ClueListed } from '@duban/api/types';
import { Button, Table } from 'antd';
import { dayOf, dayWithWeekday } from '../../shared/china-time.js';
import { Mark } from '../frame/mark.js';
import { clueMoves, inWaitingOrder, mayFile, moveWords, yuanText } from '../logic/cases.js';
import { clueLevelWords } from '../words.js';
import { ClueStanding, Extensions } from './clue-standing.js';

interface Clues {
  readonly board: Board;
  readonly clues: readonly ClueListed[];
  readonly onMove: (clue: ClueListed, to: ClueListed['state']) => void;
  readonly onFile: (clue: ClueListed) => void;
  readonly onExtend: (clue: ClueListed) => void;
}

/** What waits for a decision first. */
export function ClueTable({ board, clues, onMove, onFile, onExtend }: Clues) {
  const today = dayOf(board.now);
  if (clues.length === 0) return <p className="quiet">还没有线索。收到的线索逐条登记，到期前自动提醒。</p>;
  return (
    <Table<ClueListed>
      size="small"
      rowKey="id"
      scroll={{ x: 960 }}
      dataSource={[...inWaitingOrder(clues)]}
      onRow={(c) => ({ 'data-testid': `clue-${c.number}` }) as React.HTMLAttributes<HTMLElement>}
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        { title: '序号', dataIndex: 'number', width: 60, render: (n: number) => `第${n}号` },
        {
          title: '来源',
          key: 'source',
          width: 170,
          render: (_, c) => (
            <>
              {c.source}
              <div className="quiet">
                {clueLevelWords[c.level]}
                {c.externalNo && `　${c.externalNo}`}
              </div>
            </>
          ),
        },
        {
          title: '反映的问题',
          key: 'about',
          render: (_, c) => (
            <>
              <span className="row">
                {c.major && <Mark tone="late">重大</Mark>}
                {c.risk === 'high' && <Mark tone="warn">高风险</Mark>}
                <span>{c.about}</span>
              </span>
              <div className="quiet">{yuanText(c.amount)}</div>
              <Extensions of={c} />
              {c.outcome && <div className="quiet">结果：{c.outcome}</div>}
            </>
          ),
        },
        { title: '收到日期', dataIndex: 'receivedOn', width: 130, render: dayWithWeekday },
        { title: '进展', key: 'state', width: 190, render: (_, c) => <ClueStanding clue={c} today={today} /> },
        {
          title: '操作',
          key: 'act',
          width: 270,
          render: (_, c) =>
            board.status === 'closed' ? null : (
              <span className="row tight">
                {mayFile(c.state) && (
                  <Button
                    size="small"
                    type={c.decideBy === null ? 'default' : 'primary'}
                    aria-label={`立案：线索第${c.number}号`}
                    data-testid={`file-${c.number}`}
                    onClick={() => onFile(c)}
                  >
                    立案
                  </Button>
                )}
                {clueMoves(c.state).map((to) => (
                  <Button
                    key={to}
                    size="small"
                    aria-label={`${moveWords[to]}：线索第${c.number}号`}
                    data-testid={`${to}-${c.number}`}
                    onClick={() => onMove(c, to)}
                  >
                    {moveWords[to]}
                  </Button>
                ))}
                {c.decideBy !== null && (
                  <Button
                    size="small"
                    aria-label={`延长期限：线索第${c.number}号`}
                    data-testid={`extend-${c.number}`}
                    onClick={() => onExtend(c)}
                  >
                    延长期限
                  </Button>
                )}
              </span>
            ),
        },
      ]}
    />
  );
}
