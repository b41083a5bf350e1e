import type { Reading } from '../api/read-desk.js';
import { PlaceChoice } from './place-choice.js';
import { ServerClock } from './server-clock.js';

interface HeaderProps {
  readonly reading: Reading;
  readonly reread: () => Promise<void>;
  readonly leave: () => Promise<void>;
}

/** Which campaign, who I am, the server's time and whom to call; and the way out. */
export function Header({ reading, reread, leave }: HeaderProps) {
  const { desk, session, readAt } = reading;
  return (
    <header>
      <div className="inner">
        <div>
          <p className="product">督办 · 填报端</p>
          <h1>{desk.title}</h1>
          <p className="quiet">{desk.number}</p>
        </div>
        <dl>
          <div>
            <dt>填报人</dt>
            <dd>
              {session.title}{' '}
              <button type="button" className="link" data-testid="leave" onClick={() => void leave()}>
                退出
              </button>
            </dd>
          </div>
          {session.account !== null && <PlaceChoice key={session.account} {...{ session, chosen: reread }} />}
          <div>
            <dt>服务器时间</dt>
            <dd>
              <ServerClock now={desk.now} readAt={readAt} />
            </dd>
          </div>
          <div>
            <dt>市局电话</dt>
            <dd>
              <a href={`tel:${desk.bureau.phone}`}>{desk.bureau.phone}</a>（{desk.bureau.section}）
            </dd>
          </div>
        </dl>
      </div>
    </header>
  );
}
