import type { Board } from '@duban/api/types';
import { Table } from 'antd';
import { minuteText } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { Download } from '../frame/download.js';
import { Mark } from '../frame/mark.js';
import { useRight } from '../frame/signed-in.js';
import { stageWords } from '../words.js';
import { Recompile } from './recompile.js';

type Document = Board['documents'][number];

/** 文稿: what goes upward, at which stage of 拟稿 → 核稿 → 会签 → 签发 it is. */
export function Documents({ board }: { readonly board: Board }) {
  const may = useRight();
  if (board.documents.length === 0)
    return <p className="quiet">还没有文稿。各期汇总完成后自动拟出总结报告，再逐级核稿、会签、签发。</p>;
  return (
    <Table<Document>
      size="small"
      rowKey="id"
      dataSource={[...board.documents]}
      pagination={false}
      columns={[
        { title: '文稿', dataIndex: 'title' },
        {
          title: '阶段',
          key: 'stage',
          render: (_, d, row) => (
            <span className="row">
              <Mark tone={d.stage === 'issued' ? 'good' : 'work'}>{stageWords[d.stage]}</Mark>
              {d.stale && <Mark tone="late">汇总数据待更新</Mark>}
              {/* The newest comes first; what it replaced stays as it went upward. */}
              {d.stale && row === 0 && board.status !== 'closed' && may('campaign.run') && (
                <Recompile campaign={board.id} stale={d.stale} />
              )}
            </span>
          ),
        },
        { title: '拟稿时间', dataIndex: 'createdAt', render: minuteText },
        {
          title: '签发时间',
          dataIndex: 'issuedAt',
          render: (at: number | null) => (at === null ? '—' : minuteText(at)),
        },
        {
          title: '下载',
          key: 'files',
          render: (_, d) => (
            <span className="row">
              <Download href={urls.documentFile(d.id, 'docx')} testId={`document-${d.id}-docx`}>
                报告 .docx
              </Download>
              {d.hasWorkbook && (
                <Download href={urls.documentFile(d.id, 'xlsx')} testId={`document-${d.id}-xlsx`}>
                  附表 .xlsx
                </Download>
              )}
            </span>
          ),
        },
      ]}
    />
  );
}
