import type { ClueListed } from '@duban/api/types';
import { useState } from 'react';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { TextBlock } from '../frame/fields.js';
import { FormDialog } from '../frame/form-dialog.js';
import { missingFromMove, moveWords, outcomeLabel } from '../logic/cases.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { caseWords } from '../words.js';

interface Moving {
  readonly clue: ClueListed;
  readonly to: ClueListed['state'];
  readonly onClose: () => void;
}

/** 线索进展: 核查, 移送, 办结. */
export function MoveForm({ clue, to, onClose }: Moving) {
  const [seen] = useState(clue);
  const [outcome, setOutcome] = useState('');
  const { refusal, say, refused } = useRefusal();
  const move = useAction({
    url: urls.moveClue,
    revision: seen.revision,
    said: () => `线索第${seen.number}号：${moveWords[to]}，已登记`,
    onDone: onClose,
    onRefused: refused,
  });
  const label = outcomeLabel(to);
  const submit = (): void => {
    const missing = missingFromMove(to, outcome);
    say(missing);
    if (missing === null) move.run({ clue: seen.id, state: to, outcome: outcome.trim(), recheck: null });
  };
  return (
    <FormDialog
      title={`${moveWords[to]}：线索第${seen.number}号`}
      ok={`确认${moveWords[to]}`}
      testId="save-move"
      busy={move.busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{seen.about}</p>
      {to === 'closed' && <p className="quiet">{caseWords.closed}</p>}
      <TextBlock
        label={label ?? '说明（可不填）'}
        testId="move-outcome"
        max={4000}
        value={outcome}
        onChange={setOutcome}
      />
    </FormDialog>
  );
}
