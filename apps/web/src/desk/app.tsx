import { useRef } from 'react';
import type { Reading } from './api/read-desk.js';
import { keepOrder, sortOffices } from './logic/order.js';
import { isEndedLink, type Refusal } from './logic/refusal.js';
import { summaryOf } from './logic/summary.js';
import { AccountDoor } from './parts/account-door.js';
import { Gate } from './parts/gate.js';
import { Header } from './parts/header.js';
import { OfficeSection } from './parts/office-section.js';
import { OwnPassword } from './parts/own-password.js';
import { QuestionsBox } from './parts/questions-box.js';
import { useDesk } from './use-desk.js';
import { linkWords } from './words.js';

/** The clerk's page 填报端. */
export function App() {
  const { reading, trouble, linkTrouble, reread, retryLink, leave } = useDesk();
  if (linkTrouble) {
    const again = linkTrouble.kind === 'network' || linkTrouble.kind === 'busy' ? retryLink : null;
    const [title, hint] = isEndedLink(linkTrouble) ? [linkWords.ended, ''] : [linkWords.broken, linkWords.brokenHint];
    return <Gate title={title} said={linkTrouble.text} hint={hint} again={again} />;
  }
  if (reading)
    return (
      <Owed key={`${reading.session.campaign}/${reading.session.contact}`} {...{ reading, trouble, reread, leave }} />
    );
  if (trouble?.kind === 'ended')
    return (
      <Gate title={linkWords.needed} said="" hint={linkWords.neededHint} again={null}>
        <AccountDoor entered={reread} />
      </Gate>
    );
  if (trouble) return <Gate title={linkWords.away} said={trouble.text} hint={linkWords.awayHint} again={retryLink} />;
  return <Gate title={linkWords.opening} said="" hint="" again={null} />;
}

interface OwedProps {
  readonly reading: Reading;
  readonly trouble: Refusal | null;
  readonly reread: () => Promise<void>;
  readonly leave: () => Promise<void>;
}

function Owed({ reading, trouble, reread, leave }: OwedProps) {
  const { desk } = reading;
  const shown = useRef<ReturnType<typeof sortOffices> | null>(null);
  const offices = shown.current === null ? sortOffices(desk.offices) : keepOrder(desk.offices, shown.current);
  shown.current = offices;
  return (
    <>
      <Header {...{ reading, reread, leave }} />
      <main>
        {trouble && <Trouble trouble={trouble} phone={desk.bureau.phone} />}
        <p className="summary">{summaryOf(desk)}</p>
        {offices.map((office) => (
          <OfficeSection key={office.id} {...{ office, now: desk.now, reread }} />
        ))}
        <QuestionsBox offices={desk.offices} closed={desk.closed} />
        {reading.session.account !== null && <OwnPassword />}
        <footer>
          <p>
            有疑问请与{desk.bureau.name}
            {desk.bureau.section}联系，电话 {desk.bureau.phone}。督办邮件的回复没有人看，填好的文件请在本页上传。
          </p>
        </footer>
      </main>
    </>
  );
}

function Trouble({ trouble, phone }: { readonly trouble: Refusal; readonly phone: string }) {
  return (
    <div className="problem wide" role="alert" data-testid="problem">
      {trouble.kind === 'ended' ? (
        <p>
          <strong>登录已失效。</strong>
          请重新打开最近一封督办邮件里的报送链接，本页会自动恢复，已选的文件不会丢。找不到邮件的，请拨打市局电话 {phone}
          。
        </p>
      ) : (
        <p>
          <strong>与服务器的联系中断，下面的内容可能不是最新的。</strong>
          正在自动重新连接，不用刷新本页。（{trouble.text}）
        </p>
      )}
    </div>
  );
}
