import type { ObligationView } from '@duban/api/types';
import { Button } from 'antd';
import { useState } from 'react';
import { ReasonDialog } from '../frame/reason-dialog.js';
import type { Act } from '../logic/act.js';
import { aroundAnswers } from '../logic/around-answers.js';

/** What waits for the officer's word around the sheet; nothing when nothing does. */
export function AroundActions({ view }: { readonly view: ObligationView }) {
  const [answering, setAnswering] = useState<Act | null>(null);
  const answers = aroundAnswers(view);
  if (answers.length === 0 && answering === null) return null;
  return (
    <fieldset className="bare-fieldset row">
      <legend className="unseen">待答复</legend>
      {answers.map((answer) => (
        <Button key={answer.key} data-testid={answer.key} onClick={() => setAnswering(answer)}>
          {answer.label}
        </Button>
      ))}
      {answering && (
        <ReasonDialog act={answering} said={() => `已办：${answering.label}`} onEnd={() => setAnswering(null)} />
      )}
    </fieldset>
  );
}
