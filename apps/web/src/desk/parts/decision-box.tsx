import type { DecisionView, DeskItem } from '@duban/api/types';
import { dayWithWeekday, minuteText } from '../../shared/china-time.js';
import { MarkedLink } from './marked-link.js';

/** 审核意见 of the bureau on an item: what, why, by when, and the marked workbook. */
export function DecisionBox({ decision, item }: { readonly decision: DecisionView; readonly item: DeskItem }) {
  return (
    <div className={`decision ${decision.kind}`}>
      <p>
        <strong>{decision.label}</strong>
        <span className="quiet">
          {decision.by}，{minuteText(decision.at)}
        </span>
      </p>
      {decision.reason !== '' && <p>理由：{decision.reason}</p>}
      {decision.due && <p>新的时限：{dayWithWeekday(decision.due)}</p>}
      {decision.hasMarked && <MarkedLink decision={decision.id} item={item} />}
    </div>
  );
}
