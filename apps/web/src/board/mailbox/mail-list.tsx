import type { Mailbox } from '@duban/api/types';
import { mailTime } from '../logic/mail-time.js';

interface Mails {
  readonly box: Mailbox;
  readonly chosen: string | null;
  readonly onChoose: (sequence: number) => void;
}

/** Mails of the chosen address, newest first. */
export function MailList({ box, chosen, onChoose }: Mails) {
  return (
    <section className="panel bare-panel" aria-label="邮件">
      {box.mails.length === 0 && <p className="quiet pick">还没有邮件。</p>}
      <ul className="plain">
        {box.mails.map((m) => (
          <li key={m.sequence}>
            <button
              type="button"
              className="pick"
              data-testid={`mail-${m.sequence}`}
              aria-current={chosen === String(m.sequence)}
              onClick={() => onChoose(m.sequence)}
            >
              <strong>{m.subject}</strong>
              <div className="quiet">{m.to.join('、')}</div>
              <div className="quiet">
                {mailTime(m.date)}
                {m.attachments > 0 && `　附件 ${m.attachments} 个`}
              </div>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
