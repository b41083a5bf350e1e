import type { Board } from '@duban/api/types';
import { shortDay } from '../../shared/china-time.js';
import { phaseWords } from '../words.js';

/** The notice's phases in order; the running one stands out. */
export function PhaseStrip({ phases }: Pick<Board, 'phases'>) {
  return (
    <ol className="plain phases" aria-label="阶段">
      {phases.map((p) => (
        <li
          key={p.id}
          className={`phase ${p.standing}`}
          title={p.phrase}
          aria-current={p.standing === 'running' ? 'step' : undefined}
        >
          <strong>{p.title}</strong>　{phaseWords[p.standing]}
          <div className="quiet">
            {p.start ? `${shortDay(p.start)}—` : '至'}
            {shortDay(p.end)}
          </div>
        </li>
      ))}
    </ol>
  );
}
