import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import {
  type Fault,
  type SmtpSink,
  type SmtpSinkOptions,
  startSmtpSink,
  type ThrowawayFolder,
  throwawayFolder,
} from '@duban/runtime';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { messageIdOf } from '../src/smtp/message-id.js';
import { until } from './support/until.js';

let folder: ThrowawayFolder;
let sink: SmtpSink;

beforeEach(() => {
  folder = throwawayFolder('mail');
});

afterEach(async () => {
  await sink.stop();
  folder.remove();
});

async function start(options: Omit<SmtpSinkOptions, 'folder'> = {}): Promise<void> {
  sink = await startSmtpSink({ folder: folder.path, ...options });
}

function send(messageId: string, to: string | string[] = 'a@example.test'): Promise<unknown> {
  const transport = createTransport({ host: '127.0.0.1', port: sink.port, secure: false, ignoreTLS: true });
  return transport.sendMail({ from: 'bureau@example.test', to, subject: '催报', text: '请报送', messageId });
}

describe('the SMTP sink', () => {
  it('refuses for good (550) and keeps nothing', async () => {
    await start({ fault: () => 'refuse-550' });
    await expect(send('<1@test>')).rejects.toMatchObject({ responseCode: 550 });
    expect(sink.received()).toEqual([]);
  });

  it('defers (451) a first attempt, and takes the second one', async () => {
    await start({ fault: ({ attempt }) => (attempt === 1 ? 'defer-451' : 'none') });
    await expect(send('<1@test>')).rejects.toMatchObject({ responseCode: 451 });
    expect(sink.received()).toEqual([]);
    await send('<1@test>');
    expect(sink.received()).toHaveLength(1);
  });

  it('can store a message and cut the connection before 250, so that a sender sends it twice', async () => {
    const faults: Fault[] = ['drop-after-data', 'none'];
    await start({ fault: () => faults.shift() ?? 'none' });
    await expect(send('<1@test>')).rejects.toThrow();
    await send('<1@test>');
    expect(sink.received().map((mail) => mail.messageId)).toEqual(['<1@test>', '<1@test>']);
  });

  it('defers when whoever listens to it fails', async () => {
    await start({
      onMail: () => {
        throw new Error('disk full');
      },
    });
    await expect(send('<1@test>')).rejects.toMatchObject({ responseCode: 451 });
  });

  it('keeps envelope, Message-ID, size and order, as files and in the index', async () => {
    const heard: number[] = [];
    await start({ onMail: (mail) => void heard.push(mail.sequence) });
    await send('<1@test>', ['a@example.test', 'b@example.test']);
    await send('<2@test>');
    const [first, second] = sink.received();
    expect(first).toMatchObject({
      sequence: 1,
      from: 'bureau@example.test',
      to: ['a@example.test', 'b@example.test'],
      messageId: '<1@test>',
    });
    expect(second).toMatchObject({ sequence: 2, messageId: '<2@test>' });
    expect(readFileSync(first?.file ?? '')).toHaveLength(first?.size ?? -1);
    expect(heard).toEqual([1, 2]);
  });

  it('goes on counting over a restart in the same folder', async () => {
    await start();
    await send('<1@test>');
    await sink.stop();
    await start();
    await send('<2@test>');
    expect(sink.received().map(({ sequence, messageId }) => ({ sequence, messageId }))).toEqual([
      { sequence: 1, messageId: '<1@test>' },
      { sequence: 2, messageId: '<2@test>' },
    ]);
    expect(readFileSync(join(folder.path, 'index.jsonl'), 'utf8').trim().split('\n')).toHaveLength(2);
  });

  it('survives a sender that hangs up in the middle of a message', async () => {
    await start();
    const socket = connect({ host: '127.0.0.1', port: sink.port });
    let heard = '';
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
    });
    const dialogue = [
      ['220 ', 'EHLO x'],
      ['250 ', 'MAIL FROM:<a@example.test>'],
      ['250 ', 'RCPT TO:<b@example.test>'],
      ['250 ', 'DATA'],
      ['354 ', 'Subject: half'],
    ] as const;
    for (const [reply, line] of dialogue) {
      await until(`it says ${reply}`, 5, () => heard.includes(reply));
      heard = '';
      socket.write(`${line}\r\n`);
    }
    socket.destroy();
    await send('<1@test>');
    expect(sink.received().map((mail) => mail.messageId)).toEqual(['<1@test>']);
  });
});

describe('messageIdOf', () => {
  it('finds none in the body, and none where there is none', async () => {
    await start();
    expect(messageIdOf(Buffer.from('Subject: x\r\n\r\nMessage-ID: <body@test>'))).toBeNull();
  });

  it('reads a folded header', async () => {
    await start();
    expect(messageIdOf(Buffer.from('Subject: x\r\nMessage-Id:\r\n <long@test>\r\n\r\nbody'))).toBe('<long@test>');
  });
});
