import type { Reading } from '../api/read-desk.js';
import { ServerClock } from './server-clock.js';

/** Which campaign, who I am, the server's time and whom to call. */
export function Header({ reading }: { readonly reading: Reading }) {
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
            <dd>{session.title}</dd>
          </div>
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
