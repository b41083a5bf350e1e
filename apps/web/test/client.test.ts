import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError, getJson, sendJson } from '../src/board/api/client.js';
import { connection } from '../src/board/api/connection.js';
import { urls } from '../src/board/api/urls.js';

const answering = (answer: () => Promise<Response> | Response) => vi.stubGlobal('fetch', vi.fn(answer));
const problem = (status: number, body: string) => new Response(body, { status });

afterEach(() => {
  vi.unstubAllGlobals();
  connection.back();
});

describe('talking to the API', () => {
  it('shows the Chinese text of a problem', async () => {
    answering(() => problem(409, JSON.stringify({ code: 'decision-conflict', detail: '这份材料已由科长审核。' })));
    await expect(sendJson({ url: '/api/decisions', body: {} })).rejects.toMatchObject({
      status: 409,
      code: 'decision-conflict',
      message: '这份材料已由科长审核。',
    });
    expect(connection.isUp()).toBe(true);
  });

  it('speaks Chinese also when the answer is no problem document', async () => {
    answering(() => problem(500, '<html>oops</html>'));
    await expect(getJson('/api/about')).rejects.toThrow('服务没有正常应答（500），请稍后再试。');
  });

  it('notices a lost connection, and that it is back with the first answer', async () => {
    const heard: boolean[] = [];
    const stop = connection.subscribe(() => heard.push(connection.isUp()));
    answering(() => Promise.reject(new TypeError('failed to fetch')));
    await expect(getJson('/api/about')).rejects.toBeInstanceOf(ApiError);
    answering(() => Response.json({ now: 1 }));
    await expect(getJson('/api/about')).resolves.toEqual({ now: 1 });
    stop();
    expect(heard).toEqual([false, true]);
  });

  it('counts an API without its database as a lost connection', async () => {
    answering(() => problem(503, JSON.stringify({ code: 'database-away', detail: '数据库暂时连不上。' })));
    await expect(getJson('/api/about')).rejects.toThrow('数据库暂时连不上。');
    expect(connection.isUp()).toBe(false);
  });

  it('takes an empty answer as done', async () => {
    answering(() => new Response(null, { status: 204 }));
    await expect(sendJson({ url: '/api/calls', body: { task: 't' } })).resolves.toBeNull();
  });
});

describe('addresses', () => {
  it('keep the slashes of an obligation and hide the # of a submission', () => {
    expect(urls.obligation('jining-2026/table/2026-Q3/office 1')).toBe(
      '/api/obligations/jining-2026/table/2026-Q3/office%201',
    );
    expect(urls.submissionFile('a/b#2')).toBe('/api/submissions/file?submission=a%2Fb%232');
    expect(urls.rehearsalFile('r1', '期次汇总/三 季度.xlsx')).toBe(
      `/api/rehearsals/r1/files/${encodeURIComponent('期次汇总')}/${encodeURIComponent('三 季度.xlsx')}`,
    );
  });
});
