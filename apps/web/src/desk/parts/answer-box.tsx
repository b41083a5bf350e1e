import type { DeskItem } from '@duban/api/types';
import { useEffect, useRef } from 'react';
import type { Answer } from '../logic/handing.js';
import type { HandingControls } from '../use-handing.js';
import { refusalHints } from '../words.js';
import { CheckedBox } from './checked-box.js';
import { ProblemBox } from './problem-box.js';
import { ReceivedBox } from './received-box.js';

interface AnswerProps {
  readonly item: DeskItem;
  readonly office: string;
  readonly handing: HandingControls;
}

/** The answer to an upload. Focus moves here: who cannot see the page change must not have to look for it. */
export function AnswerBox({ item, office, handing }: AnswerProps) {
  const { answer } = handing;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer === null) return;
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [answer]);
  return (
    <div ref={box} tabIndex={-1} className="answer" aria-live="polite">
      {answer && <Content {...{ answer, item, office, handing }} />}
    </div>
  );
}

function Content({ answer, item, office, handing }: AnswerProps & { readonly answer: Answer }) {
  if (answer.kind === 'receipt') return <ReceivedBox {...{ item, office, answer }} />;
  if (answer.kind === 'checked') return <CheckedBox checked={answer.checked} fileName={answer.fileName} />;
  const { refusal, verb } = answer;
  return (
    <ProblemBox text={refusal.text} hint={refusalHints[refusal.kind]}>
      {refusal.kind === 'refused' ? (
        <button type="button" onClick={() => handing.choose(verb)}>
          重新选择文件
        </button>
      ) : (
        verb && (
          <button type="button" onClick={() => handing.act(verb)}>
            重试
          </button>
        )
      )}
    </ProblemBox>
  );
}
