import { DubanError } from '@duban/base';
import { createMailer, type Envelope, type Mailer, type MailerOptions } from '@duban/notify';
import { afterEach, describe, expect, it } from 'vitest';
import { plainServer, rudeServer, selfSignedBox, smtpBox, smtpError } from './smtp-box.js';

const envelope: Envelope = {
  to: 'zhang@renc.example.cn',
  subject: '【提醒】任城区医疗保障局：第三季度统计表',
  text: '张三同志：\n　　请报送。\n',
  messageId: 'chase-1@jn23.duban',
  date: '2023-10-09T09:00:00+08:00',
  attachments: [
    { name: '医保基金工作情况统计表（任城区）.xlsx', type: 'application/x-test', bytes: new Uint8Array([1, 2, 3]) },
  ],
};
const open: { close(): Promise<unknown> }[] = [];
type More = Pick<MailerOptions, 'timeoutMs' | 'auth' | 'trustAnyCertificate'>;
function mailer(port: number, more: More = {}): Mailer {
  const made = createMailer({
    host: '127.0.0.1',
    port,
    from: 'duban@ybj.example.cn',
    fromName: '济宁市医疗保障局',
    ...more,
  });
  open.unshift(made);
  return made;
}
async function box(...args: Parameters<typeof smtpBox>) {
  const server = await smtpBox(...args);
  open.push(server);
  return server;
}
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});
const unfold = (raw: string) => raw.replace(/\r\n[ \t]+/g, ' ');
const decodeWords = (text: string) =>
  text.replace(/=\?UTF-8\?([BQ])\?(.*?)\?=\s?/gi, (_, kind: string, data: string) =>
    kind.toUpperCase() === 'B'
      ? Buffer.from(data, 'base64').toString('utf8')
      : Buffer.from(
          data
            .replace(/_/g, ' ')
            .replace(/=([0-9A-F]{2})/g, (_m, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        ).toString('utf8'),
  );

describe('what the mailer refuses before it connects', () => {
  it.each([
    'a@b.cn\r\nRCPT TO:<c@d.cn>',
    'a@b.cn, c@d.cn',
    'a@b.cn c@d.cn',
    '张三 <a@b.cn>',
    'a@b.cn\n',
    'group: a@b.cn, c@d.cn;',
    '"a b"@b.cn',
    'no-at-sign',
    '',
  ])('refuses the address %j', async (to) => {
    const { port, received } = await box();
    const error = await mailer(port)
      .send({ ...envelope, to })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DubanError);
    expect((error as DubanError).code).toBe('address-invalid');
    expect(received).toEqual([]);
  });

  it('refuses a sender that is no bare address', () => {
    expect(() => createMailer({ host: 'x', port: 1, from: 'a@b.cn\nBcc: c@d.cn' })).toThrow(/不合规则/);
  });

  it('refuses a Message-ID with a line break', async () => {
    await expect(mailer(1).send({ ...envelope, messageId: 'a@b>\r\nBcc: c@d.cn' })).rejects.toThrow(RangeError);
  });
});

describe('a line that anybody could listen to', () => {
  const auth = { user: 'duban', password: 'planted-password' };

  it('gets no password and no mail: without STARTTLS the attempt is put off', async () => {
    const server = await plainServer();
    open.push(server);
    expect(await mailer(server.port, { auth }).send(envelope)).toMatchObject({ kind: 'deferred' });
    expect(server.lines().some((line) => /^EHLO/.test(line))).toBe(true);
    expect(server.lines().filter((line) => /^(AUTH|MAIL|RCPT|DATA)/.test(line))).toEqual([]);
  });

  it('is not trusted by its own certificate, unless the bureau said so of this server', async () => {
    const server = await selfSignedBox();
    open.push(server);
    expect(await mailer(server.port).send(envelope)).toMatchObject({
      kind: 'deferred',
      reason: expect.stringMatching(/self.signed|expired|certificate|altnames/i),
    });
    expect(server.received).toEqual([]);
    expect(await mailer(server.port, { trustAnyCertificate: true }).send(envelope)).toMatchObject({ kind: 'sent' });
  });
});

describe('what became of an attempt', () => {
  it('is refused for good when the server says 550 to the message', async () => {
    const { port, received } = await box(() => smtpError(550, 'looks like spam'));
    expect(await mailer(port).send(envelope)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('spam'),
    });
    expect(received).toEqual([]);
  });

  it('is refused for good when the recipient does not exist', async () => {
    const { port } = await box();
    expect(await mailer(port).send({ ...envelope, to: 'unknown@renc.example.cn' })).toMatchObject({ kind: 'refused' });
  });

  it('is deferred when the server says 451, and the next attempt is a fresh one', async () => {
    const { port, received } = await box(({ count }) => (count === 1 ? smtpError(451, 'greylisted') : null));
    const post = mailer(port);
    expect(await post.send(envelope)).toMatchObject({ kind: 'deferred' });
    expect(await post.send(envelope)).toMatchObject({ kind: 'sent' });
    expect(received).toHaveLength(1);
  });

  it('is deferred when nobody listens', async () => {
    const server = await smtpBox();
    await server.close();
    expect(await mailer(server.port).send(envelope)).toMatchObject({ kind: 'deferred' });
  });

  it.each(['at-greeting', 'at-data'] as const)('is deferred when the line breaks %s', async (when) => {
    const server = await rudeServer(when);
    open.push(server);
    expect(await mailer(server.port).send(envelope)).toMatchObject({ kind: 'deferred' });
  });

  it('is unknown when the line breaks after the last dot, and nodemailer does not send it again by itself', async () => {
    const server = await rudeServer('after-dot');
    open.push(server);
    const post = mailer(server.port);
    expect(await post.send(envelope)).toMatchObject({ kind: 'unknown' });
    // A message that nodemailer had queued again would go out before the next one.
    expect(await post.send({ ...envelope, messageId: 'chase-2@jn23.duban' })).toMatchObject({ kind: 'unknown' });
    expect(server.messages()).toBe(2);
  });
});

