import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMailer, type Mailer } from '@duban/notify';
import { startSmtpSink } from '@duban/runtime';
import { expect, it, onTestFinished } from 'vitest';
import type { Mail, Mailbox } from '../src/types.js';
import { house, temporaryFolder } from './support/house.js';
import { officer, problemIn } from './support/visitors.js';

async function post() {
  const folder = temporaryFolder();
  const sink = await startSmtpSink({ folder });
  const mailer = createMailer({ host: '127.0.0.1', port: sink.port, from: 'jg@bureau.example', fromName: '市医保局' });
  onTestFinished(async () => {
    await mailer.close();
    await sink.stop();
  });
  const mail = (to: string, subject: string) =>
    mailer.send({
      messageId: `${subject.length}.${to}`,
      to,
      subject,
      text: `${subject}\n请于10月10日前报送。`,
      attachments: [{ name: '统计表 模板.xlsx', type: 'application/octet-stream', bytes: Buffer.from('PK!') }],
      date: '2023-10-09T15:00:00+08:00',
    } as Parameters<Mailer['send']>[0]);
  const made = await house({ config: { mailFolder: folder } });
  return { folder, mail, me: await officer(made) };
}

it('is not here where mail really leaves', async () => {
  const answer = await (await officer(await house())).get('/api/mailbox');
  expect([answer.statusCode, problemIn(answer).code]).toEqual([422, 'mailbox-elsewhere']);
});

it('has no mail and no attachment that did not come', async () => {
  const { mail, me } = await post();
  expect((await me.get('/api/mailbox')).json()).toEqual({ total: 0, addresses: [], mails: [] });
  await mail('a@x.example', '催报');
  for (const url of ['/api/mailbox/2', '/api/mailbox/1/attachments/1']) {
    const answer = await me.get(url);
    expect([answer.statusCode, problemIn(answer).code]).toEqual([404, 'mail-unknown']);
  }
  expect((await me.get('/api/mailbox/..%2findex.jsonl')).statusCode).toBe(400);
});

it('shows the newest first, by address too, and sees at once what comes later', async () => {
  const { mail, me } = await post();
  await mail('a@x.example', '【明日到期】统计表');
  await mail('b@x.example', '启动通知');
  expect((await me.get('/api/mailbox')).json<Mailbox>()).toMatchObject({
    total: 2,
    addresses: [
      { address: 'a@x.example', mails: 1 },
      { address: 'b@x.example', mails: 1 },
    ],
    mails: [{ sequence: 2, subject: '启动通知', attachments: 1, date: '2023-10-09T15:00:00+08:00' }, { sequence: 1 }],
  });
  await mail('a@x.example', '已收到');
  const mine = (await me.get('/api/mailbox?to=a%40x.example&limit=1')).json<Mailbox>();
  expect(mine).toMatchObject({ total: 2, mails: [{ sequence: 3, subject: '已收到' }] });
});

it('waits for the end of a line that is still being written', async () => {
  const { folder, mail, me } = await post();
  await mail('a@x.example', '启动通知');
  appendFileSync(join(folder, 'index.jsonl'), '{"sequence":2,"to":["b@x');
  expect((await me.get('/api/mailbox')).json<Mailbox>().total).toBe(1);
});

it('opens a mail as its reader sees it, and its attachment under its Chinese name', async () => {
  const { mail, me } = await post();
  await mail('a@x.example', '【明日到期】统计表');
  const opened = (await me.get('/api/mailbox/1')).json<Mail>();
  expect(opened).toMatchObject({
    from: '市医保局',
    to: ['a@x.example'],
    subject: '【明日到期】统计表',
    text: expect.stringContaining('请于10月10日前报送'),
    attachments: [{ index: 0, name: '统计表 模板.xlsx', size: 3 }],
  });
  const file = await me.get('/api/mailbox/1/attachments/0');
  expect(file.payload).toBe('PK!');
  expect(decodeURIComponent(String(file.headers['content-disposition']))).toContain('统计表 模板.xlsx');
});
