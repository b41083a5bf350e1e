import type { Board, ExtraRequested } from '@duban/api/types';
import { Button } from 'antd';
import { useState } from 'react';
import { urls } from '../api/urls.js';
import { useShownFirst } from '../api/use-shown-first.js';
import { TextLine } from '../frame/fields.js';
import { FormDialog } from '../frame/form-dialog.js';
import { type Chosen, OfficesChoice } from '../frame/office-choice.js';
import {
  extraBody,
  extraSentence,
  missingFromExtra,
  standsInTheWay,
  stepsSentence,
  thenSentence,
  usualDues,
} from '../logic/plan-changes.js';
import { WhatNext } from './what-next.js';

interface Asking {
  readonly board: Board;
  readonly onClose: () => void;
}

/** 加报: what, by when, from whom; then what will happen; then it is asked. */
export function ExtraForm({ board, onClose }: Asking) {
  const [title, setTitle] = useState('');
  const [due, setDue] = useState('');
  const [offices, setOffices] = useState<readonly Chosen[] | null>(null);
  const { shown, refusal, submit, set, busy } = useShownFirst<ExtraRequested>({
    url: urls.change(board.id, 'extra'),
    revision: board.revision,
    said: (done) => (done ? `已加报：${extraSentence(done)}。${thenSentence(done.next)}` : '已加报'),
    onDone: onClose,
  });
  const form = { title, due, offices };
  return (
    <FormDialog
      title="加报"
      ok={shown === null ? '先看影响' : '确认加报'}
      testId="submit-change"
      busy={busy}
      refusal={standsInTheWay(board, refusal)}
      onSubmit={() => submit(extraBody(form), missingFromExtra(form))}
      onClose={onClose}
    >
      <TextLine label="报什么" testId="extra-title" max={100} value={title} onChange={set(setTitle)} />
      <TextLine
        label="时限"
        testId="extra-due"
        max={100}
        placeholder="今日17:00前"
        value={due}
        onChange={set(setDue)}
        help="按说话的样子写，要有几点。休息日也照常催报。"
      />
      <div className="row">
        {usualDues.map((words) => (
          <Button key={words} size="small" onClick={() => set(setDue)(words)}>
            {words}
          </Button>
        ))}
      </div>
      <OfficesChoice campaign={board.id} value={offices} onChange={set(setOffices)} />
      {shown && (
        <WhatNext sentence={extraSentence(shown)} next={shown.next}>
          <p className="quiet">{shown.derivation}</p>
          <p>{stepsSentence(shown.steps)}</p>
        </WhatNext>
      )}
    </FormDialog>
  );
}
