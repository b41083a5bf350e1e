import type { GuidanceListed } from '@duban/api/types';
import { useState } from 'react';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { TextBlock, TextLine } from '../frame/fields.js';
import { FormDialog } from '../frame/form-dialog.js';
import { missingFromRevision, toldWords } from '../logic/questions.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { questionWords } from '../words.js';

interface Revising {
  readonly guidance: GuidanceListed;
  readonly onClose: () => void;
}

/** 修订口径说明. */
export function ReviseForm({ guidance, onClose }: Revising) {
  const [seen] = useState(guidance);
  const [text, setText] = useState(guidance.text);
  const [reason, setReason] = useState('');
  const { refusal, say, refused } = useRefusal();
  const send = useAction<{ messages: number }>({
    url: urls.guidanceVerb('revise'),
    revision: seen.revision,
    said: (done) => `已修订，${toldWords(done?.messages)}`,
    onDone: onClose,
    onRefused: refused,
  });
  const submit = (): void => {
    const missing = missingFromRevision(seen.text, { text, reason });
    say(missing);
    if (missing === null) send.run({ guidance: seen.id, text: text.trim(), reason: reason.trim() });
  };
  return (
    <FormDialog
      title={`修订口径说明第${seen.number}号`}
      ok="确认修订"
      testId="save-revision"
      busy={send.busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="quiet">{questionWords.revise}</p>
      <TextBlock label="口径" testId="revised-text" rows={5} max={4000} value={text} onChange={setText} />
      <TextLine label="理由" testId="revised-reason" max={2000} value={reason} onChange={setReason} />
    </FormDialog>
  );
}
