import type { Call } from '@duban/api/types';
import { shortMinute } from '../../shared/china-time.js';

/** What a call is about: task by task, its office named where it is one of several. */
export function CallParts({ call: { parts } }: { readonly call: Call }) {
  const several = new Set(parts.map(({ office }) => office)).size > 1;
  return (
    <>
      {parts.map(({ task, office, what, due, lastPromise }) => (
        <div className="row" key={task}>
          <span>
            {several && `${office}：`}
            {what}，时限 {due}
          </span>
          {lastPromise !== null && <span>上次承诺 {shortMinute(lastPromise)} 前</span>}
        </div>
      ))}
    </>
  );
}
