import type { Published, QuestionListed } from '@duban/api/types';
import { useState } from 'react';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { TextBlock } from '../frame/fields.js';
import { FormDialog } from '../frame/form-dialog.js';
import { aboutWhat, missingText, toldWords } from '../logic/questions.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { questionWords } from '../words.js';

interface Answering {
  readonly question: QuestionListed;
  readonly onClose: () => void;
}

/** 答复: once, for all whom it concerns. */
export function AnswerForm({ question, onClose }: Answering) {
  const [seen] = useState(question);
  const [answer, setAnswer] = useState('');
  const { refusal, say, refused } = useRefusal();
  const send = useAction<Published>({
    url: urls.answerQuestion,
    revision: seen.revision,
    said: (p) => `已发布口径说明第${p?.number}号，${toldWords(p?.messages)}`,
    onDone: onClose,
    onRefused: refused,
  });
  const submit = (): void => {
    const missing = missingText(answer, '答复');
    say(missing);
    if (missing === null) send.run({ question: seen.id, answer: answer.trim() });
  };
  return (
    <FormDialog
      title={`答复：${aboutWhat(seen)}`}
      ok="答复并发布"
      testId="submit-answer"
      busy={send.busy}
      refusal={refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="pre">
        {seen.officeName}问：{seen.text}
      </p>
      <p className="quiet">{questionWords.answer}</p>
      <TextBlock label="答复" testId="answer-text" rows={5} max={4000} value={answer} onChange={setAnswer} />
    </FormDialog>
  );
}
