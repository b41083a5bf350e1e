import type { DecisionView } from '@duban/api/types';
import { longDay, minuteText } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { Download } from '../frame/download.js';

/** 审核意见 so far, newest first. */
export function Decisions({ decisions }: { readonly decisions: readonly DecisionView[] }) {
  const newest = [...decisions].sort((a, b) => b.at - a.at);
  return (
    <section aria-labelledby="decided">
      <h3 id="decided">审核意见</h3>
      {newest.length === 0 && <p className="quiet">还没有。</p>}
      <ul className="plain due-list">
        {newest.map((d) => (
          <li key={d.id}>
            <div className="row">
              <strong>{d.label}</strong>
              <span className="quiet">
                {minuteText(d.at)}　{d.by}
              </span>
              {d.due && <span>新的时限 {longDay(d.due)}</span>}
              {d.hasMarked && <Download href={urls.markedFile(d.id)}>标注后的表</Download>}
            </div>
            {d.reason && <p className="pre">{d.reason}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
