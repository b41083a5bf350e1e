import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { owes } from '../../../packages/actions/test/world.ts';
import { type House, house } from './support/house.js';
import { clerk, formWith, problemIn } from './support/visitors.js';

const URL = `/api/desk/hand-in?obligation=${encodeURIComponent(owes('yanzhou'))}`;
const MB = 1024 * 1024;

async function listening() {
  const made = await house({ config: { tuning: { headersMs: 300, requestMs: 900, lookMs: 50 } } });
  await made.server.listen({ host: '127.0.0.1', port: 0 });
  return made;
}

/** A bare connection; `said` is all that has come back. */
async function dial(made: House): Promise<{ socket: Socket; said: () => string; closed: Promise<unknown> }> {
  const { port } = made.server.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString();
  });
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  await once(socket, 'connect');
  return { socket, said: () => text, closed };
}

describe('a client that takes its time', () => {
  it('with its headers is hung up on: 408', async () => {
    const { socket, said, closed } = await dial(await listening());
    socket.write('GET /api/health HTTP/1.1\r\nhost: x\r\n');
    const drip = setInterval(() => socket.write('x-slow: 1\r\n'), 50);
    await closed;
    clearInterval(drip);
    expect(said()).toContain(' 408 ');
  });

  it('with its file is hung up on, and nothing of it is kept', async () => {
    const made = await listening();
    const { cookie } = await clerk(made, 'yanzhou-a');
    const { socket, closed } = await dial(made);
    socket.write(
      `POST ${URL} HTTP/1.1\r\nhost: x\r\ncookie: ${cookie}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 100000\r\n\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n`,
    );
    const drip = setInterval(() => socket.write('x'), 50);
    await closed;
    clearInterval(drip);
    expect(await made.world.db.selectFrom('submission').select('id').execute()).toEqual([]);
    // The server is as well as before.
    expect((await made.server.inject('/api/health')).statusCode).toBe(200);
  });

  it('that says nothing at all is hung up on', async () => {
    const { closed } = await dial(await listening());
    await closed;
  });
});

describe('a body is refused before it is read', () => {
  it('when its length says that it is too much, by the time its first byte would come', async () => {
    const made = await listening();
    const { cookie } = await clerk(made, 'yanzhou-a');
    const { socket, said } = await dial(made);
    socket.write(
      `POST ${URL} HTTP/1.1\r\nhost: x\r\ncookie: ${cookie}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: ${60 * MB}\r\n\r\n`,
    );
    for (let i = 0; i < 40 && !said().includes('file-too-large'); i++) await wait(20);
    expect(said()).toContain(' 413 ');
    expect(said()).toContain('file-too-large');
  });

  it('when nobody is signed in', async () => {
    const { socket, said } = await dial(await listening());
    socket.write(
      `POST ${URL} HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 5000000\r\n\r\n`,
    );
    for (let i = 0; i < 40 && !said().includes('sign-in-needed'); i++) await wait(20);
    expect(said()).toContain(' 401 ');
  });

  it('when it is a form with files and the route takes none', async () => {
    const made = await listening();
    const { cookie } = await clerk(made, 'yanzhou-a');
    const { payload, headers } = formWith([{ field: 'file', name: 'a.xlsx', bytes: Buffer.alloc(MB) }]);
    const answer = await made.server.inject({
      method: 'DELETE',
      url: '/api/desk/session',
      headers: { ...headers, cookie },
      payload,
    });
    expect([answer.statusCode, problemIn(answer).detail]).toEqual([415, expect.stringContaining('内容类型不对')]);
    expect((await made.server.inject({ url: '/api/desk/session', headers: { cookie } })).statusCode).toBe(200);
  });

  it('when the headers alone are more than anybody needs: 431', async () => {
    const { socket, said, closed } = await dial(await listening());
    socket.write(`GET /api/health HTTP/1.1\r\nhost: x\r\ncookie: ${'x'.repeat(40_000)}\r\n\r\n`);
    await closed;
    expect(said()).toContain(' 431 ');
  });
});

describe('a form is refused', () => {
  const text = (name: string, value: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const file = (name: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"; filename="a.xlsx"\r\n\r\nx\r\n`;
  const broken = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\nx';
  const NIL = '/api/desk/nil';

  it.each([
    {
      what: 'with fields beside the file',
      url: URL,
      code: 'file-missing',
      body: `${text('note', 'x')}${file('file')}`,
    },
    { what: 'with many parts', url: URL, code: 'file-missing', body: file('file').repeat(50) },
    { what: 'with a file under another name', url: URL, code: 'file-missing', body: file('other') },
    { what: 'that breaks off', url: URL, code: 'request-unreadable', body: broken },
    {
      what: 'that breaks off, with data',
      url: NIL,
      code: 'request-unreadable',
      body: `${text('data', '{}')}${broken}`,
    },
  ])('$what', async ({ url, code, body }) => {
    const payload = body.endsWith('\r\n') ? `${body}--b--\r\n` : body;
    expect(await refused(url, 'multipart/form-data; boundary=b', payload)).toEqual([400, code]);
  });

  it.each([
    ['whose details break off', '--b\r\nContent-Disposition: form-data; name="data"\r\n\r\n{'],
    ['that is empty', ''],
    ['that is none', 'no form at all'],
  ])('%s', async (_, payload) => {
    expect(await refused(NIL, 'multipart/form-data; boundary=b', payload)).toEqual([400, 'request-unreadable']);
  });

  it.each([URL, NIL])('that does not say what parts it: %s', async (url) => {
    expect(await refused(url, 'multipart/form-data', '')).toEqual([400, 'request-unreadable']);
  });

  async function refused(url: string, type: string, payload: string): Promise<[status: number, code: string]> {
    const made = await house();
    const { cookie } = await clerk(made, 'yanzhou-a');
    const answer = await made.server.inject({
      method: 'POST',
      url,
      headers: { cookie, 'content-type': type },
      payload,
    });
    expect(await made.world.db.selectFrom('submission').select('id').execute()).toEqual([]);
    return [answer.statusCode, problemIn(answer).code];
  }
});
