import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ForkedProcess,
  forkReady,
  freePort,
  inboxEntry,
  inboxEnvironment,
  type StoredMail,
  type ThrowawayFolder,
  throwawayFolder,
} from '@duban/runtime';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MailStore } from '../src/smtp/mail-store.js';

let folder: ThrowawayFolder;
beforeEach(() => {
  folder = throwawayFolder('inbox');
});
afterEach(() => folder.remove());

const at = (name: string): string => join(folder.path, name);

function offered(text: string) {
  const raw = Buffer.from(text);
  return { from: 'a@test', to: ['b@test'], messageId: `<${text}@test>`, size: raw.length, attempt: 1, raw };
}

const listed = (mails: readonly StoredMail[]) => mails.map(({ sequence, messageId }) => `${sequence} ${messageId}`);

describe('the store of mails after a kill', () => {
  it('does not list a mail whose line was never written, does not overwrite its file, and goes on counting behind it', () => {
    new MailStore(folder.path).add(offered('one'));
    writeFileSync(at('000002.eml'), 'half a ma');
    const store = new MailStore(folder.path);
    expect(listed(store.mails)).toEqual(['1 <one@test>']);
    store.add(offered('two'));
    expect(listed(store.mails)).toEqual(['1 <one@test>', '3 <two@test>']);
    expect(readFileSync(at('000002.eml'), 'utf8')).toBe('half a ma');
    expect(listed(new MailStore(folder.path).mails)).toEqual(['1 <one@test>', '3 <two@test>']);
  });

  it('cuts off a half last line, so that the next mail gets a line of its own', () => {
    new MailStore(folder.path).add(offered('one'));
    writeFileSync(at('000002.eml'), 'two');
    appendFileSync(at('index.jsonl'), '{"sequence":2,"from":"a@t');
    const store = new MailStore(folder.path);
    expect(listed(store.mails)).toEqual(['1 <one@test>']);
    store.add(offered('three'));
    expect(listed(new MailStore(folder.path).mails)).toEqual(['1 <one@test>', '3 <three@test>']);
  });

  it('finds its files after the folder has been moved', () => {
    new MailStore(at('before')).add(offered('one'));
    renameSync(at('before'), at('after'));
    const [mail] = new MailStore(at('after')).mails;
    expect(existsSync(mail?.file ?? '')).toBe(true);
  });
});

describe('the inbox process', () => {
  const running: ForkedProcess[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((each) => each.kill()));
  });

  async function start(port: number): Promise<ForkedProcess> {
    const env = inboxEnvironment({ folder: folder.path, port });
    const inbox = await forkReady(inboxEntry, { name: '本地邮箱', seconds: 20, env });
    running.push(inbox);
    return inbox;
  }

  function send(port: number, name: string): Promise<unknown> {
    const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
    return transport.sendMail({
      from: 'a@test.example',
      to: 'b@test.example',
      messageId: `<${name}@test>`,
      text: name,
    });
  }

  it('refuses a port that somebody has', async () => {
    const port = await freePort();
    await start(port);
    await expect(start(port)).rejects.toMatchObject({ code: 'service-exited' });
  });

  it('killed between mails, is back on its port with every mail it has answered', async () => {
    const port = await freePort();
    const first = await start(port);
    await Promise.all(['one', 'two'].map((name) => send(port, name)));
    await first.kill();
    const second = await start(port);
    await send(port, 'three');
    expect(await second.stop()).toEqual({ code: 0, signal: null });
    const mails = new MailStore(folder.path).mails;
    expect(mails.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(mails.map(({ messageId }) => messageId).sort()).toEqual(['<one@test>', '<three@test>', '<two@test>']);
  });
});
