import type { LaunchPreview } from '@duban/api/types';
import { Table } from 'antd';
import { longDay } from '../../shared/china-time.js';
import { movedInWords } from '../logic/launch-count.js';

type Phase = LaunchPreview['phases'][number];
const day = (value: string | null): string => (value === null ? '未注明' : longDay(value));

/** The dates of the notice; where a launch moves it, as they were and where they come to lie. */
export function LaunchDates({ preview }: { readonly preview: LaunchPreview }) {
  const { notice, quarters, phases } = preview;
  const moved = quarters === 0 ? '' : '（移后）';
  return (
    <div className="stack">
      <dl className="facts">
        <dt>通知</dt>
        <dd>
          {notice.title}（{notice.number}）
        </dd>
        <dt>{quarters === 0 ? '印发日期' : '原印发日期'}</dt>
        <dd>{day(notice.originallyIssued)}</dd>
        {quarters !== 0 && (
          <>
            <dt>启动后的印发日期</dt>
            <dd>
              {day(notice.issued)}（{movedInWords(quarters)}）
            </dd>
          </>
        )}
      </dl>
      <Table<Phase>
        size="small"
        rowKey="title"
        dataSource={[...phases]}
        pagination={false}
        columns={[
          { title: '阶段', dataIndex: 'title' },
          { title: '通知原文', dataIndex: 'phrase' },
          { title: `开始${moved}`, dataIndex: 'start', render: day },
          { title: `结束${moved}`, dataIndex: 'end', render: day },
        ]}
      />
    </div>
  );
}
