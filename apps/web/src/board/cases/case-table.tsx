import type { CaseListed, ClueListed } from '@duban/api/types';
import { Table } from 'antd';
import { dayWithWeekday } from '../../shared/china-time.js';
import { Mark } from '../frame/mark.js';
import { yuanText } from '../logic/cases.js';

interface CasesOf {
  readonly cases: readonly CaseListed[];
  readonly clues: readonly ClueListed[];
}

/** 案件, the newest first. */
export function CaseTable({ cases, clues }: CasesOf) {
  if (cases.length === 0) return <p className="quiet">还没有案件。</p>;
  const from = (id: string | null): string => {
    const clue = clues.find((c) => c.id === id);
    return clue ? `线索第${clue.number}号` : '—';
  };
  return (
    <Table<CaseListed>
      size="small"
      rowKey="id"
      scroll={{ x: 860 }}
      dataSource={[...cases].reverse()}
      onRow={(c) => ({ 'data-testid': `case-${c.number}` }) as React.HTMLAttributes<HTMLElement>}
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        { title: '序号', dataIndex: 'number', width: 60, render: (n: number) => `第${n}号` },
        {
          title: '案由',
          key: 'about',
          render: (_, c) => (
            <span className="row">
              {c.major && <Mark tone="late">重大案件</Mark>}
              {c.joint && <Mark tone="work">同上案</Mark>}
              <span>{c.about}</span>
            </span>
          ),
        },
        { title: '机构', key: 'institution', width: 160, render: (_, c) => c.institution?.name ?? '—' },
        { title: '涉及金额', key: 'amount', width: 130, align: 'right', render: (_, c) => yuanText(c.amount) },
        { title: '来自', key: 'clue', width: 110, render: (_, c) => from(c.clue) },
        { title: '挂牌督办', dataIndex: 'supervisedBy', width: 120, render: (by: string | null) => by ?? '—' },
        { title: '立案日期', dataIndex: 'openedOn', width: 130, render: dayWithWeekday },
      ]}
    />
  );
}
