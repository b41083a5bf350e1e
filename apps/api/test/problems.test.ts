import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { house } from './support/house.js';
import { officer, problemIn, visitor } from './support/visitors.js';

describe('a problem', () => {
  it('lists every bad field at once, in Chinese, and repeats none of the values', async () => {
    const made = await house();
    const me = await officer(made);
    const answer = await me.send('POST', '/api/decisions', {
      submission: 5,
      kind: 'swallow-secret',
      reason: 'x'.repeat(2001),
      due: '明天',
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    const problem = problemIn(answer);
    expect(problem).toMatchObject({ code: 'request-invalid', status: 400, type: 'urn:duban:error:request-invalid' });
    for (const part of [
      '报送任务：没有填',
      '报送材料：应为文字',
      '审核意见：只能是 accept',
      '理由：最多 2000 个字',
      '时限：日期要写成',
    ])
      expect(problem.detail).toContain(part);
    expect(answer.payload).not.toContain('swallow-secret');
  });

  it('says so when the body is no JSON, or of a kind nobody takes', async () => {
    const { server } = await house();
    const url = '/api/session/code';
    const broken = await server.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json' },
      payload: '{"code":',
    });
    expect([broken.statusCode, problemIn(broken).detail]).toEqual([400, expect.stringContaining('不是 JSON')]);
    const xml = await server.inject({ method: 'POST', url, headers: { 'content-type': 'text/xml' }, payload: '<a/>' });
    expect([xml.statusCode, problemIn(xml).detail]).toEqual([415, expect.stringContaining('内容类型不对')]);
  });

  it('is answered for an address that nobody serves', async () => {
    const made = await house();
    for (const [method, url] of [
      ['GET', '/api/nothing'],
      ['POST', '/api/nothing'],
      ['GET', '/nothing.html'],
    ] as const) {
      const answer = await made.server.inject({ method, url });
      expect([answer.statusCode, problemIn(answer).code]).toEqual([404, 'page-unknown']);
    }
  });

  it('tells of an unknown failure nothing but a number; the cause is in the log, without what the driver hung on it', async () => {
    const lines: string[] = [];
    const stream = new Writable({ write: (chunk, _, done) => done(void lines.push(String(chunk))) });
    const { logging } = await import('../src/http/log.js');
    const made = await house({
      logger: { ...(logging as object), stream },
      prepare: (server) =>
        server.get('/api/broken', { config: { access: 'public' } }, () => {
          throw Object.assign(new Error('the cause'), { detail: 'Key (email)=(someone@example) exists' });
        }),
    });
    const answer = await visitor(made).get('/api/broken');
    expect(answer.statusCode).toBe(500);
    const { code, details, detail } = problemIn(answer);
    expect(code).toBe('unexpected-failure');
    expect(detail).toContain(String(details.request));
    expect(answer.payload).not.toContain('the cause');
    const logged = lines.find((line) => line.includes('the cause')) ?? '';
    expect(logged).toContain(String(details.request));
    expect(lines.join('')).not.toContain('someone@example');
  });
});

it('the log names neither code nor cookie nor what was written', async () => {
  const lines: string[] = [];
  const stream = new Writable({ write: (chunk, _, done) => done(void lines.push(String(chunk))) });
  const { logging } = await import('../src/http/log.js');
  const made = await house({ logger: { ...(logging as object), level: 'trace', stream } });
  const me = await officer(made);
  await me.send('POST', '/api/calls', { task: 'none', answeredBy: '张三', promiseUntil: null, note: '口头答应' });
  await me.send('POST', '/api/session/code', { code: 'WRNG-CODE-2345', role: 'operator' });
  const log = lines.join('');
  expect(log).toContain('/api/calls');
  for (const secret of [me.cookie.split('=')[1] ?? '?', 'WRNG-CODE-2345', '张三', '口头答应'])
    expect(log).not.toContain(secret);
});
