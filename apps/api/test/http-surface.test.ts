import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { owes } from '../../../packages/actions/test/world.ts';
import { attachment } from '../src/http/send-file.js';
import { type House, house } from './support/house.js';
import { officer, problemIn, visitor } from './support/visitors.js';

/** Sends these bytes over a connection of their own and reads what comes back until it is closed or quiet. */
async function raw(made: House, text: string): Promise<string> {
  if (made.server.server.address() === null) await made.server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = made.server.server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text.replaceAll('\n', '\r\n'), 'latin1'));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(answer));
  });
}

const SMUGGLED = 'GET /api/smuggled HTTP/1.1\nHost: x\n\n';

it.each([
  [
    'both lengths',
    `POST /api/session/code HTTP/1.1\nHost: x\nContent-Length: 4\nTransfer-Encoding: chunked\n\n0\n\n${SMUGGLED}`,
  ],
  ['two lengths', `POST /api/session/code HTTP/1.1\nHost: x\nContent-Length: 0\nContent-Length: 40\n\n${SMUGGLED}`],
  ['a length that is no number', `POST /api/session/code HTTP/1.1\nHost: x\nContent-Length: 0x0\n\n${SMUGGLED}`],
  [
    'an encoding nobody knows',
    `POST /api/session/code HTTP/1.1\nHost: x\nTransfer-Encoding: xchunked\n\n0\n\n${SMUGGLED}`,
  ],
  [
    'a blank before the colon',
    `POST /api/session/code HTTP/1.1\nHost: x\nTransfer-Encoding : chunked\n\n0\n\n${SMUGGLED}`,
  ],
])('a request whose end can be read in two ways is refused, and nothing behind it is answered: %s', async (_, text) => {
  const made = await house({ empty: true });
  // Where the end is plain, the request behind it gets its own answer.
  const plain = await raw(made, `POST /api/session/code HTTP/1.1\nHost: x\nContent-Length: 0\n\n${SMUGGLED}`);
  expect(plain.match(/HTTP\/1\.1 \d+/g)).toHaveLength(2);
  const answer = await raw(made, text);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer.match(/HTTP\/1\.1 \d+/g)).toHaveLength(1);
});

it('TRACE and every method that a route does not have are refused, and repeat nothing', async () => {
  const made = await house({ empty: true });
  const traced = await raw(made, 'TRACE /api/about HTTP/1.1\nHost: x\nX-Secret: planted\n\n');
  expect(traced).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(traced).not.toContain('planted');
  for (const method of ['PUT', 'DELETE', 'PATCH', 'POST', 'OPTIONS'] as const)
    expect((await made.server.inject({ method, url: '/api/about' })).statusCode).toBe(404);
});

it('a parameter given twice is refused, not chosen from', async () => {
  const me = await officer(await house());
  const answer = await me.get('/api/rounds/workbook?round=a&round=b');
  expect([answer.statusCode, problemIn(answer).code]).toEqual([400, 'request-invalid']);
});

