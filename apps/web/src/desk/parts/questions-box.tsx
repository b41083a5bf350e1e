import type { Desk, GuidanceListed, QuestionListed } from '@duban/api/types';
import { type FormEvent, useCallback, useEffect, useId, useState } from 'react';
import { minuteText } from '../../shared/china-time.js';
import { ask, send } from '../api/ask.js';
import { aboutChoices, standing } from '../logic/question-choices.js';
import { questionWords as words } from '../words.js';

interface Asking {
  readonly offices: Desk['offices'];
  /** What was said is still read; nothing is asked any more. */
  readonly closed: boolean;
}

interface Known {
  readonly questions: readonly QuestionListed[];
  readonly guidance: readonly GuidanceListed[];
}

/** 口径说明 that hold for this clerk, and the way to ask for one. */
export function QuestionsBox({ offices, closed }: Asking) {
  const id = useId();
  const [known, setKnown] = useState<Known>({ questions: [], guidance: [] });
  const [text, setText] = useState('');
  const [said, setSaid] = useState('');
  const look = useCallback(async (): Promise<void> => {
    const questions = await ask<QuestionListed[]>('/desk/questions');
    const guidance = await ask<GuidanceListed[]>('/desk/guidance');
    if (questions.ok && guidance.ok) setKnown({ questions: questions.value, guidance: guidance.value });
  }, []);
  useEffect(() => void look(), [look]);
  const [first] = offices;
  if (first === undefined) return null;
  const put = async (form: FormData): Promise<void> => {
    const requirement = String(form.get('requirement') ?? '') || null;
    const office = String(form.get('office') ?? first.id);
    const outcome = await send('/desk/questions', { office, requirement, text: text.trim() });
    setSaid(outcome.ok ? words.sent : outcome.refusal.text);
    // What was written stays until it has arrived.
    if (outcome.ok) setText('');
    await look();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (text.trim() === '') setSaid(words.missing);
    else void put(new FormData(event.currentTarget));
  };
  const { waiting, valid } = standing(known.questions, known.guidance);
  return (
    <section aria-labelledby={id} className="questions">
      <h2 id={id}>{words.title}</h2>
      {valid.length === 0 && <p className="quiet">{words.none}</p>}
      {valid.map((g) => (
        <details key={g.id} data-testid={`guidance-${g.number}`}>
          <summary>
            第{g.number}号{g.version > 1 && `（第${g.version}版）`}　{g.form ?? words.whole}
          </summary>
          {g.question && <p className="quiet">问：{g.question}</p>}
          <p>{g.text}</p>
        </details>
      ))}
      {waiting.map((q) => (
        <p key={q.id} className="quiet" data-testid="waiting-question">
          {words.waiting}（{minuteText(q.askedAt)}）：{q.text}
        </p>
      ))}
      {!closed && (
        <details className="around">
          <summary data-testid="ask">{words.ask}</summary>
          <form noValidate onSubmit={submit}>
            <p className="quiet">{words.hint}</p>
            {offices.length > 1 && (
              <label>
                {words.office}{' '}
                <select name="office">
                  {offices.map((o) => (
                    <option key={o.id} value={o.id}>
                      {o.name}
                    </option>
                  ))}
                </select>
              </label>
            )}
            <label>
              {words.about}{' '}
              <select name="requirement">
                {aboutChoices(offices).map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {words.text}{' '}
              <textarea
                data-testid="question"
                maxLength={4000}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            </label>
            <button type="submit" data-testid="send-question">
              {words.send}
            </button>
          </form>
        </details>
      )}
      <p role="alert">{said}</p>
    </section>
  );
}
