import type { Call } from '@duban/api/types';
import { useState } from 'react';
import { useCalls } from '../api/queries.js';
import { Loaded } from '../frame/loaded.js';
import { CallForm } from './call-form.js';
import { CallLog } from './call-log.js';
import { OpenCall } from './open-call.js';

interface CallsOf {
  readonly campaign: string;
  /** Campaign time, for the earliest promise. */
  readonly today: number;
}

/** 电话清单: whom to call and what to say; below, what came of the calls made. */
export function Calls({ campaign, today }: CallsOf) {
  const calls = useCalls(campaign);
  const [logging, setLogging] = useState<Call | null>(null);
  return (
    <Loaded query={calls}>
      {(list) => {
        const open = list.filter((c) => c.state === 'open');
        return (
          <div className="stack">
            <h2>待致电（{open.length}）</h2>
            {open.length === 0 && <p className="quiet">现在没有要打的电话。</p>}
            <ul className="plain stack">
              {open.map((c) => (
                <OpenCall key={c.task} call={c} onLog={() => setLogging(c)} />
              ))}
            </ul>
            <h2>通话记录</h2>
            <CallLog calls={list.filter((c) => c.state !== 'open')} />
            {logging && <CallForm call={logging} today={today} onClose={() => setLogging(null)} />}
          </div>
        );
      }}
    </Loaded>
  );
}
