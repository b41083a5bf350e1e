import type { Mailbox } from '@duban/api/types';
import { useSearchParams } from 'react-router';
import { useMailbox } from '../api/queries.js';
import { Loaded } from '../frame/loaded.js';
import { usePageTitle } from '../frame/page-title.js';
import { AddressList } from './address-list.js';
import { MailList } from './mail-list.js';
import { MailView } from './mail-view.js';
import './mailbox.css';

/** 本地邮箱: mails as the offices get them; address and mail are part of the page's address. */
export function MailboxPage() {
  usePageTitle('本地邮箱');
  const [search, setSearch] = useSearchParams();
  const to = search.get('to');
  const mail = search.get('mail');
  const mailbox = useMailbox(to);
  const choose = (next: { to: string | null; mail: string | null }): void =>
    setSearch({ ...(next.to === null ? {} : { to: next.to }), ...(next.mail === null ? {} : { mail: next.mail }) });
  return (
    <div className="stack">
      <div className="row">
        <h1>本地邮箱</h1>
        <span className="quiet">邮件只存在本机，没有发给任何人。这里看到的就是单位会收到的样子。</span>
      </div>
      <Loaded query={mailbox}>
        {(box: Mailbox) => (
          <div className="mailbox">
            <AddressList box={box} chosen={to} onChoose={(address) => choose({ to: address, mail: null })} />
            <MailList box={box} chosen={mail} onChoose={(sequence) => choose({ to, mail: String(sequence) })} />
            {mail === null ? <p className="panel quiet">请在左边选一封邮件。</p> : <MailView sequence={Number(mail)} />}
          </div>
        )}
      </Loaded>
    </div>
  );
}
