import type { Rehearsal } from '@duban/api/types';
import { Alert, Spin } from 'antd';
import { useRehearsal } from '../api/queries.js';
import { urls } from '../api/urls.js';
import { Download } from '../frame/download.js';
import { Loaded } from '../frame/loaded.js';
import { usePageTitle } from '../frame/page-title.js';
import { readOutcome } from '../logic/outcome.js';
import { OutcomeTable } from './outcome-table.js';
import { ProgressLines } from './progress-lines.js';

/** 推演: the whole campaign played with simulated offices; its progress, its outcome, its files. */
export function RehearsalPage() {
  usePageTitle('推演');
  const rehearsal = useRehearsal();
  return (
    <div className="stack">
      <h1>推演</h1>
      <p className="quiet bare">
        用模拟的填报单位把整个专项演练一遍：另起一套临时环境，不影响正在进行的专项，也不向任何人发送邮件。
      </p>
      <Loaded query={rehearsal}>
        {(r) => (r === null ? <p>还没有做过推演。请在“专项”里选一个方案，点“推演”。</p> : <Played rehearsal={r} />)}
      </Loaded>
    </div>
  );
}

function Played({ rehearsal }: { readonly rehearsal: Rehearsal }) {
  const { id, seed, state, progress, outcome, files, error } = rehearsal;
  const view = readOutcome(outcome);
  return (
    <div className="stack" data-testid="rehearsal" data-state={state}>
      {state === 'running' && (
        <div className="row panel" role="status">
          <Spin size="small" />
          正在推演 {seed}，通常不到一分钟…
        </div>
      )}
      {state === 'failed' && <Alert type="error" showIcon title="推演没有完成" description={error} />}
      {files.includes('index.html') && (
        <div className="panel">
          <a href={urls.rehearsalFile(id, 'index.html')} target="_blank" rel="noreferrer" data-testid="rehearsal-story">
            查看推演全过程（新窗口）
          </a>
        </div>
      )}
      {view && view.assumed.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`方案里有 ${view.assumed.length} 个问题还没有答复，推演时作了假定，正式启动前请答复`}
          description={
            <ul>
              {view.assumed.map(({ title, value }) => (
                <li key={title}>
                  {title}　{value}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {view && <OutcomeTable view={view} />}
      {files.length > 0 && (
        <details className="panel">
          <summary>全部文件（{files.length}）</summary>
          <ul>
            {files.map((file) => (
              <li key={file}>
                <Download href={urls.rehearsalFile(id, file)}>{file}</Download>
              </li>
            ))}
          </ul>
        </details>
      )}
      <ProgressLines lines={progress} open={state !== 'done'} />
    </div>
  );
}
