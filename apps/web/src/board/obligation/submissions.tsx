import type { ObligationView } from '@duban/api/types';
import { Mark } from '../frame/mark.js';
import { latestOf } from '../logic/decision-form.js';
import { SubmissionCard } from './submission-card.js';

/** 报送材料, the latest version first and open. */
export function Submissions({ view }: { readonly view: ObligationView }) {
  const latest = latestOf(view.submissions);
  const earlier = view.submissions.filter((s) => s !== latest).sort((a, b) => b.version - a.version);
  const accepted = (id: string) => (id === view.acceptedSubmission ? <Mark tone="good">已通过的版本</Mark> : null);
  return (
    <section className="stack" aria-labelledby="handed-in">
      <h3 id="handed-in">报送材料</h3>
      {latest === undefined && <p className="quiet">还没有报送。</p>}
      {latest && (
        <SubmissionCard submission={latest} form={view.form}>
          {accepted(latest.id)}
        </SubmissionCard>
      )}
      {earlier.map((s) => (
        <details key={s.id}>
          <summary>
            第{s.version}版　{s.fileName} {accepted(s.id)}
          </summary>
          <SubmissionCard submission={s} form={view.form} />
        </details>
      ))}
    </section>
  );
}
