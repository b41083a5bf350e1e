import type { Board, GuidanceListed, QuestionListed } from '@duban/api/types';
import { Button } from 'antd';
import { useState } from 'react';
import { minuteText } from '../../shared/china-time.js';
import { useGuidance, useQuestions } from '../api/queries.js';
import { Loaded } from '../frame/loaded.js';
import { ReasonDialog } from '../frame/reason-dialog.js';
import { useRight } from '../frame/signed-in.js';
import type { Act } from '../logic/act.js';
import { aboutWhat, openQuestions, toldWords, withdrawGuidance } from '../logic/questions.js';
import { AnswerForm } from './answer-form.js';
import { AskForm } from './ask-form.js';
import { GuidanceItem } from './guidance-item.js';
import { ReviseForm } from './revise-form.js';

type Doing =
  | { readonly what: 'ask' }
  | { readonly what: 'answer'; readonly question: QuestionListed }
  | { readonly what: 'revise'; readonly guidance: GuidanceListed }
  | { readonly what: 'act'; readonly act: Act };

/** 答疑: what offices ask, answered once for all as a numbered 口径说明. */
export function Questions({ board }: { readonly board: Board }) {
  const questions = useQuestions(board.id);
  const guidance = useGuidance(board.id);
  const [doing, setDoing] = useState<Doing | null>(null);
  const may = useRight();
  const answers = may('question.answer') && board.status !== 'closed';
  const end = (): void => setDoing(null);
  return (
    <div className="stack">
      <div className="row">
        <h2>待答复</h2>
        {answers && (
          <Button data-testid="add-question" onClick={() => setDoing({ what: 'ask' })}>
            登记来电提问
          </Button>
        )}
      </div>
      <Loaded query={questions}>
        {(list) => (
          <ul className="plain stack">
            {openQuestions(list).length === 0 && <li className="quiet">没有待答复的提问。</li>}
            {openQuestions(list).map((q) => (
              <li key={q.id} className="panel row between" data-testid={`question-${q.id}`}>
                <div>
                  <p className="pre">{q.text}</p>
                  <span className="quiet">
                    {q.officeName}　{aboutWhat(q)}　{minuteText(q.askedAt)}
                    {q.channel === 'phone' && '　来电'}
                  </span>
                </div>
                {answers && (
                  <Button
                    type="primary"
                    aria-label={`答复：${q.officeName}`}
                    data-testid="answer"
                    onClick={() => setDoing({ what: 'answer', question: q })}
                  >
                    答复
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <h2>口径说明</h2>
      <Loaded query={guidance}>
        {(list) => (
          <ul className="plain stack">
            {list.length === 0 && <li className="quiet">还没有口径说明。答复提问后自动编号，发给相关单位。</li>}
            {list.map((g) => (
              <GuidanceItem key={g.id} guidance={g}>
                {answers && g.state === 'published' && (
                  <span className="row">
                    <Button
                      size="small"
                      data-testid={`revise-${g.number}`}
                      onClick={() => setDoing({ what: 'revise', guidance: g })}
                    >
                      修订
                    </Button>
                    <Button
                      size="small"
                      danger
                      data-testid={`withdraw-guidance-${g.number}`}
                      onClick={() => setDoing({ what: 'act', act: withdrawGuidance(g) })}
                    >
                      撤销
                    </Button>
                  </span>
                )}
              </GuidanceItem>
            ))}
          </ul>
        )}
      </Loaded>
      {doing?.what === 'ask' && <AskForm board={board} onClose={end} />}
      {doing?.what === 'answer' && <AnswerForm question={doing.question} onClose={end} />}
      {doing?.what === 'revise' && <ReviseForm guidance={doing.guidance} onClose={end} />}
      {doing?.what === 'act' && (
        <ReasonDialog<{ messages: number }>
          act={doing.act}
          said={(done) => `已撤销，${toldWords(done?.messages)}`}
          onEnd={end}
        />
      )}
    </div>
  );
}
