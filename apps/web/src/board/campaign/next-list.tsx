import type { Board } from '@duban/api/types';
import { dayWithWeekday, minuteText, readMoment } from '../../shared/china-time.js';

interface Next {
  readonly board: Pick<Board, 'next'>;
  readonly limit: number;
}

function Moment({ of }: { readonly of: Board['next'][number] }) {
  const { day, time } = readMoment(of);
  return `${dayWithWeekday(day)} ${time}`;
}

/** What the system and the bureau do next, soonest first. */
export function NextList({ board, limit }: Next) {
  if (board.next.length === 0) return <p className="quiet">没有后续安排。</p>;
  return (
    <ol className="plain due-list">
      {board.next.slice(0, limit).map((n) => (
        <li key={`${n.at} ${n.office ?? ''} ${n.what} ${n.step}`}>
          <div className="row">
            <time dateTime={minuteText(n.at)}>
              <Moment of={n} />
            </time>
            <strong>{n.step}</strong>
          </div>
          <div className="quiet">
            {n.office === null ? '' : `${n.office}：`}
            {n.what}
          </div>
        </li>
      ))}
    </ol>
  );
}
