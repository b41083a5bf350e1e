import type { Board, DueMoved } from '@duban/api/types';
import { useState } from 'react';
import { dayOf, dayWithWeekday } from '../../shared/china-time.js';
import { urls } from '../api/urls.js';
import { useShownFirst } from '../api/use-shown-first.js';
import { ChoiceLine, TextBlock, TextLine } from '../frame/fields.js';
import { FormDialog } from '../frame/form-dialog.js';
import {
  dueBody,
  missingFromDue,
  movable,
  movedSentence,
  standsInTheWay,
  thenSentence,
} from '../logic/plan-changes.js';
import { WhatNext } from './what-next.js';

interface Moving {
  readonly board: Board;
  readonly onClose: () => void;
}

/** 调整时限 of one round, for everybody who still owes it; one office's own is 延期. */
export function DueForm({ board, onClose }: Moving) {
  const [round, setRound] = useState<string | null>(null);
  const [due, setDue] = useState('');
  const [cutOff, setCutOff] = useState('');
  const [reason, setReason] = useState('');
  const { shown, refusal, submit, set, busy } = useShownFirst<DueMoved>({
    url: urls.change(board.id, 'due'),
    revision: board.revision,
    said: (done) => (done ? `时限已调整：${movedSentence(done, due)}。${thenSentence(done.next)}` : '时限已调整'),
    onDone: onClose,
  });
  const rounds = movable(board.rounds);
  const chosen = rounds.find(({ id }) => id === round);
  const choose = (id: string | null): void => {
    set(setRound)(id);
    const of = rounds.find((r) => r.id === id);
    setDue(of?.due ?? '');
    setCutOff(of?.cutOff ?? '');
  };
  const form = { round, due, cutOff, reason };
  return (
    <FormDialog
      title="调整时限"
      ok={shown === null ? '先看影响' : '确认调整'}
      testId="submit-change"
      busy={busy}
      refusal={standsInTheWay(board, refusal)}
      onSubmit={() => submit(dueBody(form), missingFromDue(form))}
      onClose={onClose}
    >
      <ChoiceLine
        label="期次"
        testId="due-round"
        options={rounds.map((r) => ({ value: r.id, label: r.what }))}
        value={round}
        onChange={choose}
        help={
          chosen
            ? `现在的时限 ${dayWithWeekday(chosen.due)}，最迟汇总 ${dayWithWeekday(chosen.cutOff)}`
            : '只改一家的，请在该单位的报送任务里办“延期”。'
        }
      />
      <div className="row">
        <TextLine
          label="新的时限"
          testId="due-day"
          type="date"
          from={dayOf(board.now)}
          value={due}
          onChange={set(setDue)}
        />
        <TextLine
          label="最迟汇总日"
          testId="due-cut-off"
          type="date"
          from={due}
          value={cutOff}
          onChange={set(setCutOff)}
        />
      </div>
      <TextBlock label="理由" testId="due-reason" rows={2} value={reason} onChange={set(setReason)} />
      {shown && <WhatNext sentence={movedSentence(shown, due)} next={shown.next} />}
    </FormDialog>
  );
}
