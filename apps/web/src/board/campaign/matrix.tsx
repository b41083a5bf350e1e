import type { Board } from '@duban/api/types';
import { dayFrom, dayOf } from '../../shared/china-time.js';
import { Mark } from '../frame/mark.js';
import { type Filter, matches } from '../logic/matrix.js';
import { MatrixCell } from './matrix-cell.js';

interface Grid {
  readonly board: Board;
  readonly offices: Board['offices'];
  readonly filter: Filter;
  readonly onOpen: (obligation: string) => void;
}

/** Office × round. A plain table: screen readers and Ctrl+F know it. */
export function Matrix({ board, offices, filter, onOpen }: Grid) {
  return (
    <section className="matrix-scroll" aria-label="报送进度表">
      <table className="matrix" data-testid="matrix">
        <thead>
          <tr>
            <th scope="col">填报单位</th>
            {board.rounds.map((r) => (
              <RoundHead key={r.id} round={r} today={dayOf(board.now)} />
            ))}
          </tr>
        </thead>
        <tbody>
          {offices.map((office) => (
            <tr key={office.id}>
              <th scope="row" title={office.name}>
                {office.shortName}
              </th>
              {board.rounds.map((round, i) => {
                const cell = office.cells[i] ?? null;
                return (
                  <td key={round.id}>
                    {cell && (
                      <MatrixCell
                        cell={cell}
                        about={`${office.shortName}，${round.what}`}
                        faint={!matches(filter, cell)}
                        onOpen={onOpen}
                      />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RoundHead({ round, today }: { readonly round: Board['rounds'][number]; readonly today: string }) {
  const { what, due, dueTime, counts, mergedAt, assumed } = round;
  return (
    <th scope="col">
      <div className="row">
        <strong>{what}</strong>
        {mergedAt !== null && <Mark tone="good">已汇总</Mark>}
        {assumed && <Mark tone="warn">时限为推算</Mark>}
      </div>
      <div className="quiet">
        时限 {dayFrom(today, due)}
        {dueTime}
      </div>
      <div className="quiet figures">
        <span>应报 {counts.owed}</span>
        <span>已报 {counts.received}</span>
        <span>了结 {counts.settled}</span>
        {counts.overdue > 0 && <span>逾期 {counts.overdue}</span>}
      </div>
    </th>
  );
}
