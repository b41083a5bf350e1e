import { describe, expect, it } from 'vitest';
import { isEndedLink, outcomeOf } from '../../src/desk/logic/refusal.js';

const problem = (detail: string) =>
  JSON.stringify({ type: 'urn:duban:error:x', title: 't', status: 400, code: 'x', detail, details: {} });

const refusal = (status: number, body: string) => {
  const outcome = outcomeOf(status, body);
  return outcome.ok ? null : outcome.refusal;
};

describe('an answer of the API', () => {
  it('shows the detail of a problem as it is', () => {
    expect(refusal(422, problem('请下载本单位的模板填写。'))).toEqual({
      kind: 'refused',
      text: '请下载本单位的模板填写。',
    });
  });

  it('tells an ended session from everything else, in words for a clerk', () => {
    expect(refusal(401, problem('市局人员请用登录码登录'))).toEqual({ kind: 'ended', text: '登录已失效。' });
  });

  it('takes a refusal at the door for what it is: the words of the server, and what is missing', () => {
    const door = (code: string) => refusal(401, JSON.stringify({ code, detail: '口令正确。请再输入动态码。' }));
    expect(door('second-factor-needed')).toEqual({
      kind: 'refused',
      text: '口令正确。请再输入动态码。',
      code: 'second-factor-needed',
    });
    expect(door('sign-in-needed')?.kind).toBe('ended');
  });

  it('says of a link that was good why it is not any more, and not that one must sign in again', () => {
    const detail = '这个链接已停用：这项填报工作已经交接给他人。';
    for (const [code, ended] of [
      ['link-handed-over', true],
      ['link-withdrawn', true],
      ['link-invalid', false],
    ] as const) {
      const said = refusal(401, JSON.stringify({ code, detail }));
      expect(said).toEqual({ kind: 'refused', text: detail, code });
      expect(said && isEndedLink(said)).toBe(ended);
    }
  });

  it('takes 502, 503 and 504 for a server that is busy, also when a gateway answers with a page', () => {
    expect(refusal(503, problem('数据库暂时连不上'))).toEqual({ kind: 'busy', text: '数据库暂时连不上' });
    expect(refusal(502, '<html>Bad Gateway</html>')?.kind).toBe('busy');
    expect(refusal(504, '')?.kind).toBe('busy');
  });

  it('says over 10 MB when a gateway refuses the size without words', () => {
    expect(refusal(413, '<html>')?.text).toContain('超过 10 MB');
  });

  it('takes no status for a broken network', () => {
    expect(refusal(0, '')?.kind).toBe('network');
  });

  it('refuses a success that is no JSON: some other server answered', () => {
    expect(refusal(200, '<html>请先认证上网</html>')?.kind).toBe('refused');
  });

  it('takes JSON, and an answer without a body', () => {
    expect(outcomeOf(200, '{"a":1}')).toEqual({ ok: true, value: { a: 1 } });
    expect(outcomeOf(204, '').ok).toBe(true);
  });
});
