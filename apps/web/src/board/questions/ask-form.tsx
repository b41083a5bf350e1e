import type { Board } from '@duban/api/types';
import { useState } from 'react';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { TextBlock } from '../frame/fields.js';
import { FormDialog } from '../frame/form-dialog.js';
import { type Chosen, OfficeChoice } from '../frame/office-choice.js';
import { missingText } from '../logic/questions.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { questionWords } from '../words.js';

interface Asking {
  readonly board: Board;
  readonly onClose: () => void;
}

/** 来电提问, noted down for the office. */
export function AskForm({ board, onClose }: Asking) {
  const [office, setOffice] = useState<Chosen | null>(null);
  const [text, setText] = useState('');
  const { refusal, say, refused } = useRefusal();
  const ask = useAction({
    url: urls.questions(board.id),
    said: () => '提问已登记',
    onDone: onClose,
    onRefused: refused,
  });
  const submit = (): void => {
    const missing = office === null ? '请选择提问的单位。' : missingText(text, '问了什么');
    say(missing);
    if (missing === null && office) ask.run({ office: office.id, requirement: null, text: text.trim() });
  };
  return (
    <FormDialog
      title="登记来电提问"
      ok="登记"
      testId="save-question"
      busy={ask.busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="quiet">{questionWords.phoned}</p>
      <OfficeChoice campaign={board.id} label="提问单位" value={office} onChange={setOffice} />
      <TextBlock label="问了什么" testId="question-text" max={4000} value={text} onChange={setText} />
    </FormDialog>
  );
}
