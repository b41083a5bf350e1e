import type { DecideBody, ObligationView } from '@duban/api/types';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { decisionWords } from '../words.js';
import { AroundActions } from './around-actions.js';
import { Chases } from './chases.js';
import { DecideForm } from './decide-form.js';
import { Decisions } from './decisions.js';
import { ObligationFacts } from './obligation-facts.js';
import { OfficerActions } from './officer-actions.js';
import { Submissions } from './submissions.js';
import './obligation.css';

/** Everything about one obligation, and what the bureau may do with it now. */
export function ObligationPanel({ view }: { readonly view: ObligationView }) {
  const [deciding, setDeciding] = useState<DecideBody['kind'] | null>(null);
  const [conflict, setConflict] = useState<string | null>(null);
  const begin = (kind: DecideBody['kind']): void => {
    setConflict(null);
    setDeciding(kind);
  };
  const end = (said: string | null): void => {
    setConflict(said);
    setDeciding(null);
  };
  return (
    <div className="stack" data-testid="obligation" data-state={view.cell.state}>
      <div role="alert">
        {conflict && (
          <Alert type="warning" showIcon title={conflict} description="下面已刷新为最新情况。" data-testid="conflict" />
        )}
      </div>
      <ObligationFacts view={view} />
      <fieldset className="bare-fieldset row">
        <legend className="unseen">审核意见</legend>
        {view.open.map((kind) => (
          <Button
            key={kind}
            type={kind === 'accept' ? 'primary' : 'default'}
            danger={kind === 'return'}
            data-testid={kind}
            onClick={() => begin(kind)}
          >
            {decisionWords[kind]}
          </Button>
        ))}
        {view.open.length === 0 && <span className="quiet">现在没有可以出具的审核意见。</span>}
      </fieldset>
      <AroundActions view={view} />
      <OfficerActions view={view} />
      <Submissions view={view} />
      <Decisions decisions={view.decisions} />
      <Chases view={view} />
      {deciding && <DecideForm view={view} kind={deciding} onEnd={end} />}
    </div>
  );
}