it.each(['__proto__', 'constructor'])('a body with %s in it is refused before anybody reads it', async (name) => {
  const made = await house();
  const { cookie } = await officer(made);
  const answer = await made.server.inject({
    method: 'POST',
    url: '/api/decisions',
    headers: { cookie, 'content-type': 'application/json' },
    payload: `{"obligation":"${owes('yanzhou')}","${name}":{"prototype":{"polluted":true}}}`,
  });
  expect(answer.statusCode).toBe(400);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

it('fields that a route does not name change nothing: neither who decided nor when', async () => {
  const made = await house();
  const me = await officer(made, 'chief');
  const body = { obligation: owes('yanzhou'), submission: null, kind: 'exempt', reason: '机构已撤并', due: null };
  const more = {
    decided_by: '局长',
    decidedBy: '局长',
    actor: { kind: 'system' },
    role: 'leader',
    at: 1,
    state: 'merged',
  };
  expect((await me.send('POST', '/api/decisions', { ...body, ...more })).statusCode).toBe(200);
  const [decision] = await made.world.db.selectFrom('decision').selectAll().execute();
  expect(decision?.decided_by).toBe('基金监管科科长');
  expect(decision?.decided_at).toBeGreaterThan(1);
  const { state } = await made.world.db
    .selectFrom('obligation')
    .select('state')
    .where('id', '=', owes('yanzhou'))
    .executeTakeFirstOrThrow();
  expect(state).toBe('exempt');
});

it('an address is decoded once: what was encoded twice is another address', async () => {
  const me = await officer(await house());
  const once = encodeURIComponent(owes('yanzhou'));
  expect((await me.get(`/api/obligations/${once}`)).statusCode).toBe(200);
  expect((await me.get(`/api/obligations/${encodeURIComponent(once)}`)).statusCode).toBe(404);
});

it.each([
  ['from elsewhere', '192.0.2.7', (i: number) => `10.0.0.${i}`],
  ['through a proxy of this machine, which adds the true one', '127.0.0.1', (i: number) => `10.0.0.${i}, 192.0.2.8`],
])('an address that a caller makes up is no way to more tries: %s', async (_, remoteAddress, claimed) => {
  const made = await house();
  const statuses: number[] = [];
  for (let i = 0; i < 12; i++) {
    const answer = await made.server.inject({
      method: 'POST',
      url: '/api/session/code',
      remoteAddress,
      headers: { 'x-forwarded-for': claimed(i), 'x-real-ip': `10.0.0.${i}`, forwarded: `for=10.0.0.${i}` },
      payload: { code: 'x', role: 'chief' },
    });
    statuses.push(answer.statusCode);
  }
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
  expect(statuses.slice(10)).toEqual([429, 429]);
});

it('a session’s token has 256 bits and is another each time', async () => {
  const made = await house({ empty: true });
  const tokens = new Set<string>();
  for (let i = 0; i < 5; i++) tokens.add((await officer(made)).cookie.split('=')[1] ?? '');
  expect(tokens.size).toBe(5);
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
});

it('every refusal leaves a line: unknown, signed in but not allowed, tried too often, unreadable', async () => {
  const lines: string[] = [];
  const stream = new Writable({ write: (chunk, _, done) => done(void lines.push(String(chunk))) });
  const { logging } = await import('../src/http/log.js');
  const made = await house({ logger: { ...(logging as object), stream } });
  const [leader, boss] = [await officer(made, 'leader'), await officer(made)];
  const stranger = visitor(made);
  await stranger.get('/api/campaigns');
  await leader.send('POST', '/api/decisions', {});
  for (let i = 0; i < 11; i++) await stranger.send('POST', '/api/session/code', { code: 'x', role: 'chief' });
  await boss.send('POST', '/api/decisions', {});
  const answered = lines
    .map((line) => JSON.parse(line) as { path?: string; status?: number })
    .map(({ path, status }) => `${path} ${status}`);
  expect(answered).toEqual(
    expect.arrayContaining([
      '/api/campaigns 401',
      '/api/decisions 403',
      '/api/session/code 401',
      '/api/session/code 429',
      '/api/decisions 400',
    ]),
  );
});

it('SQL in any parameter is a value like another: refused or not found, and no table is gone', async () => {
  const made = await house();
  const me = await officer(made);
  const before = await made.world.db.selectFrom('obligation').select('id').execute();
  for (const evil of ["' or '1'='1", "x'; drop table obligation; --", "x' union select bytes from blob --", '\\']) {
    const text = encodeURIComponent(evil);
    for (const url of [
      `/api/campaigns/${text}`,
      `/api/obligations/${text}`,
      `/api/submissions/file?submission=${text}`,
      `/api/rounds/workbook?round=${text}`,
      `/api/messages/text?message=${text}`,
    ])
      expect([url, (await me.get(url)).statusCode]).toEqual([url, 404]);
  }
  expect(await made.world.db.selectFrom('obligation').select('id').execute()).toEqual(before);
});

it('a line of the log is one JSON object with time, request and address, whatever a stranger writes into either', async () => {
  const lines: string[] = [];
  const stream = new Writable({ write: (chunk, _, done) => done(void lines.push(String(chunk))) });
  const { logging } = await import('../src/http/log.js');
  const made = await house({ logger: { ...(logging as object), stream } });
  await made.server.inject({
    method: 'POST',
    url: '/api/x%0d%0a{"level":60,"msg":"forged"}\u2028',
    headers: { 'user-agent': 'a\tb"}{"msg":"forged' },
  });
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line.trimEnd().split('\n')).toHaveLength(1);
    const entry = JSON.parse(line) as Record<string, unknown>;
    expect(entry.msg).not.toBe('forged');
    expect(entry).toMatchObject({ time: expect.any(Number), reqId: expect.any(String) });
  }
});

it.each([
  'a"; filename="evil.html',
  'a\r\nSet-Cookie: duban_bureau=x',
  "a'; x=('*')",
  '兖州区\u0000\u202excod.表.xlsx',
  '../../etc/passwd',
])('a file name cannot leave its place in the header: %j', (name) => {
  const value = attachment(name);
  expect(value).toMatch(/^attachment; filename="file(\.[A-Za-z0-9]{1,8})?"; filename\*=UTF-8''[\w.!~%-]*$/);
  expect(decodeURIComponent(value.split("UTF-8''")[1] ?? '')).toBe(name);
});
