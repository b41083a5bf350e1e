import { useMail } from '../api/queries.js';
import { urls } from '../api/urls.js';
import { Download } from '../frame/download.js';
import { Loaded } from '../frame/loaded.js';
import { fileSize } from '../logic/file-size.js';
import { mailTime } from '../logic/mail-time.js';
import { MailText } from './mail-text.js';

/** One mail: text with its link to the desk, attachments. */
export function MailView({ sequence }: { readonly sequence: number }) {
  const mail = useMail(sequence);
  return (
    <article className="panel" data-testid="mail">
      <Loaded query={mail}>
        {(m) => (
          <div className="stack">
            <h2>{m.subject}</h2>
            <dl className="facts">
              <dt>发件人</dt>
              <dd>{m.from}</dd>
              <dt>收件人</dt>
              <dd>{m.to.join('、')}</dd>
              <dt>时间</dt>
              <dd>{mailTime(m.date)}</dd>
            </dl>
            {m.attachments.length > 0 && (
              <ul className="plain">
                {m.attachments.map((a) => (
                  <li key={a.index}>
                    <Download href={urls.mailAttachment(sequence, a.index)}>{a.name}</Download>{' '}
                    <span className="quiet">{fileSize(a.size)}</span>
                  </li>
                ))}
              </ul>
            )}
            <MailText text={m.text} />
          </div>
        )}
      </Loaded>
    </article>
  );
}
