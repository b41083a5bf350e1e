import type { ObligationView } from '@duban/api/types';
import { dayWithWeekday, minuteText } from '../../shared/china-time.js';
import { Mark } from '../frame/mark.js';
import { cellView } from '../logic/cell-view.js';
import { nextInWords } from '../logic/next-in-words.js';
import { AroundFacts } from './around-facts.js';

/** Who owes what by when, and what happens next. */
export function ObligationFacts({ view }: { readonly view: ObligationView }) {
  const { cell } = view;
  const { state, tone, days, mark, moved, extended, dueLabel } = cellView(cell);
  return (
    <section className="stack" aria-labelledby="owed">
      <div className="row">
        <h2 id="owed">
          {view.officeName}　{view.what}
        </h2>
        <Mark tone={tone}>{state}</Mark>
        {days && <Mark tone={days.tone}>{days.text}</Mark>}
        {mark && <Mark tone="late">{mark}</Mark>}
        {view.cell.registered === 'pending' && <Mark tone="late">代收登记待复核</Mark>}
        {view.stale && <Mark tone="late">汇总数据待更新</Mark>}
      </div>
      <dl className="facts">
        <dt>{dueLabel}</dt>
        <dd>
          {dayWithWeekday(cell.due)}
          {cell.dueTime}
          {moved && (
            <span className="quiet">
              （原时限 {dayWithWeekday(cell.originalDue)}
              {extended && '，已延期'}）
            </span>
          )}
        </dd>
        <dt>最迟汇总</dt>
        <dd>{dayWithWeekday(view.cutOff)}</dd>
        <dt>首次报送</dt>
        <dd>{cell.firstReceivedAt === null ? '尚未报送' : minuteText(cell.firstReceivedAt)}</dd>
        <AroundFacts view={view} />
        <dt>下一步</dt>
        <dd>{nextInWords(view)}</dd>
      </dl>
    </section>
  );
}
