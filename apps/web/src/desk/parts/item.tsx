import type { DeskItem } from '@duban/api/types';
import { type DragEvent, useId, useState } from 'react';
import { dueWords } from '../logic/due-words.js';
import type { Answer } from '../logic/handing.js';
import { superseded } from '../logic/superseded.js';
import { useHanding } from '../use-handing.js';
import { AnswerBox } from './answer-box.js';
import { AroundBox } from './around-box.js';
import { DecisionBox } from './decision-box.js';
import { Facts } from './facts.js';
import { FilePicker } from './file-picker.js';
import { History } from './history.js';

interface ItemProps {
  readonly item: DeskItem;
  readonly office: string;
  readonly now: number;
  readonly reread: () => Promise<void>;
}

/** One 报送任务: what, by when, how it stands, and everything that can be done about it. A file may be dropped anywhere on it. */
export function Item({ item, office, now, reread }: ItemProps) {
  const heading = useId();
  const handing = useHanding(item, reread);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (item.open) handing.take(event.dataTransfer.files[0]);
  };
  const due = dueWords(item, now);
  return (
    <li
      className={`item ${due.tone}${over && item.open ? ' over' : ''}`}
      aria-labelledby={heading}
      data-testid={`item-${item.obligation}`}
      onDragOver={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h3 id={heading}>{item.what}</h3>
      <Facts {...{ item, due }} />
      {item.decision && !superseded(item) && !saysReturn(handing.answer, item) && (
        <DecisionBox decision={item.decision} item={item} />
      )}
      {item.open && <FilePicker {...{ item, handing }} describedBy={heading} />}
      <AnswerBox {...{ item, office, handing }} />
      <AroundBox {...{ item, reread }} />
      <History {...{ item, office }} />
    </li>
  );
}

/** The answer on screen already is this return at once, with its findings and its marked workbook. */
function saysReturn(answer: Answer | null, { decision }: DeskItem): boolean {
  return (
    answer?.kind === 'receipt' &&
    answer.receipt.outcome === 'returned' &&
    decision?.submission === answer.receipt.submission
  );
}
