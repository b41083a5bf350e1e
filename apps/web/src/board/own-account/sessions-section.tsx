import type { SessionListed } from '@duban/api/types';
import { Button } from 'antd';
import { useState } from 'react';
import { minuteText } from '../../shared/china-time.js';
import { useOwnSessions } from '../api/queries.js';
import { urls } from '../api/urls.js';
import { useAction } from '../api/use-action.js';
import { Loaded } from '../frame/loaded.js';
import { RefusalBox } from '../frame/refusal-box.js';
import { Field } from '../sign-in/field.js';
import { useRefusal } from '../sign-in/use-refusal.js';
import { roleWords } from '../words.js';

/** 登录情况: where the account is signed in; ended one by one, or all but this, with the password. */
export function SessionsSection() {
  const sessions = useOwnSessions();
  const [password, setPassword] = useState('');
  const { refusal, say, refused } = useRefusal();
  const end = useAction<{ ended: number }>({
    url: urls.endSessions,
    said: (answer) => `已结束 ${answer?.ended ?? 0} 处登录`,
    onDone: () => setPassword(''),
    onRefused: refused,
  });
  const ask = (session: string | null): void => {
    say(null);
    if (password === '') say('请先输入当前口令。');
    else end.run({ session, password });
  };
  return (
    <section className="panel stack" aria-labelledby="sessions-title">
      <h2 id="sessions-title">登录情况</h2>
      <Loaded query={sessions}>
        {(list) => (
          <>
            <ul className="plain" data-testid="sessions">
              {list.map((session) => (
                <li key={session.id} className="row">
                  {sessionText(session)}
                  {!session.own && (
                    <Button size="small" disabled={end.busy} onClick={() => ask(session.id)}>
                      结束
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {list.length > 1 && (
              <div className="stack">
                <Field
                  id="sessions-password"
                  label="当前口令"
                  autoComplete="current-password"
                  secret
                  value={password}
                  onChange={setPassword}
                />
                <div>
                  <Button loading={end.busy} onClick={() => ask(null)}>
                    结束别处的全部登录
                  </Button>
                </div>
              </div>
            )}
          </>
        )}
      </Loaded>
      <RefusalBox refusal={refusal} />
    </section>
  );
}

function sessionText({ own, role, createdAt, seenAt }: SessionListed): string {
  const as = role === null ? '' : `（${roleWords[role]}）`;
  return `${minuteText(createdAt)} 登录${as}，${own ? '就是本页' : `${minuteText(seenAt)} 还在用`}`;
}
