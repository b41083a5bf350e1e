import type { ObligationView } from '@duban/api/types';
import { minuteText } from '../../shared/china-time.js';

/** 催报 carried out so far, oldest first. */
export function Chases({ view }: { readonly view: ObligationView }) {
  return (
    <section aria-labelledby="chased">
      <h3 id="chased">催报记录</h3>
      {view.chases.length === 0 && <p className="quiet">还没有催报。</p>}
      <ol className="plain due-list">
        {view.chases.map((c) => (
          <li key={`${c.at} ${c.what}`} className="row">
            <span>{minuteText(c.at)}</span>
            <span>{c.what}</span>
            <span className="quiet">{c.state}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