describe('what arrives', () => {
  it('keeps Message-ID, date, sender and the one recipient', async () => {
    const { port, received } = await box();
    expect(await mailer(port).send(envelope)).toMatchObject({ kind: 'sent' });
    const [mail] = received;
    const head = decodeWords(unfold(mail?.raw ?? ''));
    expect(mail?.to).toEqual(['zhang@renc.example.cn']);
    expect(head).toContain('Message-ID: <chase-1@jn23.duban>');
    expect(new Date(/^Date: (.*)$/m.exec(head)?.[1] ?? '').getTime()).toBe(Date.UTC(2023, 9, 9, 1));
    expect(head).toContain('济宁市医疗保障局');
    expect(head).toContain('Auto-Submitted: auto-generated');
  });

  it('decodes to the Chinese subject, text and attachment name', async () => {
    const { port, received } = await box();
    await mailer(port).send(envelope);
    const raw = unfold(received[0]?.raw ?? '');
    expect(decodeWords(raw)).toContain(`Subject: ${envelope.subject}`);
    const names = [...raw.matchAll(/filename\*\d*\*?=([^;\r\n]*)/g)]
      .map((m) => m[1]?.replace(/^utf-8''/i, ''))
      .join('');
    expect(decodeURIComponent(names)).toBe('医保基金工作情况统计表（任城区）.xlsx');
    expect(raw).toContain(Buffer.from([1, 2, 3]).toString('base64'));
  });

  it('flattens a subject with a line break instead of writing a new header', async () => {
    const { port, received } = await box();
    await mailer(port).send({ ...envelope, subject: '提醒\r\nBcc: c@d.cn', attachments: [] });
    expect(received[0]?.raw).not.toMatch(/^Bcc:/m);
    expect(received[0]?.to).toHaveLength(1);
  });

  it('sends many over the same connections', async () => {
    const { port, received } = await box();
    const post = mailer(port);
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, i) => post.send({ ...envelope, messageId: `m${i}@jn23.duban` })),
    );
    expect(outcomes.every(({ kind }) => kind === 'sent')).toBe(true);
    expect(received).toHaveLength(40);
  });
});
