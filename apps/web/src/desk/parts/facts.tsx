import type { DeskItem } from '@duban/api/types';
import { longDay } from '../../shared/china-time.js';
import { stateWords } from '../../shared/state-words.js';
import type { DueWords } from '../logic/due-words.js';

/** State, due and 数据截止 of an item, each in words. */
export function Facts({ item, due }: { readonly item: DeskItem; readonly due: DueWords }) {
  return (
    <p className="facts">
      <span className={`state ${item.cell.state}`}>{stateWords[item.cell.state]}</span>
      {due.left !== '' && <strong className={`left ${due.tone}`}>{due.left}</strong>}
      <span>
        {due.label}：{due.day}
        {due.original !== '' && <span className="quiet">（{due.original}）</span>}
      </span>
      {item.asOf && <span>数据截止：{longDay(item.asOf)}</span>}
    </p>
  );
}
