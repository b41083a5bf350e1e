import type { Check, Ledgered } from './proof-basis.js';
import type { MessageRecord } from './record.js';

/** Nobody was chased for what they had sent, nobody else's debts reached a mailbox, nobody got two chases on one day, no message was lost. */
export function provePeople(ledgered: Ledgered): Check[] {
  const chases = ledgered.messages.filter((m) => m.kind === 'chase' && m.state === 'sent');
  return [
    counts(ledgered),
    afterReceipt(ledgered, chases),
    rightPeople(ledgered, chases),
    oncePerDay(chases),
    nothingLost(ledgered),
  ];
}

function counts({ obligations, expected }: Ledgered): Check {
  const known = new Set(obligations.map((o) => o.standing));
  const wrong = obligations.filter((o) => standingByHand(o) !== o.standing);
  return {
    id: 'obligations',
    title: '报送任务数与通知一致，按时与否按真实时间重算',
    passed: obligations.length === expected.obligations && wrong.length === 0,
    detail:
      wrong.length > 0
        ? `重算不一致：${wrong
            .slice(0, 5)
            .map((o) => o.id)
            .join('、')}`
        : `${obligations.length}项（${[...known]
            .sort()
            .map((s) => `${s} ${obligations.filter((o) => o.standing === s).length}`)
            .join('，')}）`,
  };
}

/** The rule again, on text: a receipt on the day of the due is on time whatever the hour. */
function standingByHand(o: Ledgered['obligations'][number]): string {
  if (o.state === 'nil' || o.state === 'exempt') return o.state;
  const day = o.firstReceivedAt?.slice(0, 10);
  if (day === undefined) return 'never';
  return day <= o.due ? 'on-time' : day <= o.cutOff ? 'late' : 'after-cut-off';
}

function afterReceipt({ sheets, expected }: Ledgered, chases: readonly MessageRecord[]): Check {
  const problems: string[] = [];
  let lines = 0;
  for (const chase of chases) {
    for (const line of chase.lines) {
      lines++;
      const received = sheets.filter((s) => s.obligation === line.obligation && s.receivedAt < (chase.sentAt ?? ''));
      const settled = received.some((s) => !s.findings.some((f) => f.severity === 'E'));
      // A returned sheet is owed again, but only its correction may be asked for: the line must be of a later arm.
      if (settled || (received.length > 0 && line.arm === 0)) problems.push(`${chase.id} → ${line.obligation}`);
    }
  }
  return {
    id: 'after-receipt',
    title: '报送之后没有再催',
    passed: problems.length === 0 && (lines > 0 || !expected.chased),
    detail: problems.length === 0 ? `${chases.length}封催报、${lines}项逐一核对` : problems.slice(0, 5).join('；'),
  };
}

function rightPeople({ offices, messages, mails }: Ledgered, chases: readonly MessageRecord[]): Check {
  const serves = new Map<string, Set<string>>();
  for (const office of offices)
    for (const contact of office.contacts)
      serves.set(contact.email, (serves.get(contact.email) ?? new Set()).add(office.id));
  const strayed = chases
    .filter((m) => m.lines.some((l) => !serves.get(m.address)?.has(l.obligation.split('/').at(-1) ?? '')))
    .map((m) => m.id);
  // Receipts, returns, refusals and launch messages are about one office: only its own people may get them.
  const foreign = messages.filter((m) => m.office !== null && !serves.get(m.address)?.has(m.office)).map((m) => m.id);
  const address = new Map(messages.map((m) => [m.messageId, m.address]));
  const misrouted = mails
    .filter((mail) => mail.to.length !== 1 || address.get(bare(mail.messageId)) !== mail.to[0])
    .map((mail) => mail.messageId ?? '（无编号）');
  const problems = [...strayed, ...foreign, ...misrouted];
  return {
    id: 'right-people',
    title: '没有一封发错单位',
    passed: problems.length === 0,
    detail: problems.length === 0 ? `${mails.length}封邮件的收件人逐一核对` : problems.slice(0, 5).join('；'),
  };
}

function oncePerDay(chases: readonly MessageRecord[]): Check {
  const days = new Map<string, number>();
  for (const chase of chases) {
    const key = `${chase.address} ${chase.sentAt?.slice(0, 10)}`;
    days.set(key, (days.get(key) ?? 0) + 1);
  }
  const doubled = [...days].filter(([, n]) => n > 1).map(([key]) => key);
  const shared = chases.filter((m) => new Set(m.lines.map((l) => l.obligation.split('/').at(-1))).size > 1).length;
  return {
    id: 'once-a-day',
    title: '每人每天至多一封催报',
    passed: doubled.length === 0,
    detail: doubled.length === 0 ? `${days.size}人次，其中${shared}封合并了两家单位` : doubled.slice(0, 5).join('；'),
  };
}

/** Every message reached the mail server once; a repeat carries the Message-ID of the first. */
function nothingLost({ messages, mails }: Ledgered): Check {
  const taken = new Map<string, number>();
  for (const mail of mails) taken.set(bare(mail.messageId), (taken.get(bare(mail.messageId)) ?? 0) + 1);
  const missing = messages
    .filter((m) => (m.state === 'sent' ? !taken.has(m.messageId) : m.state !== 'cancelled'))
    .map((m) => `${m.id}（${m.state}）`);
  const unknown = [...taken.keys()].filter((id) => !messages.some((m) => m.messageId === id));
  const repeats = [...taken.values()].filter((n) => n > 1).length;
  const problems = [...missing, ...unknown];
  return {
    id: 'nothing-lost',
    title: '消息一封不缺',
    passed: problems.length === 0,
    detail:
      problems.length === 0
        ? `${messages.length}条消息、${mails.length}封邮件，重复${repeats}封（同一编号）`
        : problems.slice(0, 5).join('；'),
  };
}

function bare(messageId: string | null): string {
  return (messageId ?? '').replace(/^<|>$/g, '');
}
