import { createMailer } from '@duban/notify';
import { afterEach, describe, expect, it } from 'vitest';
import { smtpBox, smtpError } from './smtp-box.js';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const mail = {
  ...{ to: 'zhang@renc.example.cn', subject: '【提醒】', text: '　　正文', messageId: 'one@duban.example' },
  ...{ date: '2023-10-09T15:05:00+08:00', attachments: [] },
};

/** What a server's answer to the content, or to the recipient, comes to. */
async function outcome(text: string | null, to = mail.to) {
  const server = await smtpBox(() => (text === null ? null : smtpError(550, text)));
  const mailer = createMailer({ host: '127.0.0.1', port: server.port, from: 'jgk@ybj.example.cn' });
  closing.push(() => mailer.close(), server.close);
  return mailer.send({ ...mail, to });
}

describe('a refusal for good judges', () => {
  it.each([
    ['looks like spam'],
    ['5.7.1 message rejected by policy'],
    ['5.7.26 unauthenticated user'],
    ['5.2.2 mailbox full'],
    ['5.3.4 message too big'],
  ])('the message or the moment, never the address: 550 %s', async (text) => {
    expect(await outcome(text)).toMatchObject({ kind: 'refused', deadAddress: false });
  });

  it.each([
    ['5.1.1 no such user here'],
    ['5.1.10 recipient not found'],
    ['5.2.1 switched off'],
    ['mailbox unavailable'],
  ])('the address: 550 %s', async (text) => {
    expect(await outcome(text)).toMatchObject({ kind: 'refused', deadAddress: true });
  });

  it('the address when it is the recipient that is refused', async () => {
    expect(await outcome(null, 'unknown@renc.example.cn')).toMatchObject({ kind: 'refused', deadAddress: true });
  });
});
