import type { FindingView } from '@duban/api/types';
import { groupFindings } from '../logic/group-findings.js';
import { severityWords } from '../words.js';

/** 审核提示 per cell, what must change first. Nothing at all when there are none. */
export function Findings({ findings }: { readonly findings: readonly FindingView[] }) {
  if (findings.length === 0) return null;
  return (
    <div className="findings" data-testid="findings">
      {groupFindings(findings).map(({ severity, rows }) => (
        <table key={severity} className={`severity-${severity}`}>
          <caption>
            <strong>
              {severityWords[severity].title}（{rows.length}处）
            </strong>
            <span>{severityWords[severity].hint}</span>
          </caption>
          <thead>
            <tr>
              <th scope="col">工作表</th>
              <th scope="col">单元格</th>
              <th scope="col">项目</th>
              <th scope="col">所填</th>
              <th scope="col">应为</th>
              <th scope="col">怎么办</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ index, finding }) => (
              <Row key={index} {...{ index, finding }} />
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

function Row({ index, finding }: { readonly index: number; readonly finding: FindingView }) {
  return (
    <tr data-testid={`finding-${index}`}>
      <td data-label="工作表">{finding.place?.sheet ?? '整张表'}</td>
      <td data-label="单元格" className="cell">
        {finding.place?.cell ?? '—'}
      </td>
      <td data-label="项目">{finding.label || '—'}</td>
      <td data-label="所填">{finding.found || '—'}</td>
      <td data-label="应为">{finding.expected || '—'}</td>
      <td data-label="怎么办">{finding.message}</td>
    </tr>
  );
}
